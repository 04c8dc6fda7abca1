// Keeps a person's display choices (theme, density, size) in a cookie, so that the server renders them.
const YEAR = 60 * 60 * 24 * 365;

function choose(button) {
  const { display, value } = button.dataset;
  document.documentElement.setAttribute(`data-${display}`, value);
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `display-${display}=${value}; Path=/; Max-Age=${YEAR}; SameSite=Lax${secure}`;
  for (const other of button.parentElement.querySelectorAll("[data-display]")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-display]");
  if (button) choose(button);
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
