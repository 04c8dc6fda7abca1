// What a practice call was like: pure, from what the scene asked for and what was done, to codes that the page has words for.
export const QUICK_S = 6;

/**
 * scene: {fits, hint, objection, offer, sections}; done: {disposition, label, opened: [section], cards: [key], wait, note,
 * byNetwork}. Resolves to [{code, good, ...values}], the first of which says whether the result was what was said.
 */
export function judge(scene, done) {
  if (done.byNetwork) return [{ code: "itself", good: true }];
  return [fitting(scene, done), ...reading(scene, done), ...answering(scene, done), ...afterwards(done)];
}

/** The sentences of these findings, in the page's words. */
export const sentences = (found, words) => found.map((each) => words[each.code].replace(/\{(\w+)\}/g, (_, name) => each[name] ?? ""));

/** How many of all findings say that the result was what was said. */
export const right = (calls) => calls.filter(([first]) => first?.good).length;

function fitting({ fits, hint }, { disposition, label }) {
  const good = fits.includes(disposition);
  return { code: good ? "fits" : "misfits", good, label, hint };
}

function reading({ offer, sections }, { opened }) {
  if (!offer.length) return [];
  const seen = sections.filter((section) => opened.includes(section)).length;
  const heard = offer.some((section) => opened.includes(section));
  return [
    { code: seen > 1 ? "steps" : "oneStep", good: seen > 1, opened: seen, all: sections.length },
    { code: heard ? "offerHeard" : "offerUnheard", good: heard },
  ];
}

function answering({ objection }, { cards }) {
  if (!objection) return [];
  const good = cards.includes(objection.key);
  return [{ code: good ? "cardOpen" : "cardClosed", good, objection: objection.label }];
}

function afterwards({ wait, note }) {
  const found = wait === null ? [] : [{ code: wait <= QUICK_S ? "quick" : "slow", good: wait <= QUICK_S, seconds: Math.round(wait) }];
  return note ? [...found, { code: "note", good: true }] : found;
}
