// Load the interpreter and the program into it; the page's worker and the tests do it so.

// `fetchBytes(path)` gives a file of the bundle; `base` is its address.
export async function load(base, fetchBytes, options = {}) {
  const list = JSON.parse(new TextDecoder().decode(await fetchBytes('files.json')));
  const {loadPyodide} = await import(base + 'pyodide/pyodide.mjs');
  const archive = fetchBytes(list.program);
  const pyodide = await loadPyodide({
    indexURL: options.indexURL ?? base + 'pyodide/', ...options,
  });
  unpack(pyodide, await archive);
  return {pyodide, list};
}

// One of the larger parts, when it is first asked for.
export async function loadPart(pyodide, list, name, fetchBytes) {
  unpack(pyodide, await fetchBytes(list.parts[name]));
}

function unpack(pyodide, bytes) {
  const site = pyodide.runPython('import site; site.getsitepackages()[0]');
  pyodide.unpackArchive(bytes, 'zip', {extractDir: site});
  pyodide.runPython('import importlib; importlib.invalidate_caches()');
}
