// Shows a person the keys and the talk of their day, which only this browser knows.
import { duration } from "./page.js";
import { read } from "./rest.js";

const place = document.getElementById("keys-of-day");
if (place) {
  const kept = read(localStorage, place.dataset.person, new Date().toLocaleDateString("sv"));
  place.hidden = kept.keys === 0;
  place.querySelector("[data-keys-pressed]").textContent = kept.keys;
  place.querySelector("[data-talk]").textContent = duration(kept.talk);
}
