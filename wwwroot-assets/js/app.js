// The one script of every page. Each module enhances what is already there; without script all of it still works.
import { startCountdowns } from "./countdown.js";
import { makeSortable } from "./tables.js";
import { startMessages } from "./messages.js";

function enhance(root) {
  makeSortable(root);
  startMessages(root);
}

// on a phone the tabs scroll sideways: the present one is in sight
function showPresentTab() {
  const tab = document.querySelector(".tabs [aria-current]");
  const strip = tab?.parentElement;
  if (strip) strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
}

// what was typed into an order and not yet sent (kept.js) is not for whoever sits here next
addEventListener("submit", (event) => {
  if (!event.target.action.endsWith("/sign-out")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("order/")) localStorage.removeItem(key);
});

enhance(document);
requestAnimationFrame(showPresentTab); // with the frame: to ask where it stands lays the whole page out
startCountdowns();
// htmx has put new HTML in: enhance that part alone
document.addEventListener("htmx:load", (event) => enhance(event.detail.elt));
