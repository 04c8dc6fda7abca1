// What a manager who listens sees of the call: the section that is open and the note, sent when either changed.

/** atHand() is {view, attempt, others}; send(attempt, {section, note}) may fail: the next change is sent again. */
export function createFollowed({ page, atHand, send }) {
  let told = "";

  function look() {
    const { view, attempt, others } = atHand();
    if (view !== "connected" || !others.some(({ kind }) => kind === "listener")) {
      told = "";
      return;
    }
    const section = page.querySelector(".strip [aria-current]")?.dataset.section ?? "";
    const said = { section, note: page.getElementById("note").value };
    const mark = JSON.stringify([attempt, said]);
    if (mark === told) return;
    told = mark;
    send(attempt, said);
  }

  return { look };
}
