// What nobody misses in a desk's first seconds, fetched as one once the first lead is there: rests, sounds, a headset's buttons.
import { bindHeadset } from "./headset.js";
import { createRest } from "./rest.js";
import { chosen, createPlayer, createSounds } from "./sounds.js";

/** rest is what createRest takes, atHand how the desk stands now, commands what its keys do. */
export function createLater({ rest, atHand, commands }) {
  const wanted = chosen(rest.storage);
  return {
    rest: createRest(rest),
    sounds: wanted ? createSounds(createPlayer(wanted), atHand) : { look() {} },
    headset: bindHeadset(commands),
  };
}
