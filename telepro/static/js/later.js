// What nobody misses in a desk's first seconds, fetched as one once the first lead is there: rests, sounds, a headset's buttons, who listens.
import { createFollowed } from "./followed.js";
import { bindHeadset } from "./headset.js";
import { createRest } from "./rest.js";
import { chosen, createPlayer, createSounds } from "./sounds.js";

/** rest is what createRest takes, atHand() how the desk stands, commands what its keys do, follow(id, body) sends. */
export function createLater({ rest, atHand, commands, follow }) {
  const wanted = chosen(rest.storage);
  const sounds = wanted && createSounds(createPlayer(wanted), atHand());
  const followed = createFollowed({ page: document, atHand, send: follow });
  setInterval(followed.look, 1_000);
  return {
    rest: createRest(rest),
    headset: bindHeadset(commands),
    look: () => sounds?.look(atHand()),
  };
}
