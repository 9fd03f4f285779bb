// The service worker: keeps the program, each file compared with its hash, and hands what
// the desk's pages ask for to the page that runs the desk.
"use strict";

importScripts("sw-out.js");

const SCOPE = new URL(self.registration.scope);
const OWN = `prongsai ${SCOPE.pathname} `;
const STATE = `${OWN}state`;
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; " +
  "frame-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; " +
  "frame-ancestors 'self'";
const AT_ONCE = 4;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// --- what is kept -----------------------------------------------------------------

async function state() {
  const found = await (await caches.open(STATE)).match("state");
  return found ? found.json() : { current: null, previous: null };
}

async function remember(now) {
  await (await caches.open(STATE)).put("state", new Response(JSON.stringify(now)));
}

const kept = (version) => caches.open(OWN + version);

async function listed() {
  const answer = await fetch(new URL("files.json", SCOPE), { cache: "no-store" });
  if (!answer.ok) throw new Error("network");
  const text = await answer.text();
  const list = JSON.parse(text);
  // Two programs of one version may differ: what is kept is named by the list itself.
  const digest = await hash(new TextEncoder().encode(text));
  return { ...list, version: `${list.version}+${digest.slice(0, 8)}` };
}

class Damaged extends Error {}

async function fetched(path, sha256, told) {
  const address = new URL(path, SCOPE);
  for (const cache of ["default", "reload"]) {
    const answer = await fetch(address, { cache });
    if (!answer.ok) throw new Error("network");
    const data = await whole(answer, told);
    if ((await hash(data)) === sha256) return [data, answer.headers.get("content-type")];
    told(-data.byteLength);
  }
  throw new Damaged(path);
}

async function whole(answer, told) {
  const parts = [];
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    told(value.length);
  }
  return new Blob(parts).arrayBuffer();
}

async function hash(data) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return [...digest].map((one) => one.toString(16).padStart(2, "0")).join("");
}

// Keep every file of a version; what is kept already is not fetched again.
async function fill(list, told) {
  const cache = await kept(list.version);
  let done = 0;
  const later = ["sw.js", ...Object.values(list.parts ?? {})];
  const left = Object.entries(list.files).filter(([path]) => !later.includes(path));
  async function some() {
    for (let next = left.pop(); next; next = left.pop()) {
      const [path, sha256] = next;
      const address = new URL(path, SCOPE).href;
      if (await cache.match(address)) continue;
      const [data, type] = await fetched(path, sha256, (count) => {
        done += count;
        told(done, list.bytes);
      });
      await cache.put(address, asSent(data, type));
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, some));
}

async function cleared(now) {
  const wanted = [STATE, OWN + now.current?.version, OWN + now.previous?.version];
  for (const name of await caches.keys())
    if (name.startsWith(OWN) && !wanted.includes(name)) await caches.delete(name);
}

const summary = (now, offered) => ({
  version: now.current?.version ?? null,
  bytes: now.current?.bytes ?? null,
  previous: now.previous?.version ?? null,
  offered,
});

// What the page asks for; the answer goes back through its port.
const ASKED = {
  // Keep the program if none is kept; else change nothing.
  async start(_, told) {
    let now = await state();
    if (!now.current) {
      const list = await listed();
      told(0, list.bytes);
      await fill(list, told);
      now = { current: list, previous: null };
      await remember(now);
    }
    return summary(now, null);
  },
  async look() {
    const [now, list] = [await state(), await listed()];
    return summary(now, list.version === now.current?.version ? null : list.version);
  },
  // The new version is used from the next start on; the old one stays.
  async take(_, told) {
    const [now, list] = [await state(), await listed()];
    if (list.version === now.current?.version) return summary(now, null);
    await fill(list, told);
    const next = { current: list, previous: now.current };
    steady.clear();
    await remember(next);
    await cleared(next);
    return summary(next, null);
  },
  async back() {
    const now = await state();
    if (!now.previous) return summary(now, null);
    const next = { current: now.previous, previous: now.current };
    steady.clear();
    await remember(next);
    return summary(next, null);
  },
  async mine({ id }, _, source) {
    homes.set(id, source.id);
    waiting.get(id)?.forEach((go) => go());
    return {};
  },
};

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const act = ASKED[event.data?.do];
  if (!act) return;
  const told = (done, of) => port?.postMessage({ done, of });
  event.waitUntil(
    act(event.data, told, event.source).then(
      (result) => port?.postMessage({ result }),
      (error) =>
        port?.postMessage({
          wrong: error instanceof Damaged ? "damaged" : "no-network",
          name: error.message,
        }),
    ),
  );
});

// --- what is asked for ------------------------------------------------------------

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (url.origin !== SCOPE.origin || !url.pathname.startsWith(SCOPE.pathname)) return;
  const path = url.pathname.slice(SCOPE.pathname.length);
  const desk = /^at\/([\w-]+)\/(.*)$/s.exec(path);
  if (desk?.[2] === "~out") event.respondWith(sentOut(event.request, desk[1]));
  else if (desk) event.respondWith(asked(event.request, desk[1], desk[2] + url.search));
  else if (event.request.method === "GET" && path !== "sw.js")
    event.respondWith(own(event.request, path || "index.html"));
});

const HEADERS = {
  "content-security-policy": POLICY,
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

// A file of the program: as it is kept, else as it is published, compared with its hash.
async function own(request, path) {
  const now = await state();
  if (!now.current) return fetch(request);
  if (path === "files.json") return new Response(JSON.stringify(now.current));
  const name = decodeURIComponent(path);
  const sha256 = now.current.files[name];
  if (!sha256) return new Response("", { status: 404 });
  const cache = await kept(now.current.version);
  const address = new URL(path, SCOPE).href;
  let found = await cache.match(address);
  if (!found) {
    try {
      const [data, type] = await fetched(path, sha256, () => {});
      found = asSent(data, type);
      await cache.put(address, found.clone());
    } catch {
      return Response.error();
    }
  }
  return found;
}

// As it is kept it is sent: the browser keeps what it compiled of a file next to it.
function asSent(data, type) {
  return new Response(data, { headers: { ...HEADERS, "content-type": type || "" } });
}

// --- the page that runs the desk --------------------------------------------------

const homes = new Map();
const waiting = new Map();
const PATIENCE = 3000;

// The page of a desk; after this worker was started again, all are asked who it is.
async function home(id) {
  const known = homes.has(id) && (await self.clients.get(homes.get(id)));
  if (known) return known;
  const answered = new Promise((done) => {
    waiting.set(id, [...(waiting.get(id) ?? []), done]);
    setTimeout(done, PATIENCE);
  });
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ whose: id });
  await answered;
  waiting.delete(id);
  return homes.has(id) ? self.clients.get(homes.get(id)) : null;
}

// The desk's own files and the fonts of the site are the same for every page.
const steady = new Map();
const STEADY = /^(?:static\/|seen\/[^/]+\/at\/assets\/(?:fonts\/|.*\.min\.))/;

async function asked(request, id, address) {
  const known = steady.get(id + address);
  if (known) return response(known);
  const answer = await answered(request, id, address);
  if (!answer) return Response.redirect(SCOPE.href, 303);
  if (STEADY.test(address) && answer.status === 200) steady.set(id + address, answer);
  return response(answer);
}

async function answered(request, id, address) {
  const page = await home(id);
  if (!page) return null;
  const headers = {};
  for (const [name, value] of request.headers) headers[name] = value;
  if (request.referrer) headers.origin = new URL(request.referrer).origin;
  const read = ["GET", "HEAD"].includes(request.method);
  const body = read ? new ArrayBuffer(0) : await request.arrayBuffer();
  const { port1, port2 } = new MessageChannel();
  const back = new Promise((done) => (port1.onmessage = (event) => done(event.data)));
  const sent = { method: request.method, address, headers, mode: request.mode, body };
  page.postMessage({ asked: sent }, [port2, body]);
  const answer = await back;
  port1.close();
  return answer;
}

function response(answer) {
  const made = new Headers(answer.headers);
  for (const [name, value] of Object.entries(HEADERS))
    if (!made.has(name)) made.set(name, value);
  return new Response(answer.status === 204 || answer.status === 304 ? null : answer.body, {
    status: answer.status,
    headers: made,
  });
}
