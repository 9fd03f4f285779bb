// What a tab cannot do, and what there is instead: the list of `lacking.py`.

export async function showLacking(place) {
  const list = place.querySelector("dl");
  if (!list.childElementCount)
    for (const row of await (await fetch("lacking.json")).json())
      for (const [at, words] of row.entries()) {
        const one = list.appendChild(document.createElement(at ? "dd" : "dt"));
        one.textContent = words;
      }
  place.showModal();
}
