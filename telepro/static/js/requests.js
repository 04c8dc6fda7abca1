// Sends on what a person asks of the data held about them; a manager answers it within a month.

export function createRequests({ tell, page, urls, said }) {
  return async function ask(form) {
    const kind = new FormData(form).get("kind");
    const answer = await tell(`${urls.entries}/${page.entry()}/data-requests`, { kind });
    if (!answer.ok) return;
    const summary = form.closest("details").querySelector("summary");
    form.textContent = said;
    page.say(said);
    summary.focus();
  };
}
