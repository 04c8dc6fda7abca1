// Offers the company's free slots as chips above a meeting's date; a digit or a click fills the date in.

/** Fetch slots for the call `attempt` and show them in the open meeting panel; without any, say why or say nothing. */
export async function offerSlots(form, { attempt, url, read }) {
  const place = form.querySelector("[data-slots]");
  let offer;
  try {
    offer = await read(`${url}/${attempt}/slots?zone=${encodeURIComponent(form.dataset.zone)}`);
  } catch {
    return; // a date can always be agreed on freely
  }
  if (!form.isConnected || !Array.isArray(offer?.slots)) return;
  place.querySelector(".chips").replaceChildren(...offer.slots.map(chipOf));
  place.hidden = offer.slots.length === 0;
  form.querySelector("[data-no-slots]").hidden = !offer.has_calendar || offer.slots.length > 0;
  // Only where nobody has begun to write a date.
  const date = form.elements.starts_local;
  if (document.activeElement === date && !date.value) place.querySelector("input")?.focus();
}

/** Keep date and chip in step: a chip writes its date, a date written by hand chooses no chip. */
export function followSlots(target) {
  const form = target.closest?.("form[data-panel=meeting]");
  if (!form) return;
  if (target.name === "slot") form.elements.starts_local.value = target.dataset.local;
  else if (target.name === "starts_local") {
    for (const chip of form.querySelectorAll("[name=slot]:checked")) chip.checked = chip.dataset.local === target.value;
  }
}

/** The calendar whose slot is chosen, if any. */
export function calendarOf(form) {
  const chip = form.querySelector("[name=slot]:checked");
  return chip && chip.dataset.local === form.elements.starts_local.value ? chip.value : null;
}

function chipOf(slot, index) {
  const chip = document.createElement("label");
  chip.className = "chip";
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "slot", value: slot.calendar });
  Object.assign(input.dataset, { chip: index + 1, local: slot.local });
  chip.append(input, worded("b", index + 1), worded("span", slot.day), worded("small", [slot.time, slot.who].filter(Boolean).join(" ")));
  return chip;
}

function worded(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
