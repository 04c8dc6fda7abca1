// Says beside the moments of a promised call what would come of each; it marks, and never forbids.

/** Ask what would come of every moment that the open callback panel offers, and mark it there. */
export async function foresee(form, { attempt, url, read }) {
  const moments = [...momentsOf(form)];
  const asked = new URLSearchParams({ zone: form.dataset.zone, keeper: form.elements.callback_shared.checked ? "team" : "person" });
  for (const { at } of moments) asked.append("at", at);
  form.dataset.asked = asked;
  let answer;
  try {
    answer = await read(`${url}/${attempt}/moments?${asked}`);
  } catch {
    return; // a promise can always be made
  }
  // What was asked before somebody typed on is no answer to what stands there now.
  if (!form.isConnected || form.dataset.asked !== String(asked) || !Array.isArray(answer?.moments)) return;
  moments.forEach(({ field }, place) => mark(field, answer.moments[place]));
  form.querySelector("[data-all-the-same]").hidden = !answer.moments.some(({ said }) => said.length);
}

/** True for what changes a moment or who is to keep it. */
export const changesMoments = (target) => ["callback_local", "callback_shared"].includes(target.name);

/** Put the better moment into the field that was typed in. */
export function takeBetter(button) {
  const field = button.closest("form").elements.callback_local;
  field.value = button.dataset.local;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

function* momentsOf(form) {
  for (const field of form.querySelectorAll("input[name=callback_at]")) if (field.value) yield { field, at: field.value };
  const typed = form.elements.callback_local;
  if (typed.value) yield { field: typed, at: typed.value };
}

function mark(field, found) {
  const place = field.closest("label, .field");
  const doubt = place.querySelector("[data-doubt]");
  if (!doubt || !found) return;
  doubt.textContent = found.said.join(" ");
  doubt.hidden = found.said.length === 0;
  const button = place.querySelector("[data-better]");
  if (!button) return;
  button.hidden = !found.better;
  if (found.better) {
    button.dataset.local = found.better.local;
    button.textContent = found.better.label;
  }
}
