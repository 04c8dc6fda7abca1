// Notes and answers while they are written: kept in this browser by lead, gone soon after their result is recorded.
import { readAnswers } from "./forms.js";

const AFTER_UNDO_MS = 12_000;

/** owner: whose drafts; entry() names the lead on the page. */
export function createDrafts({ storage, owner, note, saved, words, entry }) {
  let timer = null;
  const name = () => `telepro-draft-${owner}-${entry() ?? ""}`;

  function save() {
    const draft = { note: note.value, answers: readAnswers(document) };
    const empty = !draft.note.trim() && Object.keys(draft.answers).length === 0;
    if (empty) storage.removeItem(name());
    else storage.setItem(name(), JSON.stringify(draft));
    saved.textContent = draft.note.trim() ? words.noteKept : "";
  }

  /** Save once typing rests. */
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  }

  function restore() {
    const draft = JSON.parse(storage.getItem(name()) ?? "null");
    note.value = draft?.note ?? "";
    saved.textContent = "";
    for (const [key, value] of Object.entries(draft?.answers ?? {})) {
      for (const field of document.getElementsByName(`answers.${key}`)) {
        if (field.type === "radio") field.checked = field.value === value;
        else field.value = value;
      }
    }
  }

  /** The result took the note along; it stays a moment longer, in case of an undo. */
  function forget() {
    clearTimeout(timer);
    save();
    const old = name();
    setTimeout(() => storage.removeItem(old), AFTER_UNDO_MS);
  }

  return { save, soon, restore, forget };
}
