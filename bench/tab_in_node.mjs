// What the desk in a browser's tab costs: node bench/tab_in_node.mjs build/tab, after `make tab`.
// Bytes of a first visit, and seconds of the processor of each step, under Node.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import {pathToFileURL} from 'node:url';

const base = path.resolve(process.argv[2] ?? 'build/tab') + path.sep;
const read = (name) => fs.readFileSync(base + name);
const list = JSON.parse(read('files.json'));

const later = new Set([...Object.values(list.parts), 'LICENCES.txt']);
const first = Object.keys(list.files).filter((name) => !later.has(name)).map(read);
const sum = (pack) => first.reduce((all, one) => all + Math.min(pack(one), one.length), 0);
const brotli = (one) => zlib.brotliCompressSync(one, {
  params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 9},
}).length;
console.log('first visit, bytes', {
  whole: sum((one) => one.length), brotli: sum(brotli), gzip: sum((one) => zlib.gzipSync(one).length),
});

let last = process.cpuUsage();
const step = (name) => {
  const used = process.cpuUsage(last);
  console.log(name.padEnd(30), ((used.user + used.system) / 1e6).toFixed(2));
  last = process.cpuUsage();
};
const {load} = await import(pathToFileURL(base + 'program.js'));
const bytes = async (name) => new Uint8Array(read(name));
last = process.cpuUsage();
const {pyodide} = await load(pathToFileURL(base).href, bytes, {indexURL: base + 'pyodide' + path.sep});
step('interpreter and archive');
const run = (name, text) => { pyodide.runPython(text); step(name); };
run('imports of the desk', 'import prongsai.desk.application, prongsai.building');
run('a new site', `
import datetime, os, prongsai
from pathlib import Path
from prongsai.cli import cli
os.chdir('/tmp')
cli.main(['new', 'town', '--example'], standalone_mode=False)
os.chdir('town')
here, day = Path('.'), datetime.date(2026, 11, 27)`);
run('first check', 'prongsai.check_project(here, day)');
run('check again', 'prongsai.check_project(here, day)');
run('first build', 'prongsai.build(here, day)');
run('build after a changed field', `
path = here / 'content/agencies/tambon-tuayang/2568/measures.yml'
path.write_text(path.read_text().replace('ระบบ', 'ระบบใหม่', 1))
prongsai.build(here, day)`);
console.log('MB of the process', Math.round(process.memoryUsage().rss / 1e6));
