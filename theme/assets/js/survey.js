// Hides an EIT call once its closing day has passed in Thailand (UTC+7).
// Without script the dates in the text stay.
(() => {
  const today = new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10);
  for (const call of document.querySelectorAll(".eit[data-closes]")) {
    if (today <= call.dataset.closes) continue;
    call.hidden = true;
    const closed = call.nextElementSibling;
    if (closed && closed.matches(".eit-closed")) closed.hidden = false;
  }
})();
