// What a browser keeps of promised calls: one store a person, emptied as soon as that person isn't the one here.
export const OFFLINE_PAGE = "/desk/callbacks/offline";
export const WORKER = "/desk/callbacks/worker.js";
const NAME = "telepro-callbacks-";

export const keptFor = (person) => `${NAME}${person}`;

/** The public id of whoever is signed in on this page, or "". */
export const personHere = () => document.querySelector("meta[name=person]")?.content ?? "";

/** Leave nothing of anybody but this person; "" is nobody. */
export async function emptyBut(person) {
  if (!globalThis.caches) return;
  const others = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== keptFor(person));
  await Promise.all(others.map((name) => caches.delete(name)));
}
