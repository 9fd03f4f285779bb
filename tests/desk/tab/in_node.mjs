// Run scripts in one start of the tab's interpreter: node in_node.mjs BUNDLE (FOLDER SCRIPT)...
// FOLDER is /work there; what the script leaves in `answer` is printed on a line.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [bundle, ...runs] = process.argv.slice(2).map((one) => path.resolve(one));
const {load} = await import(pathToFileURL(path.join(bundle, 'program.js')));
const bytes = async (name) => new Uint8Array(fs.readFileSync(path.join(bundle, name)));
const began = performance.now();
const {pyodide} = await load(pathToFileURL(bundle) + '/', bytes, {
  indexURL: path.join(bundle, 'pyodide') + path.sep,
});
const loaded = performance.now() - began;
pyodide.FS.mkdirTree('/work');
pyodide.globals.set('loaded', loaded / 1000);
for (let at = 0; at < runs.length; at += 2) {
  const [folder, script] = runs.slice(at, at + 2);
  pyodide.FS.mount(pyodide.FS.filesystems.NODEFS, {root: folder}, '/work');
  try {
    pyodide.runPython(fs.readFileSync(script, 'utf8'));
  } catch (error) {
    console.error(String(error.message ?? error).slice(-3000));
    process.exit(1);
  }
  console.log(pyodide.globals.get('answer'));
  pyodide.runPython('import os; os.chdir("/")');
  pyodide.FS.unmount('/work');
}
