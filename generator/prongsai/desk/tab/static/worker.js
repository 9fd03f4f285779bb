// Python, the desk and the copy of the folder; asked by the page, one thing at a time.
import { Clash, Folder } from "./folder.js";
import { load, loadPart } from "./program.js";
import { saves, site } from "./site.js";

const ROOT = "/work";
const say = (message, ...more) => self.postMessage(message, ...more);

let started = null;
let folder = null;
let clashed = "";

// What Python does when it has started; the program itself comes from `program.js`.
const BASE = new URL("./", self.location.href).href;

async function bytes(path) {
  return new Uint8Array(await (await fetch(BASE + path)).arrayBuffer());
}

async function start() {
  const { pyodide, list } = await load(BASE, bytes);
  pyodide._api.on_fatal = () => say({ fatal: true }); // it answers nothing any more
  return { pyodide, list, entry: pyodide.pyimport("prongsai.desk.tab.entry") };
}

// The larger parts come when something needs them; without a network it goes on without.
const PARTS = [
  ["pdfium", /^[^/]+\/\d+\/(?:send|[^/]+\/look|import)/],
];
const loaded = new Set();

async function parts(address) {
  const { pyodide, list } = await started;
  for (const [name, needs] of PARTS) {
    if (loaded.has(name) || !list.parts[name] || !needs.test(address)) continue;
    say({ part: name });
    await loadPart(pyodide, list, name, bytes).then(() => loaded.add(name), () => {});
    say({ part: "" });
  }
}

const ACTS = {
  async start({ ended, key }) {
    door.key = key;
    started = start();
    const { entry } = await started;
    entry.watched((name) => say({ reading: name }), ended ?? "");
    entry.reaches(sends);
    performance.mark("program");
    say({ ready: true });
  },
  // Open a folder: its copy, then the desk over it.
  async open({ handle, origin, below, language, browser, only }) {
    const { pyodide, entry } = await started;
    door.address = `${below}~out`;
    folder = new Folder(pyodide.FS, ROOT, handle, say);
    performance.mark("opening");
    await folder.open();
    performance.mark("folder");
    if (only && !ours(pyodide.FS)) return { strange: true };
    entry.open_desk(ROOT, origin, below, language, browser);
    await kept();
    performance.mark("desk");
    return {};
  },
  async unzip({ data }) {
    const { entry } = await started;
    const wrong = entry.unpacked(ROOT, data);
    await kept();
    return { wrong };
  },
  async zip({ below }) {
    const { pyodide, entry } = await started;
    if (below && !pyodide.FS.analyzePath(`${ROOT}/${below}`).exists) return { none: true };
    const made = entry.packed(ROOT, below);
    const data = made.toJs ? made.toJs() : made;
    made.destroy?.();
    return { data };
  },
  async write({ force, theirs }) {
    if (theirs) await folder.theirs();
    await kept({ force });
    return {};
  },
};

// --- to another origin ------------------------------------------------------------------

// Python waits for the answer. This worker itself reaches no other origin: the service
// worker sends it on, if the page knows the key and a person allowed the origin.
const door = { key: "", address: "" };

function sends(method, url, headers, body) {
  const asked = new XMLHttpRequest();
  asked.open("POST", door.address, false);
  asked.responseType = "arraybuffer";
  const told = { method, url, headers: JSON.parse(headers), key: door.key };
  asked.setRequestHeader("x-asked", encodeURIComponent(JSON.stringify(told)));
  const data = body.toJs?.() ?? body;
  body.destroy?.();
  try {
    asked.send(data);
  } catch {
    return [0, "", new Uint8Array()];
  }
  const { status, headers: named } = JSON.parse(
    decodeURIComponent(asked.getResponseHeader("x-answered") ?? "%7B%22status%22%3A0%7D"),
  );
  return [status, JSON.stringify(named ?? {}), new Uint8Array(asked.response)];
}

// A folder that is empty or holds a site; anything else is not ours to fill.
function ours(fs) {
  const names = fs.readdir(ROOT).filter((name) => !name.startsWith("."));
  const own = ["content", "mkdocs.yml", "theme", "build"];
  return !names.length || names.some((name) => own.includes(name));
}

// --- writing --------------------------------------------------------------------------

const WHY = {
  NotAllowedError: "refused", NoModificationAllowedError: "refused", SecurityError: "refused",
  InvalidModificationError: "refused", InvalidStateError: "refused",
  NotFoundError: "gone", QuotaExceededError: "full",
};

// Write what was changed; what cannot be written stays here, and the page says so.
async function kept({ force = false } = {}) {
  try {
    await folder.push({ force });
    clashed = "";
    say({ written: true });
  } catch (error) {
    const why = error instanceof Clash ? "changed" : (WHY[error.name] ?? "other");
    const [count, name] = [folder.changes().length, error.message];
    clashed = why;
    say({ unwritten: { why, count, name } });
  }
}

// --- answering ------------------------------------------------------------------------

const TRIES = 3;

async function answered(asked) {
  const { pyodide, entry } = await started;
  const address = asked.address;
  if (address.startsWith("site/")) return saves(address, site(pyodide.FS, ROOT, address));
  await parts(address);
  const changes = asked.method !== "GET" && asked.method !== "HEAD";
  const looks = changes || asked.mode === "navigate" || "hx-request" in asked.headers;
  if (looks && !clashed) await folder.pull().catch(() => {});
  for (let left = TRIES; ; left -= 1) {
    const answer = await asks(entry, asked);
    const unchanged = !changes && !clashed && !folder.changes().length;
    if (unchanged || !(await merged(left))) return saves(address, answer);
  }
}

// Write; where another program changed the same files meanwhile, go back to before, take
// over what it wrote, and let the same request be answered again.
async function merged(left) {
  const known = new Set(folder.changes().map(([path]) => path));
  if (left > 1 && !clashed && known.size) {
    try {
      await folder.push();
      say({ written: true });
      return false;
    } catch (error) {
      if (error instanceof Clash && folder.restored()) {
        await folder.pull();
        return true;
      }
    }
  }
  await kept();
  return false;
}

async function asks(entry, { method, address, headers, body }) {
  const given = JSON.stringify(headers);
  const made = await entry.answer(method, address, given, new Uint8Array(body));
  const [status, named, data] = made.toJs();
  made.destroy();
  const bytes = data instanceof Uint8Array ? data.slice() : new Uint8Array(data.toJs());
  return { status, headers: JSON.parse(named), body: bytes.buffer };
}

// --- one thing after the other ---------------------------------------------------------

let last = Promise.resolve();

function inTurn(act) {
  const next = last.then(act);
  last = next.catch(() => {});
  return next;
}

self.addEventListener("message", ({ data, ports: [port] }) => {
  const act = data.asked ? () => answered(data.asked) : () => ACTS[data.do](data);
  const wrong = (error) => {
    say({ failed: String(error).slice(-2000) });
    const body = new TextEncoder().encode("…").buffer;
    return { status: 500, failed: true, headers: [["content-type", "text/html"]], body };
  };
  inTurn(act).catch(wrong).then((result) => {
    const moved = [result?.body, result?.data?.buffer].filter((one) => one?.byteLength);
    port?.postMessage(result ?? {}, [...new Set(moved)]);
    if (data.asked) inTurn(later);
  });
});

// What was done after a request was answered: long work that it ordered.
async function later() {
  await new Promise((done) => setTimeout(done, 100));
  if (folder && !clashed && folder.changes().length) await kept();
}
