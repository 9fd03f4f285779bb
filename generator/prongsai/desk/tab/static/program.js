// Load the interpreter and the program into it; the page's worker and the tests do it so.

// `fetchBytes(path)` gives a file of the bundle; `base` is its address.
export async function load(base, fetchBytes, options = {}) {
  const list = JSON.parse(new TextDecoder().decode(await fetchBytes('files.json')));
  const {loadPyodide} = await import(base + 'pyodide/pyodide.mjs');
  const opened = fetchBytes(list.program).then(unpressed);
  const pyodide = await loadPyodide({
    indexURL: options.indexURL ?? base + 'pyodide/', ...options,
  });
  performance.mark('interpreter');
  place(pyodide, await opened);
  performance.mark('files');
  return {pyodide, list};
}

async function unpressed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Put the files of a pack (see `archive.py`) where Python finds them; none is copied.
function place({FS, runPython}, pack) {
  const site = runPython('import site; site.getsitepackages()[0]');
  const length = new DataView(pack.buffer).getUint32(0, true);
  let at = 4 + length;
  let last = '';
  for (const [name, size] of JSON.parse(new TextDecoder().decode(pack.subarray(4, at)))) {
    const path = `${site}/${name}`;
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (folder !== last) FS.mkdirTree(folder);
    last = folder;
    FS.writeFile(path, pack.subarray(at, at + size), {canOwn: true});
    at += size;
  }
  runPython('import importlib; importlib.invalidate_caches()');
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
