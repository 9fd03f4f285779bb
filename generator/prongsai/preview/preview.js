// Asks the preview for its state: loads a page that changed, shows what is wrong.
(() => {
let seen;
const look = async () => {
  try {
    const asked = "/.prongsai/state?page=" + encodeURIComponent(location.pathname);
    const state = await (await fetch(asked, {cache: "no-store"})).json();
    if (seen !== undefined && state.version !== seen) location.reload();
    seen = state.version;
    let box = document.getElementById("prongsai-findings");
    if (!state.report) box?.remove();
    else {
      if (!box) {
        box = document.createElement("pre");
        box.id = "prongsai-findings";
        box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:50vh;" +
          "overflow:auto;margin:0;padding:1em;background:#7a1f1f;color:#fff;" +
          "white-space:pre-wrap;z-index:99;font-size:14px";
        document.body.append(box);
      }
      box.textContent = state.report;
    }
  } catch {}
  setTimeout(look, document.hidden ? 1000 : 100);
};
look();
})();
