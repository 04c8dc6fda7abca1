// Writes into the page only what differs: the same word or mark again would have it styled and laid out anew.
export const write = (place, text) => { if (place.textContent !== text) place.textContent = text; };
export const show = (place, seen) => { if (place.hidden === seen) place.hidden = !seen; };
export const enable = (button, works) => { if (button.disabled === works) button.disabled = !works; };
export const mark = (place, name, value) => { if (place.getAttribute(name) !== value) place.setAttribute(name, value); };
