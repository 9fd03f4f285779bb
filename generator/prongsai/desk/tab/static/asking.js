// Ask a worker and wait for its answer; remember a folder until the next visit, and a
// name of this browser that says nothing about it.

export function ask(whom, message, told = () => {}) {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if ("done" in data && "of" in data) return told(data);
      port1.close();
      done(data.wrong ? data : (data.result ?? data));
    };
    whom.postMessage(message, [port2]);
  });
}

// --- the folder of the last visit --------------------------------------------------------

function store() {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("prongsai", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("folders");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

async function inStore(mode, act) {
  const database = await store();
  return new Promise((done, failed) => {
    const asked = act(database.transaction("folders", mode).objectStore("folders"));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  }).finally(() => database.close());
}

export const kept = (handle) => inStore("readwrite", (all) => all.put(handle, "last"));
export const remembered = () =>
  inStore("readonly", (all) => all.get("last")).catch(() => null);

// Who else works in the folder is told from this browser by it, and by nothing else.
export function browser() {
  try {
    return (localStorage.browser ??= crypto.randomUUID());
  } catch {
    return key; // it keeps nothing: until the page is closed
  }
}

const key = crypto.randomUUID();
