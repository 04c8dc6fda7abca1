// A wall: its figures kept fresh, their age always in sight.
import { keepFresh } from "./fresh.js";

const wall = document.querySelector("#wall");
const stamp = document.querySelector("#stamp");
const words = stamp.dataset;

function age(seconds) {
  if (seconds < 120) return words.seconds.replace("{n}", seconds);
  return words.minutes.replace("{n}", Math.floor(seconds / 60));
}

keepFresh({
  source: wall.dataset.source,
  drawn: (html) => wall.replaceChildren(document.createRange().createContextualFragment(html)),
  told: ({ seconds, lost, out }) => {
    document.body.classList.toggle("is-stale", lost || out);
    if (out) stamp.textContent = words.out;
    else if (lost) stamp.textContent = words.lost.replace("{n}", age(seconds));
    else stamp.textContent = words.ago.replace("{n}", seconds);
  },
});
