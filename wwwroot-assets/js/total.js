// The bar at the bottom: what it comes to, whether it is saved, and what is wrong with the whole of it.
import { form, money, say, texts } from "./lines.js";
import { count } from "./show.js";

const total = document.getElementById("total");
const mine = document.getElementById("mine");
const saved = document.getElementById("saved");
const trouble = document.getElementById("trouble");

/** The order as the server has it. */
export const order = { cents: Number(total.value), products: Number(mine.dataset.products) };

/** What the order comes to with all that is typed in these lines, before the server has said so. */
export function showTotal(lines) {
  let { cents, products } = order;
  for (const line of lines) {
    const [more, some] = line.beyond;
    cents += more;
    products += some;
  }
  total.value = cents;
  total.textContent = money(cents);
  mine.textContent = say(texts.mine, products);
  count(products);
}

export function tell(text, kind = "") {
  for (const place of [saved, ...document.querySelectorAll("dialog .saved")]) {
    if (place.textContent !== text) place.textContent = text;
    place.className = `saved ${kind}`;
  }
}

/** The same words for what lies above the page. */
export function toldBeside() {
  const place = saved.cloneNode(true);
  place.removeAttribute("id");
  return place;
}

let lasting = [""]; // what stays true when something has been saved

/**
 * What is wrong, always in sight until it is well again. With what to do: a link, which opens beside this page where that must keep
 * what was typed; and with what it is about. Red (bad) is for what is lost.
 */
export function warn(text, { label = "", href = "", beside = false, list = [], passes = false, kind = "warn" } = {}) {
  if (!passes) lasting = [text, { label, href, beside, list, kind }];
  trouble.className = `note ${kind}`;
  trouble.hidden = !text;
  trouble.dataset.passes = passes ? "yes" : "";
  trouble.querySelector("p").textContent = text;
  trouble.querySelector("ul").replaceChildren(...list.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
  const link = trouble.querySelector("a");
  link.hidden = !label;
  Object.assign(link, { textContent: label, href: href || form.action, target: beside ? "_blank" : "" });
}

/** Something has been saved: what stood in the way of that is over. */
export function well() {
  if (trouble.dataset.passes) warn(...lasting);
}
