// The one script of every page. Each module enhances what is already there; without script all of it still works.
import { startCountdowns } from "./countdown.js";
import { makeSortable } from "./tables.js";
import { startMessages } from "./messages.js";

function enhance(root) {
  makeSortable(root);
  startMessages(root);
}

enhance(document);
startCountdowns();
// htmx has put new HTML in: enhance that part alone
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
