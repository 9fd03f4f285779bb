// Closes groups and the rest of each measure on phones, folds .fold cells higher than 12
// lines (6 on phones) behind a button, and tells the style which tables fit without
// scrolling and which have to become cards. Screens from 1100 px on fold no cell: an assessor sees all. Paper has all.
(() => {
  const thai = document.documentElement.lang === "th";
  const more = thai ? "แสดงทั้งหมด" : "Show all";
  const less = thai ? "ย่อ" : "Show less";
  let serial = 0;
  // Open in the page (but .shut), closed on a phone, open again for paper and for what
  // is looked for.
  const groups = [...document.querySelectorAll("details:is(.group,.more)")];
  const phone = matchMedia("(max-width: 45em)");
  const set = (open, which = groups) => which.forEach((group) => (group.open = open));
  const target = () => {
    const found = location.hash && document.getElementById(location.hash.slice(1));
    if (!found) return;
    const closed = found.closest("details") || found.closest("tbody")?.querySelector(".more");
    if (closed) closed.open = true;
  };
  if (phone.matches) set(false);
  target();
  addEventListener("hashchange", target);
  phone.addEventListener("change", () =>
    set(!phone.matches, groups.filter((group) => !group.matches(".shut"))));
  const lines = phone.matches ? 6 : 12;
  const fold = (cell) => {
    if (cell.querySelector(":target, :focus")) return; // someone reads it already
    const line = parseFloat(getComputedStyle(cell).lineHeight);
    if (cell.scrollHeight < (lines + 2) * line) return; // two lines are not worth a button
    const button = document.createElement("button");
    const shut = (yes) => {
      cell.dataset.folded = yes;
      button.setAttribute("aria-expanded", !yes);
      button.textContent = yes ? more : less;
      if (yes) cell.scrollTop = 0;
    };
    cell.id ||= `fold-${++serial}`;
    button.type = "button";
    button.className = "fold-button";
    button.setAttribute("aria-controls", cell.id);
    button.addEventListener("click", () => {
      shut(cell.dataset.folded !== "true");
      if (cell.dataset.folded === "true") cell.scrollIntoView({ block: "nearest" });
    });
    const open = () => shut(false);
    cell.addEventListener("focusin", open); // tabbing to a link inside
    cell.addEventListener("scroll", open); // "find in page", anchors
    cell.after(button);
    shut(true);
  };
  // A row at a time: a phone can be used while the rows further down are measured.
  const soon = window.requestIdleCallback ?? setTimeout;
  const rows = matchMedia("(max-width: 1099.98px)").matches
    ? [...document.querySelectorAll("tr:has(.fold)")]
    : [];
  const next = () => {
    rows.shift()?.querySelectorAll(".fold").forEach(fold);
    if (rows.length) soon(next);
  };
  next();
  let shut = [];
  addEventListener("beforeprint", () => {
    shut = groups.filter((group) => !group.open);
    set(true);
  });
  addEventListener("afterprint", () => shut.forEach((group) => (group.open = false)));
  const wide = (wrap) => wrap.scrollWidth > wrap.clientWidth;
  const fit = (inside) => {
    const wraps = [...inside.querySelectorAll(".ita-wrap")];
    for (const wrap of wraps) {
      delete wrap.dataset.fits;
      delete wrap.dataset.cards;
      wrap.tabIndex = 0;
    }
    const cards = phone.matches ? [] : wraps.filter(wide); // phones have cards anyway
    for (const wrap of cards) wrap.dataset.cards = "";
    const scrolls = cards.filter(wide);
    for (const wrap of wraps) {
      if (scrolls.includes(wrap)) continue;
      wrap.dataset.fits = "";
      wrap.removeAttribute("tabindex"); // nothing to scroll to
    }
  };
  fit(document);
  addEventListener("resize", () => fit(document));
  addEventListener("toggle", (event) => fit(event.target), true);
})();
