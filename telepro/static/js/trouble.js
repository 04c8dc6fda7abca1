// Says above the buttons of a form what went wrong.

/** The server's problems as sentences. */
export const sentences = (problems) => problems.map(({ found, fix }) => `${found[0].toUpperCase()}${found.slice(1)}. ${fix}`).join(" ");

/** Show a sentence at its place in the form; "" takes it away. */
export function say(form, sentence) {
  const place = form.querySelector("[data-trouble]");
  place.textContent = sentence;
  place.hidden = !sentence;
}
