// What nobody misses in a desk's first seconds, fetched as one once the first lead is there: rests, sounds, a headset's buttons, a manager's lines and ear.
import { createCoach } from "./coach.js";
import { createFollowed } from "./followed.js";
import { bindHeadset } from "./headset.js";
import { createRest } from "./rest.js";
import { chosen, createPlayer, createSounds } from "./sounds.js";

/** rest and coach are what createRest and createCoach take, atHand() how the desk stands, commands what its keys do, follow(id, body) sends. */
export function createLater({ rest, coach, atHand, commands, follow }) {
  const heard = () => ({ view: atHand().view, waiting: atHand().coach.length });
  const wanted = chosen(rest.storage);
  const lines = createCoach({ ...coach, root: document.getElementById("coach") });
  const sounds = wanted && createSounds(createPlayer(wanted), heard());
  const followed = createFollowed({ page: document, atHand, send: follow });
  setInterval(followed.look, 1_000);
  lines.draw(atHand().coach);
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
