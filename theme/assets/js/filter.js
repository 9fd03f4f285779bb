// Filters a list as you type: <form class="filter" data-for="id" hidden> with an
// input shows, inside #id, the [data-filter] elements holding every typed word; a select
// narrows them to those whose data-kind is its value.
// With an action, submitting the form searches there. A [data-group] without any visible element is hidden too.
(() => {
  const fold = (s) =>
    s.toLowerCase().replace(/[๐-๙]/g, (d) => d.charCodeAt(0) - 0xe50);
  for (const form of document.querySelectorAll("form.filter[data-for]")) {
    const list = document.getElementById(form.dataset.for);
    const field = form.querySelector("input");
    const kind = form.querySelector("select");
    const said = form.querySelector("[role=status]");
    if (!list || !field) continue;
    const items = [...list.querySelectorAll("[data-filter]")];
    const texts = items.map((i) => fold(`${i.dataset.filter} ${i.textContent}`));
    const show = () => {
      const words = fold(field.value).split(/\s+/);
      let shown = 0;
      items.forEach((item, i) => {
        item.hidden =
          !words.every((w) => texts[i].includes(w)) ||
          (!!kind?.value && kind.value !== item.dataset.kind);
        shown += !item.hidden;
      });
      for (const group of list.querySelectorAll("[data-group]"))
        group.hidden = !group.querySelector("[data-filter]:not([hidden])");
      if (said) said.textContent = (said.dataset.count || "{n}").replace("{n}", shown);
    };
    for (const one of [form, ...form.querySelectorAll("[hidden]")]) one.hidden = false;
    form.addEventListener("submit", (event) => {
      if (!form.hasAttribute("action")) event.preventDefault();
    });
    form.addEventListener("input", show);
    if (field.value || kind?.value) show(); // the browser remembered it
  }
})();
