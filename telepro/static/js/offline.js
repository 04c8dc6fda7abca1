// Keeps in this browser what its person promised to call today and tomorrow, to be read without a network.
import { OFFLINE_PAGE, WORKER, keptFor, personHere } from "./kept.js";

const AGAIN_MS = 10 * 60_000;

/** Fetch the page to keep, with the files it is drawn by; what was kept stays when that fails. */
async function keep() {
  const person = personHere();
  if (!person || !navigator.onLine || !globalThis.caches) return;
  // It renews itself: that is nobody at work, and keeps no sign-in open.
  const answer = await fetch(OFFLINE_PAGE, { headers: { "HX-Request": "true" } });
  if (!answer.ok || answer.redirected) return;
  const files = [...new Set((await answer.clone().text()).match(/\/static\/[^"]+/g) ?? [])];
  const kept = await caches.open(keptFor(person));
  await kept.addAll(files);
  await kept.put(OFFLINE_PAGE, answer);
  await navigator.serviceWorker.register(WORKER, { scope: "/desk/callbacks" });
}

const quietly = () => keep().catch(() => {});
quietly();
setInterval(quietly, AGAIN_MS);
