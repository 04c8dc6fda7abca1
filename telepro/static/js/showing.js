// Shows a password to whoever types it, and hides it again before it is sent: browsers keep what they see as text.
const hide = (button, field, hidden) => {
  field.type = hidden ? "password" : "text";
  button.setAttribute("aria-pressed", String(!hidden));
};

for (const button of document.querySelectorAll("[data-shows]")) {
  const field = document.getElementById(button.dataset.shows);
  button.hidden = false;
  button.addEventListener("click", () => hide(button, field, field.type === "text"));
  field.form.addEventListener("submit", () => hide(button, field, true));
}
