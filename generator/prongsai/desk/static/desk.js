// What the desk does beyond plain pages: drop files, save a field when it is left.
"use strict";

document.documentElement.classList.add("js");

document.addEventListener("dragover", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (!zone || !event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  zone.classList.add("drop--over");
});

document.addEventListener("dragleave", (event) => {
  const zone = event.target.closest("[data-drop]");
  if (zone && !zone.contains(event.relatedTarget)) zone.classList.remove("drop--over");
});

document.addEventListener("drop", async (event) => {
  const zone = event.target.closest("[data-drop]");
  if (!zone) return;
  event.preventDefault();
  zone.classList.remove("drop--over");
  const input = zone.querySelector("input[type=file]");
  const files = new DataTransfer();
  for (const file of await dropped(event.dataTransfer)) files.items.add(file);
  if (!files.items.length) return;
  input.files = files.files;
  input.form.requestSubmit();
});

// Folders are entered; the browser gives at most 100 entries at a time.
async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  if (!entries.some(Boolean)) return [...transfer.files];
  const found = await Promise.all(entries.filter(Boolean).map(filesOf));
  return found.flat();
}

async function filesOf(entry) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    return file.name.startsWith(".") ? [] : [file];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const one of some) found.push(...(await filesOf(one)));
  }
}

// Choosing files sends them; without a script there is the button next to it.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-drop] input[type=file]")) {
    event.target.form.requestSubmit();
  } else if (event.target.matches("[data-filter] select, [data-filter] input")) {
    event.target.form.requestSubmit();
  }
});

// The page as the assessor will see it follows what was saved.
document.addEventListener("htmx:afterSwap", () => {
  const page = document.querySelector("iframe[data-page]");
  if (page) page.contentWindow.location.reload();
});

// What was refused comes into view: the field that is wrong, else the reason.
document.addEventListener("htmx:afterSettle", (event) => {
  if ((event.detail.xhr?.status ?? 0) < 400) return;
  const refused = document.querySelector("[aria-invalid], .field--wrong, [role=alert]");
  refused?.scrollIntoView({ block: "nearest" });
});

// A text without a place is dragged to one: the choices of its list open under it.
const PLACE = "select[name$='.place']";

function sortable() {
  for (const choice of document.querySelectorAll(PLACE)) {
    const title = choice.closest("section")?.querySelector(".record__title");
    if (title) title.draggable = true;
  }
}
document.addEventListener("DOMContentLoaded", sortable);
document.addEventListener("htmx:afterSettle", sortable);

document.addEventListener("dragstart", (event) => {
  const title = event.target.closest?.(".record__title[draggable=true]");
  if (title) setTimeout(() => openPlaces(title.closest("section")));
});

function openPlaces(section) {
  const places = document.createElement("ul");
  places.className = "places";
  for (const choice of section.querySelector(PLACE).options) {
    if (!choice.value) continue;
    const place = document.createElement("li");
    place.textContent = choice.textContent;
    place.dataset.place = choice.value;
    places.append(place);
  }
  section.append(places);
}

document.addEventListener("dragover", (event) => {
  if (event.target.closest?.("[data-place]")) event.preventDefault();
});

document.addEventListener("drop", (event) => {
  const place = event.target.closest?.("[data-place]");
  if (!place) return;
  event.preventDefault();
  const choice = place.closest("section").querySelector(PLACE);
  choice.value = place.dataset.place;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("dragend", () => document.querySelector(".places")?.remove());

// A table that is pasted from Word or Excel becomes lines of cells, parted by tabs.
document.addEventListener("paste", (event) => {
  const field = event.target.closest("[data-block]");
  const html = event.clipboardData.getData("text/html");
  if (!field || !html.includes("<t")) return;
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return;
  event.preventDefault();
  field.setRangeText(tabbed(table), field.selectionStart, field.selectionEnd, "end");
});

function tabbed(table) {
  const rows = [...table.rows].map(() => []);
  [...table.rows].forEach((row, at) => {
    let column = 0;
    for (const cell of row.cells) {
      while (rows[at][column] !== undefined) column += 1;
      for (let down = 0; down < cell.rowSpan && at + down < rows.length; down += 1)
        for (let right = 0; right < cell.colSpan; right += 1)
          rows[at + down][column + right] = right || down ? "" : lines(cell);
    }
  });
  return rows.map((row) => Array.from(row, quoted).join("\t")).join("\n");
}

function lines(cell) {
  const parts = [...cell.querySelectorAll("p, li")].map((one) => one.textContent);
  const texts = parts.length ? parts : cell.innerHTML.split(/<br[^>]*>/i).map(plain);
  return texts.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean).join("\n");
}

function plain(html) {
  return new DOMParser().parseFromString(html, "text/html").body.textContent;
}

function quoted(text = "") {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
