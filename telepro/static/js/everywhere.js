// On every page: display choices, and nothing kept of somebody who is not here any more.
import "./display.js";
import { emptyBut, personHere } from "./kept.js";

emptyBut(personHere());
document.addEventListener("submit", ({ target }) => {
  if (target.getAttribute("action") === "/sign-out") emptyBut("");
});

// Of the next pages only what they differ by is sent, to a browser that can read them so; it asks once the page is there.
const dictionary = document.querySelector("meta[name=dictionary]")?.content;
if (dictionary) setTimeout(() => fetch(dictionary, { priority: "low" }).catch(() => {}), 1_000);
