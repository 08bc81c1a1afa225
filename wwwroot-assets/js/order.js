// The order form: − and +, arrow keys, each change saved at once. The form works without this: it is a plain form with a button.
import { startLive } from "./live.js";
import { form, giveButtons, lineOf, write } from "./lines.js";
import { startProducts } from "./product.js";
import { changed, isAllSaved, resume, star, whenSaved } from "./saving.js";
import { startShow } from "./show.js";

const said = document.getElementById("said");
let saying = 0;

function step(line, up) {
  line.input.value = write(line.stepped(up));
  changed(line, 250);
  clearTimeout(saying);
  saying = setTimeout(() => { said.textContent = line.words; }, 600); // once for many taps
}

giveButtons();
form.addEventListener("click", (event) => {
  const button = event.target.closest(".step button");
  if (button) step(lineOf(button), button.classList.contains("plus"));
  const favourite = event.target.closest(".star");
  if (favourite) {
    event.preventDefault();
    star(favourite);
  }
});
form.addEventListener("keydown", (event) => {
  if (!event.target.matches("input.amount")) return;
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    event.preventDefault();
    step(lineOf(event.target), event.key === "ArrowUp");
  } else if (event.key === "Escape") {
    const line = lineOf(event.target);
    line.input.value = write(line.saved.asked);
    changed(line, 0);
  }
});
form.addEventListener("change", (event) => {
  const line = lineOf(event.target);
  if (line && event.target.matches("input")) changed(line, 0);
});
form.addEventListener("focusin", (event) => {
  if (!event.target.matches("input.amount")) return;
  event.target.select();
  // the words of the bar belong to the field that is in use
  document.getElementById("fill")?.removeAttribute("id");
  const bar = event.target.closest(".item").querySelector(".case");
  if (bar) bar.id = "fill";
  event.target.setAttribute("aria-describedby", "fill");
});
form.addEventListener("closing", () => {
  const line = lineOf(document.activeElement);
  if (line?.isChanged) changed(line, 0);
});
form.addEventListener("submit", (event) => {
  event.preventDefault(); // Enter in a field: it is saved line by line already
  const line = lineOf(document.activeElement);
  if (!line) return;
  changed(line, 0);
  document.activeElement.select();
});

// Who orders for somebody says when it is done: what was typed a moment ago goes first.
const done = document.getElementById("done");
done?.addEventListener("submit", (event) => {
  if (isAllSaved()) return;
  event.preventDefault();
  whenSaved(() => done.submit());
});

startShow();
startProducts();
resume();
startLive();
