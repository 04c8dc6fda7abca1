// On every page: display choices, and nothing kept of somebody who is not here any more.
import "./display.js";
import { emptyBut, personHere } from "./kept.js";

emptyBut(personHere());
document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === "/sign-out") emptyBut("");
});
