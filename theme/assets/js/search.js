// Thai search without a word list: a page is found if it holds every word typed.
// window.THIDX holds rows of [url, title, codes, text, agency, year].
(() => {
  const BLANK = /^[\s\u00ad\u200b-\u200d\u2060]/;
  const THAI = /[\u0e01-\u0e4e]/;
  const CUT = /[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]/; // never begins a cluster
  const PARTS =
    /[\s\u00ad\u200b-\u200d\u2060]+|([่-๋]?)ํ([่-๋]?)า|ำ([่-๋])|เเ|[^]/g;

  // The text as compared, and for each of its letters the place in the source.
  const fold = (source) => {
    let out = "";
    const map = [];
    source.replace(PARTS, (part, before, after, late, at) => {
      let s = part.toLowerCase()[0];
      if (BLANK.test(part))
        s =
          !/\s/.test(part) ||
          (THAI.test(out.slice(-1)) && THAI.test(source[at + part.length] || ""))
            ? ""
            : " ";
      else if (part === "เเ") s = "แ";
      else if (part.length > 1) s = (before || after || late || "") + "ำ";
      else if (/[๐-๙]/.test(s)) s = String(s.charCodeAt(0) - 0xe50);
      for (const letter of s) map.push(at);
      out += s;
    });
    return [out, map];
  };

  const split = (query) => query.split(/\s+/).map((w) => fold(w)[0]).filter(Boolean);
  // "O27", "027" and "๐๒๗" are the same code: o27.
  const code = (word) => word.replace(/^[o0]0*(?=\d{1,2}$)/, "o");
  const prepare = (rows) => rows.map((row) => [row, ...row.slice(1, 4).map((s) => fold(s)[0])]);

  const find = (pages, query, agency, year) => {
    const words = split(query);
    const hits = [];
    for (const [row, title, codes, text] of words.length ? pages : []) {
      if ((agency && row[4] !== agency) || (year && row[5] !== year)) continue;
      let sum = 0;
      const all = words.every((word) => {
        const points =
          50 * codes.split(" ").includes(code(word)) +
          20 * title.includes(word) +
          Math.min(10, text.split(word).length - 1);
        sum += points;
        return points;
      });
      if (all) hits.push([sum, row]);
    }
    return hits.sort((a, b) => b[0] - a[0]).map((hit) => hit[1]);
  };

  // Places of the words in the source, whole clusters only.
  const spans = (source, words) => {
    const [text, map] = fold(source);
    const found = [];
    for (const word of words)
      for (let at = -1; (at = text.indexOf(word, at + 1)) >= 0; ) {
        let from = map[at];
        let to = map[at + word.length - 1] + 1;
        while (from && CUT.test(source[from])) from--;
        while (CUT.test(source[to] || "")) to++;
        found.push([from, to]);
      }
    return found.sort((a, b) => a[0] - b[0]);
  };

  if (typeof module === "object") module.exports = { fold, prepare, find, spans };
  if (typeof document === "undefined") return;

  const form = document.querySelector("form.search[data-live]");
  const status = document.querySelector(".results-status");
  const list = document.querySelector(".results");
  const root = new URL("../../", document.currentScript.src);
  const pages = prepare(window.THIDX);
  const { q, agency, year } = form.elements;
  const add = (parent, name, text = "") => {
    const node = parent.appendChild(document.createElement(name));
    node.textContent = text;
    return node;
  };
  const marked = (node, text, words) => {
    let done = 0;
    for (const [from, to] of spans(text, words)) {
      if (to <= done) continue;
      node.append(text.slice(done, Math.max(from, done)));
      add(node, "mark", text.slice(Math.max(from, done), to));
      done = to;
    }
    node.append(text.slice(done));
  };
  const href = (path) => {
    const url = new URL(path, root);
    if (url.protocol === "file:") url.pathname = url.pathname.replace(/\/$/, "/index.html");
    return url;
  };
  const show = (limit) => {
    const words = split(q.value);
    const hits = find(pages, q.value, agency.value, year.value);
    list.replaceChildren();
    for (const [path, title, , text, ...where] of hits.slice(0, limit)) {
      const item = add(list, "li");
      const link = add(item, "a");
      link.href = href(path);
      marked(link, title, words);
      add(item, "p", where.filter(Boolean).join(" · ")).className = "meta";
      let from = Math.max(0, (spans(text, words)[0] || [0])[0] - 40);
      while (CUT.test(text[from] || "")) from--;
      let to = from + 180;
      while (CUT.test(text[to] || "")) to++;
      const cut = (from ? "…" : "") + text.slice(from, to) + (text[to] ? "…" : "");
      marked(add(item, "p"), cut, words);
    }
    const say = hits.length ? form.dataset.count : form.dataset.none;
    status.textContent = words.length ? say.replace("{n}", hits.length) : "";
    if (hits.length > limit) {
      const more = add(add(list, "li"), "button", form.dataset.more);
      more.className = "more";
      more.onclick = () => {
        show(limit + 50);
        list.querySelectorAll("a")[limit].focus();
      };
    }
  };
  const given = new URLSearchParams(location.search);
  [agency, year].forEach((select, i) => {
    const values = [...new Set(pages.map(([row]) => row[4 + i]))].filter(Boolean);
    for (const value of values) add(select, "option", value).value = value;
    select.parentNode.hidden = values.length < 2;
  });
  for (const field of [q, agency, year]) field.value = given.get(field.name) || "";
  const update = () => {
    show(50);
    try {
      history.replaceState(null, "", "?" + new URLSearchParams(new FormData(form)));
    } catch {} // file://
  };
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [q, ...list.querySelectorAll("a, button")];
    const at = stops.indexOf(document.activeElement);
    if (!step || at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });
  show(50);
})();
