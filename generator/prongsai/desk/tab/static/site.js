// The site as it was built, straight from the copy of the folder; and its files to save.

const TYPES = {
  html: "text/html; charset=utf-8", css: "text/css; charset=utf-8", js: "text/javascript",
  json: "application/json", xml: "application/xml", svg: "image/svg+xml", png: "image/png",
  jpg: "image/jpeg", webp: "image/webp", gif: "image/gif", ico: "image/x-icon",
  woff2: "font/woff2", pdf: "application/pdf", csv: "text/csv; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};
const SITE_POLICY =
  "default-src 'self' data: blob: 'unsafe-inline'; form-action 'self'; base-uri 'none'; " +
  "frame-ancestors 'self'";

export function site(fs, root, address) {
  let path = decodeURIComponent(address.split("?")[0]).replace(/\/$/, "/index.html");
  let place = `${root}/build/${path}`;
  const found = !path.includes("..") && fs.analyzePath(place).exists;
  if (!found) place = `${root}/build/site/404.html`;
  const none = !fs.analyzePath(place).exists || fs.isDir(fs.stat(place).mode);
  const data = none ? new Uint8Array() : fs.readFile(place);
  const type = TYPES[place.split(".").pop()] ?? "application/octet-stream";
  const headers = [["content-type", type], ["content-security-policy", SITE_POLICY]];
  return { status: found && !none ? 200 : 404, headers, body: data.slice().buffer };
}

// A link with `download` goes past the service worker, so to a server that has nothing of
// this folder. In pages of the site such a link asks for the file with `SAVE` instead, and
// the answer says that it is to be saved.
const SAVE = "save-as-a-file";
const LINK = /<a\s[^>]*?\sdownload(?:="[^"]*")?(?=[\s>])[^>]*>/g;

const asks = (link) => link
  .replace(/\sdownload(?:="[^"]*")?(?=[\s>])/, "")
  .replace(/(\shref="[^"?#]*)"/, `$1?${SAVE}"`);

export function saves(address, answer) {
  if (!/^(?:site|seen)\//.test(address)) return answer;
  const [path, query] = address.split("?");
  const named = new Headers(answer.headers);
  if (query === SAVE && answer.status === 200) {
    const name = path.split("/").at(-1); // escaped as it is in the address
    named.set("content-disposition", `attachment; filename*=UTF-8''${name}`);
  } else if (named.get("content-type")?.startsWith("text/html")) {
    const text = new TextDecoder().decode(answer.body).replace(LINK, asks);
    return { ...answer, body: new TextEncoder().encode(text).buffer };
  }
  return { ...answer, headers: [...named] };
}
