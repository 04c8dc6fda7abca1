// What nobody misses in a desk's first seconds, fetched as one once the first lead is there: rests, sounds, a headset's buttons, a manager's lines and ear.
import { createCoach } from "./coach.js";
import { createFollowed } from "./followed.js";
import { bindHeadset } from "./headset.js";
import { createRest } from "./rest.js";
import { chosen, createPlayer, createSounds } from "./sounds.js";

/** What all leads have in common: a browser that can keeps it, and of the next ones only the rest is sent. */
function fetchDictionary() {
  const { dictionary } = JSON.parse(document.getElementById("desk-data").textContent);
  // Not by a link: that asks as nobody, and the script is for those who work with it.
  if (dictionary) fetch(dictionary).catch(() => {});
}

/** rest and coach are what createRest and createCoach take, atHand() how the desk stands, commands what its keys do, follow(id, body) sends. */
export function createLater({ rest, coach, atHand, commands, follow }) {
  const heard = () => ({ view: atHand().view, waiting: atHand().coach.length });
  const wanted = chosen(rest.storage);
  const lines = createCoach({ ...coach, root: document.getElementById("coach") });
  const sounds = wanted && createSounds(createPlayer(wanted), heard());
  const followed = createFollowed({ page: document, atHand, send: follow });
  setInterval(followed.look, 1_000);
  lines.draw(atHand().coach);
  fetchDictionary();
  return {
    coach: lines,
    rest: createRest(rest),
    headset: bindHeadset(commands),
    look() {
      lines.draw(atHand().coach);
      sounds?.look(heard());
    },
  };
}
