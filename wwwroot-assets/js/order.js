// The order form: − and +, arrow keys, each change saved at once. The form works without this: it is a plain form with a button.
import { form, giveButtons, lineOf, write } from "./lines.js";
import { changed, star } from "./saving.js";
import { startProducts } from "./product.js";
import { startShow } from "./show.js";

function step(line, up) {
  line.input.value = write(line.stepped(up));
  changed(line, 250);
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
  if ((event.key !== "ArrowUp" && event.key !== "ArrowDown") || !event.target.matches("input.amount")) return;
  event.preventDefault();
  step(lineOf(event.target), event.key === "ArrowUp");
});
form.addEventListener("change", (event) => {
  const line = lineOf(event.target);
  if (line && event.target.matches("input")) changed(line, 0);
});
form.addEventListener("focusin", (event) => {
  if (event.target.matches("input.amount")) event.target.select();
});
form.addEventListener("submit", (event) => {
  event.preventDefault(); // Enter in a field: it is saved line by line already
  document.activeElement?.blur();
});

startShow();
startProducts();
