// Compile the modules of an archive with the interpreter that will load them:
// node compile.mjs PYODIDE IN OUT. A module is replaced by its compiled form.
import fs from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';

const [folder, source, target] = process.argv.slice(2);
const {loadPyodide} = await import(pathToFileURL(path.resolve(folder, 'pyodide.mjs')));
const py = await loadPyodide({indexURL: path.resolve(folder) + path.sep});
py.FS.writeFile('/in.zip', new Uint8Array(fs.readFileSync(source)));
py.runPython(`
import importlib._bootstrap_external as loading
import zipfile

with zipfile.ZipFile("/in.zip") as given, zipfile.ZipFile("/out.zip", "w") as made:
    for name in given.namelist():
        code = compile(given.read(name), name, "exec", dont_inherit=True)
        data = loading._code_to_hash_pyc(code, bytes(8), checked=False)
        made.writestr(name + "c", bytes(data))
`);
fs.writeFileSync(target, py.FS.readFile('/out.zip'));
