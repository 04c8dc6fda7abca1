// Sends a correction made on the card and shows it there, without leaving the call.

/** redraw(html) puts the lead's parts in place anew. */
export function createCorrections({ tell, page, urls, said, redraw }) {
  return async function correct(form) {
    const values = Object.fromEntries(new FormData(form));
    if (form.elements.decision_maker) values.decision_maker = form.elements.decision_maker.checked;
    const { correction: kind, target } = form.dataset;
    const answer = await tell(`${urls.entries}/${page.entry()}/corrections`, { kind, target_id: target || null, ...values });
    if (!answer.ok) return;
    const section = document.querySelector(".strip [aria-current]")?.dataset.section;
    if (answer.body.html) redraw(answer.body.html);
    else page.showCorrected(form);
    if (section) page.openSection(section);
    page.say(said);
    document.getElementById("lead-name").focus();
  };
}
