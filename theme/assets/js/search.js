// THIDX, THNEAR: theme/README.md.
const THAI = /[ก-\u0e4e]/;
const M = "ัิ-ฺ็-๎"; // not ำ
const MARK = RegExp(`[${M}ำ]`);
const B = "\\s\xad\u200b-\u200d\u2060";
const PARTS = RegExp(`([${B}]+)|[${M}]*ํ[${M}]*า|[${M}ำ]+|เเ|[^${B}${M}ำเ๐-๙]+|[^]`, "g");

// In order, once; ํ with า is ำ.
const tidy = (marks) => [...new Set(marks)].sort().join("")
  .replace(/(ำ|(?=.*ํ)า)(.*)/, "$2ำ").replace("ํ", "");
// Folded, and where its letters are.
function fold(source) {
  let out = "", map = [];
  source.replace(PARTS, (part, blank, at) => {
    const s = blank ? (!/\s/.test(blank) ||
      THAI.test(out.slice(-1)) && THAI.test(source[at + part.length]) ? "" : " ")
      : part === "เเ" ? "แ"
      : part[1] && MARK.test(part) ? tidy(part)
      : /[๐-๙]/.test(part) ? `${part.charCodeAt() - 0xe50}`
      : part.toLowerCase();
    for (let i = s.length; i; i--) map.push(at + Math.max(part.length - i, 0));
    out += s;
  });
  return [out, map];
}
const split = (query) => query.split(/\s+/).map((w) => fold(w)[0]).filter(Boolean);
const prepare = (rows) => rows.map((row) =>
  [row, row[1] + row.slice(4), row[2], row[3]].map((s, i) => i ? fold(s)[0] : s));
// 027 means O27.
const code = (word) => word.replace(/^[o0]0*(?=\d{1,2}$)/, "o");

const NEAR = (globalThis.THNEAR || []).map((group) => group.map((w) => fold(w)[0]));
const forms = (word) => [word, ...NEAR.filter((group) => group.includes(word)).flat()];
const has = (text, word) => forms(word).some((w) => text.includes(w));
const CUTTER = Intl.Segmenter && new Intl.Segmenter("th", { granularity: "word" });

// Words, short ones joined.
const cut = (word) => !CUTTER ? [word]
  : [...CUTTER.segment(word)].map((s) => s.segment)
    .filter((s) => !/^(ของ|และ|ที่|การ)$/.test(s)).reduce((all, s) =>
      (all.push(Math.min(s.length, all.at(-1)?.length) < 4 ? all.pop() + s : s), all), []);
// In the title, or near.
function loose(title, text, word) {
  const [first, ...rest] = cut(word).filter((part) => !has(title, part));
  if (!first || first === word) return !first;
  const near = (far) => forms(first).some((form) => text.split(form).some((s, i, all) =>
    i && rest.every((w) => has(all[i - 1].slice(-far) + form + s.slice(0, far), w))));
  return near(40) / 2 || near(200) / 9;
}
const ranked = (pages, filters, points) => pages
  .filter(([row]) => filters.every((v, i) => !v || v === row[i + 4]))
  .map((page) => [points(page), page[0]])
  .filter(([p]) => p).sort(([a], [b]) => b - a).map(([, row]) => row);

function search(pages, query, ...filters) {
  const words = split(query);
  return ranked(pages, filters, ([, title, codes, text]) => {
    const points = words.map((word) => Math.max(...forms(word).map((w) =>
      50 * codes.split(" ").includes(code(w)) + 20 * title.includes(w) +
      Math.min(10, text.split(w).length - 1))) || loose(title, text, word));
    return points.every(Boolean) && points.reduce((a, b) => a + b, 0);
  });
}
// With other marks, or a like title.
function nearest(pages, query, ...filters) {
  const bare = (s) => s.replace(RegExp(`[${M}]`, "g"), "");
  const wanted = bare(split(query).join(""));
  const grams = [...wanted].slice(2).map((_, i) => wanted.substr(i, 3));
  return ranked(grams[0] ? pages : [], filters, ([, title, , text]) => {
    const name = bare(title);
    const had = grams.filter((g) => name.includes(g)).length / grams.length;
    return bare(text).includes(wanted) || had > 0.4 && had;
  }).slice(0, 5);
}
const FOLDED = { __proto__: null };
// Where words are, in clusters.
function spans(source, words) {
  const [text, map] = FOLDED[source] ||= fold(source), found = [];
  for (const word of words.flatMap((w) => (has(text, w) ? [w] : cut(w)).flatMap(forms)))
    for (let at = -1; ~(at = text.indexOf(word, at + 1)); ) {
      let from = map[at], to = map[at + word.length - 1] + 1;
      while (MARK.test(source[from])) from--;
      while (MARK.test(source[to])) to++;
      found.push([from, to]);
    }
  return found.sort(([a], [b]) => a - b);
}
function start([form, status, list, suggest]) {
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
    const wanted = [...new FormData(form).values()];
    const found = search(pages, ...wanted);
    const hits = found[0] ? found : nearest(pages, ...wanted);
    list.replaceChildren();
    hits.forEach(([path, title, , text, ...where], i) => {
      const item = add(list, "li", "");
      add(item, "a", title, words).href = new URL(
        root.host ? path : path.replace(/(^|\/)$/, "$1index.html"), root);
      add(item, "p", where.filter(String).join(" · ")).className = "meta";
      if (i > 49) return;
      const [[at] = [0]] = spans(text, words);
      let from = Math.max(text.lastIndexOf(" ", at) + 1, at - 60);
      while (MARK.test(text[from])) from--;
      add(item, "p", text.slice(from, from + 300), words);
    });
    const say = words[0] ? found[0] ? "count" : hits[0] ? "near" : "none" : "hint";
    suggest.hidden = !!found[0];
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
if (typeof module === "object") module.exports = { fold, nearest, prepare, search, spans };
else start(document.querySelectorAll("[data-live],.results-status,.results,.suggest"));
