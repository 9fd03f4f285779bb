// Hides an EIT call once its closing day has passed in Thailand (UTC+7), the words of
// thanks on a home page 30 days later, and shows the calls in the foot and on the cards
// of a hub while the survey is open. Without script the dates in the text stay, and foot
// and cards have no call.
(() => {
  const day = (before) =>
    new Date(Date.now() + 7 * 3600e3 - before * 864e5).toISOString().slice(0, 10);
  for (const call of document.querySelectorAll(".eit[data-closes]")) {
    const { closes } = call.dataset;
    if (day(0) <= closes) continue;
    call.hidden = true;
    const closed = call.nextElementSibling;
    const over = day(30) > closes && call.matches(".short") && !call.closest(".component");
    if (closed && closed.matches(".eit-closed")) closed.hidden = over;
  }
  for (const call of document.querySelectorAll(".while-open")) {
    const { opens, closes } = call.dataset;
    call.hidden = day(0) < opens || (closes && day(0) > closes);
  }
})();
