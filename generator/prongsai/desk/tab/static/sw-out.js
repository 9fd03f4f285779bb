// Part of the service worker: what a tab sends to another origin, and what comes back.
"use strict";

// The one way out. The page asks the person about each origin once; no page and no worker
// of this site may connect anywhere else, by the policy above.
async function sentOut(request, id) {
  const asked = JSON.parse(decodeURIComponent(request.headers.get("x-asked") ?? "null"));
  const body = await request.arrayBuffer();
  const origin = outside(asked?.url);
  if (!origin || !(await allowed(id, asked.key, origin))) return answered0("refused");
  try {
    const came = await fetch(asked.url, {
      method: asked.method, headers: asked.headers, body: body.byteLength ? body : undefined,
      mode: "cors", credentials: "omit", redirect: "manual", cache: "no-store",
      referrerPolicy: "no-referrer",
    });
    if (came.type === "opaqueredirect") return answered0("redirect");
    const data = await came.arrayBuffer();
    return answeredAs({ status: came.status, headers: Object.fromEntries(came.headers) }, data);
  } catch {
    return answered0("");
  }
}

const answered0 = (headers) => answeredAs({ status: 0, headers }, null);

function answeredAs(told, data) {
  const named = { ...HEADERS, "x-answered": encodeURIComponent(JSON.stringify(told)) };
  return new Response(data, { headers: named });
}

// Its origin, unless it is this one or could be read on the way.
function outside(address) {
  if (!URL.canParse(address)) return null;
  const { origin, protocol, hostname, username, password } = new URL(address);
  const here = ["localhost", "127.0.0.1"].includes(hostname);
  const safe = protocol === "https:" || (protocol === "http:" && here);
  return safe && !username && !password && origin !== SCOPE.origin ? origin : null;
}

async function allowed(id, key, origin) {
  const page = await home(id);
  if (!page) return false;
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((done) => (port1.onmessage = (event) => done(event.data)));
  page.postMessage({ leaves: origin, key }, [port2]);
  return (await answer) === true;
}

