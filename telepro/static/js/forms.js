// Reads what a disposition needs out of its panel, and says a meeting back in whole sentences.
import { calendarOf } from "./slots.js";

/** The fields of a panel as the body of an outcome; null with the field to fill in when something is missing. */
export function readPanel(form, zone) {
  const reader = READERS[form.dataset.panel];
  return reader ? reader(form, new FormData(form), zone) : { body: {} };
}

const READERS = {
  callback(form, data, zone) {
    const at = data.get("callback_at") || data.get("callback_local");
    if (!at) return missing(form, data.get("callback_at") === "" ? "[name=callback_local]" : "[data-chip]");
    return {
      body: {
        disposition: "callback", callback_at: at, zone,
        callback_flexible: data.has("callback_flexible"),
        callback_kind: data.has("callback_shared") ? "shared" : "personal",
      },
    };
  },
  meeting(form, data, zone) {
    for (const name of ["starts_local", "place", "attendees"]) {
      if (!data.get(name)?.trim()) return missing(form, `[name=${name}]`);
    }
    const calendar = calendarOf(form);
    return {
      body: {
        disposition: "meeting",
        meeting: {
          starts_at: data.get("starts_local"), zone, kind: data.get("kind"), place: data.get("place").trim(),
          attendees: people(data.get("attendees")), ...(calendar && { calendar }),
        },
      },
    };
  },
  interested_later(form, data) {
    const day = data.get("later_on") || data.get("later_day");
    if (!day) return missing(form, data.get("later_on") === "" ? "[name=later_day]" : "[data-chip]");
    return { body: { disposition: "interested_later", later_on: day } };
  },
};

const missing = (form, selector) => ({ missing: form.querySelector(selector) });

const people = (text) => text.split(/[,;\n]/).map((name) => name.trim()).filter(Boolean);

/** The answers typed into the script, by the key of their question; empty ones are left out. */
export function readAnswers(root) {
  const answers = {};
  for (const field of root.querySelectorAll("[name^='answers.']")) {
    if (field.type === "radio" && !field.checked) continue;
    if (field.value.trim()) answers[field.name.slice("answers.".length)] = field.value.trim();
  }
  return answers;
}

/** The sentence to say aloud before a meeting is booked; `words.readBack` has {when}, {how}, {place}, {who}. */
export function readBack(form, words, language) {
  const data = new FormData(form);
  const local = data.get("starts_local");
  const when = local ? longMoment(local, language) : "…";
  const how = form.querySelector("[name=kind]").selectedOptions[0]?.textContent.toLocaleLowerCase(language) ?? "";
  return words.readBack
    .replace("{when}", when)
    .replace("{how}", how)
    .replace("{place}", data.get("place")?.trim() || "…")
    .replace("{who}", people(data.get("attendees") ?? "").join(", ") || "…");
}

/** A wall-clock time in words: the zone is the prospect's, so it is written as it was typed. */
export function longMoment(local, language) {
  const [day, time] = local.split("T");
  const date = new Date(`${day}T12:00:00Z`);
  const words = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
  return `${words.format(date)}, ${time.slice(0, 5)}`;
}
