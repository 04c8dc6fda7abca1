// The choice of the desk's sounds: kept in this browser, because it is this room and this headset that hear them.
import { SOUNDS, chosen, createPlayer } from "./sounds.js";
import { outputs } from "./trial.js";

const form = document.getElementById("sounds");
const { loudness, output } = form.elements;
const said = document.getElementById("sounds-said");
let trying = false;

const choice = () => ({ loudness: loudness.value, output: output.value });

function keep() {
  if (loudness.value === "off") localStorage.removeItem(SOUNDS);
  else localStorage.setItem(SOUNDS, JSON.stringify(choice()));
}

/** Browsers name the outputs once somebody has let them use the microphone. */
async function offerOutputs() {
  const found = await outputs();
  document.getElementById("sounds-outputs").hidden = found.length < 2;
  output.replaceChildren(...found.map(({ deviceId, label }) => new Option(label || deviceId, deviceId)));
  const kept = chosen(localStorage)?.output;
  if (found.some(({ deviceId }) => deviceId === kept)) output.value = kept;
}

/** All four in turn, each named as it is heard. */
async function hearAll() {
  if (trying) return;
  trying = true;
  const { loudness: asked, output: place } = choice();
  const play = createPlayer({ loudness: asked === "off" ? "soft" : asked, output: place });
  for (const item of form.querySelectorAll("[data-sound]")) {
    item.className = "status on";
    said.textContent = item.textContent;
    await play(item.dataset.sound);
    await new Promise((after) => setTimeout(after, 600));
    item.className = "";
  }
  trying = false;
}

form.addEventListener("change", keep);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  hearAll();
});
loudness.value = chosen(localStorage)?.loudness ?? "off";
form.hidden = false;
await offerOutputs();
