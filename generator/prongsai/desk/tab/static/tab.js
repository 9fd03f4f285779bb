// The page around the desk: keeps the program, opens the folder, says where things are.
import { ask, browser, kept, remembered } from "./asking.js";
import { showLacking } from "./lacking.js";
import { key, leaves } from "./leaving.js";

const one = (name) => document.querySelector(`[data-${name}]`);
const show = (name, shown = true) => (one(name).hidden = !shown);
const words = await (await fetch("words.json")).json();
const text = (key, facts = {}) =>
  words[key].replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
const millions = (bytes) => (bytes / 1e6).toFixed(1);

for (const place of document.querySelectorAll("[data-word]"))
  place.textContent = text(place.dataset.word);
document.title = text("title");
one("progress-bar").setAttribute("aria-label", text("starting"));
one("desk").title = text("desk-frame");

const id = [...crypto.getRandomValues(new Uint8Array(18))]
  .map((part) => part.toString(36).padStart(2, "0")).join("");
const below = new URL(`at/${id}/`, location.href).pathname;

let worker = null; // runs Python
let opened = null; // what is open: { handle, name, own }
let unsaved = false;
let reading = ""; // what Python reads right now, and since when
let since = 0;

function progress(key, facts = {}, part = null) {
  show("progress");
  one("progress-words").textContent = text(key, facts);
  if (part === null) one("progress-bar").removeAttribute("value");
  else one("progress-bar").value = part;
}

function wrong(key, facts = {}, again = false) {
  show("progress", false);
  show("wrong");
  one("wrong").textContent = text(key, facts);
  show("again-load", again);
}

function said(key, facts = {}) {
  show("said");
  one("said").textContent = text(key, facts);
}

// --- the program ------------------------------------------------------------------------

async function program() {
  if (!isSecureContext) return wrong("not-secure");
  if (!navigator.serviceWorker || !window.WebAssembly || !navigator.storage?.getDirectory)
    return wrong("not-here");
  progress("starting");
  const registered = await navigator.serviceWorker.register("sw.js", { scope: "./" });
  const ready = await navigator.serviceWorker.ready;
  navigator.serviceWorker.addEventListener("message", fromServiceWorker);
  registered.update().catch(() => {});
  const made = await ask(ready.active, { do: "start" }, ({ done, of }) => {
    progress("fetched", { done: millions(done), of: millions(of) }, done / of);
    said("starting-first", { size: Math.ceil(of / 1e6) });
  });
  show("said", false);
  if (made.wrong) return wrong(made.wrong, { name: made.name }, true);
  await ask(ready.active, { do: "mine", id });
  one("version").textContent = text("version", { version: made.version });
  show("back", Boolean(made.previous));
  run();
  await choose();
  offer();
}

const serviceWorker = async () => (await navigator.serviceWorker.ready).active;

async function fromServiceWorker({ data, ports }) {
  if (data.whose === id) return ask(await serviceWorker(), { do: "mine", id });
  if (data.leaves) {
    const words = text("leaves", { host: new URL(data.leaves).host });
    return ports[0].postMessage(data.key === key && (await leaves(data.leaves, words)));
  }
  if (data.asked) {
    const { body } = data.asked;
    worker.postMessage(data, body.byteLength ? [ports[0], body] : [ports[0]]);
  }
}

async function offer() {
  const found = await ask(await serviceWorker(), { do: "look" });
  show("update", Boolean(found.offered));
}

// --- Python -----------------------------------------------------------------------------

function run(ended = "") {
  worker?.terminate();
  worker = new Worker("worker.js", { type: "module" });
  worker.addEventListener("message", ({ data }) => fromWorker(data));
  worker.addEventListener("error", () => restart("stopped-program"));
  ask(worker, { do: "start", ended, key }).then(({ failed }) => {
    if (!failed) return;
    show("choose", false);
    wrong("not-started", {}, true);
  });
}

function fromWorker(data) {
  if ("reading" in data) [reading, since] = [data.reading, Date.now()];
  if ("read" in data) progress("opening", { count: data.read });
  if ("left" in data) one("state").textContent = text("writing", { count: data.left });
  if (data.fatal) restart("stopped-program");
  if (data.part) said("part");
  if (data.part === "") show("said", false);
  if (data.written) written();
  if (data.unwritten) unwritten(data.unwritten);
  if (data.failed) console.error(data.failed);
}

// A file that is read for too long: Python is ended, started again, and refuses it.
const LONGEST = Number(new URLSearchParams(location.search).get("longest") ?? 120) * 1000;
setInterval(() => {
  if (reading && Date.now() - since > LONGEST) restart("stopped", reading);
}, 1000);

let restarting = false;

async function restart(key, ended = "") {
  if (restarting) return;
  restarting = true;
  reading = "";
  const there = one("desk").contentWindow.location.pathname;
  run(ended);
  said(key);
  if (opened) await openDesk(there.startsWith(below) ? there : below);
  restarting = false;
}

// --- the folder -------------------------------------------------------------------------

const picks = "showDirectoryPicker" in window;

async function choose() {
  show("choose");
  show("progress", false);
  show("pick", picks);
  show("own-only", !picks);
  const before = picks ? await remembered() : null;
  show("again", Boolean(before));
  if (before) {
    const button = document.querySelector("[data-do=folder-again]");
    button.textContent = text("folder-again", { name: before.name });
  }
  const own = await ownFolder(false);
  show("own-again", Boolean(own));
  show("own-new", !own);
}

async function ownFolder(create) {
  const storage = await navigator.storage.getDirectory();
  return storage.getDirectoryHandle("prongsai", { create }).catch(() => null);
}

async function allowed(handle) {
  const wanted = { mode: "readwrite" };
  if ((await handle.queryPermission?.(wanted)) === "granted") return true;
  return !handle.requestPermission || (await handle.requestPermission(wanted)) === "granted";
}

async function open(handle, own) {
  show("wrong", false);
  if (!own && !(await allowed(handle))) return wrong("folder-refused");
  opened = { handle, own };
  show("choose", false);
  progress("starting-python");
  if (own) navigator.storage.persist?.();
  const answer = await openDesk(below);
  if (answer.strange || answer.failed) {
    opened = null;
    run();
    await choose();
    const key = answer.strange ? "folder-not-ours" : "folder-unread";
    return wrong(key, { name: handle.name });
  }
  if (!own) await kept(handle);
  return true;
}

async function openDesk(there) {
  const { handle, own } = opened;
  const sent = { do: "open", handle, origin: location.origin, below, language: "th", only: !own,
    browser: browser() };
  const answer = await ask(worker, sent);
  if (answer.strange || answer.failed) return answer;
  one("where").textContent = own ? text("in-browser") : text("in-folder", { name: handle.name });
  one("site").href = `${below}site/`;
  show("bar");
  show("start", false);
  show("desk");
  one("desk").src = there;
  return answer;
}

function written() {
  unsaved = false;
  show("unwritten", false);
  one("state").textContent = text("saved");
}

function unwritten({ why, count, name }) {
  unsaved = true;
  one("unwritten-why").textContent =
    `${text("unwritten", { count })} ${text(`why-${why}`, { name })}`;
  for (const place of document.querySelectorAll("[data-clash]")) place.hidden = why !== "changed";
  one("state").textContent = "";
  show("unwritten");
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

function download(data, name) {
  const link = one("download");
  link.href = URL.createObjectURL(new Blob([data], { type: "application/zip" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

async function zipped(part, name) {
  const { data, none } = await ask(worker, { do: "zip", below: part });
  if (none || !data) return said("site-none");
  download(data, name);
}

const today = () => new Date().toLocaleDateString("sv");

const DOES = {
  folder: async () => {
    const handle = await window.showDirectoryPicker({ mode: "readwrite", id: "prongsai" })
      .catch(() => null); // closed without choosing
    if (handle) await open(handle, false);
  },
  "folder-again": async () => open(await remembered(), false),
  own: async () => open(await ownFolder(true), true),
  "zip-all": () => zipped("", `prongsai-${today()}.zip`),
  "site-zip": () => zipped("build/site", `site-${today()}.zip`),
  "other-folder": () => location.reload(),
  reload: () => location.reload(),
  lacking: () => showLacking(one("lacking")),
  "write-again": () => write({}),
  "keep-mine": () => write({ force: true }),
  "keep-theirs": () => write({ theirs: true }),
  "update-now": () => changeVersion("take"),
  "update-back": () => changeVersion("back"),
};

// After a while the browser asks for the permission anew.
async function write(how) {
  if (!opened.own) await allowed(opened.handle);
  await ask(worker, { do: "write", ...how });
  if (how.theirs) one("desk").contentWindow.location.reload();
}

async function changeVersion(act) {
  const made = await ask(await serviceWorker(), { do: act }, ({ done, of }) =>
    said("fetched", { done: millions(done), of: millions(of) }),
  );
  if (made.wrong) return said("update-failed");
  location.reload();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) DOES[button.dataset.do]();
  if (!event.target.closest(".bar__menu summary")) closeMenu();
});
window.addEventListener("blur", closeMenu); // a click into the desk
document.addEventListener("keydown", ({ key: pressed }) => pressed === "Escape" && closeMenu());

function closeMenu() {
  document.querySelector(".bar__menu").open = false;
}

document.querySelector("[data-zip]").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  if ((await ownFolder(false)) && !window.confirm(text("zip-replaces"))) return;
  const data = new Uint8Array(await file.arrayBuffer());
  if (!(await open(await ownFolder(true), true))) return;
  const { wrong: refused } = await ask(worker, { do: "unzip", data });
  if (refused) said(refused);
  one("desk").contentWindow.location.replace(below);
});

await program();
