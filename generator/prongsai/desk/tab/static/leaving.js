// What leaves this site: nothing but what goes to an origin that a person allowed here.
// What was allowed is remembered until the page is closed, and nowhere else.

const one = (name) => document.querySelector(`[data-${name}]`);
const known = new Map();
let last = Promise.resolve();

export const key = [...crypto.getRandomValues(new Uint8Array(18))]
  .map((part) => part.toString(36).padStart(2, "0")).join("");

// Ask about one origin after the other; `words` makes the question.
export function leaves(origin, words) {
  last = last.then(() => known.get(origin) || asked(origin, words));
  return last;
}

// After so long nobody is there, and a browser ends what waits longer.
const PATIENCE = 180000;

async function asked(origin, words) {
  const place = one("leaves");
  one("leaves-words").textContent = words;
  place.hidden = false;
  one("leaves-yes").focus();
  const answer = await new Promise((done) => {
    one("leaves-yes").onclick = () => done(true);
    one("leaves-no").onclick = () => done(false);
    setTimeout(() => done(false), PATIENCE);
  });
  place.hidden = true;
  if (answer) known.set(origin, true);
  return answer;
}
