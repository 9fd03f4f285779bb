// Finds pages holding every word. THIDX: [[url, title, codes, text, agency, year]].
const THAI = /[\u0e01-\u0e4e]/;
const MARK = /[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]/; // cluster tails
const PARTS = /([\s\u00ad\u200b-\u200d\u2060]+)|[่-๋]?ํ[่-๋]?า|ำ[่-๋]|เเ|[^\s\u00ad\u200b-\u2060่-๋ํำเ๐-๙]+|[^]/g;

// Folded text, and where each letter is in the source.
function fold(source) {
  let out = "", map = [];
  source.replace(PARTS, (part, blank, at) => {
    const word = THAI.test(out.slice(-1)) && THAI.test(source[at + part.length]);
    const s = blank ? (word || !/\s/.test(blank) ? "" : " ")
      : part === "เเ" ? "แ"
      : /[ํำ]./.test(part) ? part.replace(/[ําำ]/g, "") + "ำ"
      : /[๐-๙]/.test(part) ? `${part.charCodeAt() - 0xe50}`
      : part.toLowerCase();
    for (let i = s.length; i; i--) map.push(at + part.length - i);
    out += s;
  });
  return [out, map];
}
const split = (query) => query.split(/\s+/).map((w) => fold(w)[0]).filter(Boolean);
const prepare = (rows) => rows.map((row) =>
  [row, row[1] + row.slice(4), row[2], row[3]].map((s, i) => i ? fold(s)[0] : s));
// 027, ๐๒๗ mean O27.
const code = (word) => word.replace(/^[o0]0*(?=\d{1,2}$)/, "o");

function search(pages, query, ...filters) {
  const words = split(query), hits = [];
  for (const [row, title, codes, text] of words[0] ? pages : []) {
    if (filters.some((v, i) => v && v !== row[i + 4])) continue;
    const points = words.map((w) => 50 * codes.split(" ").includes(code(w)) +
      20 * title.includes(w) + Math.min(10, text.split(w).length - 1));
    if (points.every(Boolean)) hits.push([points.reduce((a, b) => a + b), row]);
  }
  return hits.sort(([a], [b]) => b - a).map(([, row]) => row);
}
// Where words are in the source, as whole clusters.
function spans(source, words) {
  const [text, map] = fold(source), found = [];
  for (const word of words)
    for (let at = -1; (at = text.indexOf(word, at + 1)) >= 0; ) {
      let from = map[at], to = map[at + word.length - 1] + 1;
      while (MARK.test(source[from])) from--;
      while (MARK.test(source[to])) to++;
      found.push([from, to]);
    }
  return found.sort(([a], [b]) => a - b);
}
function start([form, status, list]) {
  const root = new URL("../../", document.currentScript.src);
  const pages = prepare(THIDX);
  const add = (parent, name, text, words = []) => {
    const node = document.createElement(name);
    let done = 0;
    for (const [from, to] of spans(text, words)) {
      node.append(text.slice(done, from));
      if (to > done) add(node, "mark", text.slice(Math.max(from, done), to));
      done = Math.max(to, done);
    }
    node.append(text.slice(done));
    parent.append(node);
    return node;
  };
  const show = () => {
    const words = split(form.q.value);
    const hits = search(pages, ...new FormData(form).values());
    list.replaceChildren();
    hits.forEach(([path, title, , text, ...where], i) => {
      const item = add(list, "li", "");
      add(item, "a", title, words).href = new URL(
        root.host ? path : path.replace(/(^|\/)$/, "$1index.html"), root);
      add(item, "p", where.join(" · ")).className = "meta";
      if (i > 49) return;
      const [[at] = [0]] = spans(text, words);
      let from = Math.max(text.lastIndexOf(" ", at) + 1, at - 60);
      while (MARK.test(text[from])) from--;
      add(item, "p", text.slice(from, from + 300), words);
    });
    const say = words[0] ? (hits[0] ? "count" : "none") : "hint";
    status.textContent = form.dataset[say].replace("{n}", hits.length);
  };
  for (const [name, value] of new URLSearchParams(location.search))
    if (name in form.elements) form[name].value = value;
  form.oninput = () => {
    show();
    history.replaceState(0, "", "?" + new URLSearchParams(new FormData(form)));
  };
  form.onsubmit = () => (list.querySelector("a")?.focus(), false);
  show();
}
if (typeof module === "object") module.exports = { fold, prepare, search, spans };
else start(document.querySelectorAll("[data-live],.results-status,.results"));
