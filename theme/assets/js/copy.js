// Makes <button class="copy" data-copy="#anchor"> copy the absolute address of
// that anchor. The buttons stay hidden until this script has run.
(() => {
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea"); // plain http, file://
      field.value = text;
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
  };
  const said = document.createElement("div");
  said.className = "vh";
  said.setAttribute("role", "status");
  document.body.append(said);
  for (const button of document.querySelectorAll("button.copy[data-copy]")) {
    const label = [...button.childNodes];
    const done = button.dataset.done || "✓";
    button.type = "button";
    button.hidden = false;
    button.dataset.ready = "";
    button.addEventListener("click", async () => {
      await write(new URL(button.dataset.copy, location.href).href);
      button.focus();
      button.dataset.copied = "";
      button.textContent = said.textContent = done;
      setTimeout(() => {
        delete button.dataset.copied;
        button.replaceChildren(...label);
        said.textContent = "";
      }, 2500);
    });
  }
})();
