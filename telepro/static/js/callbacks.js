// The page of callbacks: arrows move in its tables, and it is kept for when there is no network.
import "./arrows.js";
import "./offline.js";
