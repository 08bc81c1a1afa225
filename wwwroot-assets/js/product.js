// A product's page above the list: its name is a link to it, and where this cannot open it, the link is followed as usual.
import { form, giveStepper, lineOf, say, texts, write } from "./lines.js";
import { calm, changed, star } from "./saving.js";
import { tell, toldBeside } from "./total.js";

const dialog = document.getElementById("product");
const taken = new Map(); // field → what is changed already
let line = null;
let lost = false; // the last one did not come

function trouble({ detail }) {
  const wrong = dialog.querySelector("#wrong");
  if (wrong) [wrong.textContent, wrong.hidden] = [detail, !detail];
}

async function open(link) {
  let page;
  try {
    const response = await fetch(link.href);
    if (!response.ok || response.redirected) return location.assign(link.href);
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    lost = true; // no network: the form stays, with all that was typed
    return tell(say(texts.noPage, link.textContent), "failed");
  }
  if (lost) calm();
  lost = false;
  line = lineOf(link);
  taken.clear();
  line.item.addEventListener("trouble", trouble);
  const close = Object.assign(document.createElement("button"), { type: "button", className: "close", textContent: "×" });
  close.setAttribute("aria-label", dialog.dataset.close);
  dialog.replaceChildren(close, document.adoptNode(page.querySelector("article.product")));
  const amount = dialog.querySelector(".amount");
  if (amount) {
    giveStepper(amount, line.name);
    // what was typed in the list a moment ago may not be in the page yet
    amount.value = line.input.value;
    mark();
    trouble({ detail: line.item.querySelector(":scope > .error")?.textContent ?? "" });
    dialog.querySelector(".mine").append(toldBeside()); // the page below is out of sight and is not read out
    for (const field of dialog.querySelectorAll("#asked, #flex, #note")) taken.set(field, field.value);
  }
  dialog.showModal();
  dialog.scrollTop = 0;
}

const mark = () => dialog.querySelector(".step").classList.toggle("has", line.asked > 0);

// What is changed here is changed in the list, and saved from there.
function take(field) {
  if (field.id === "asked") line.input.value = field.value;
  else if (field.id === "flex") line.flexField().value = field.value;
  else line.note = field.value;
  taken.set(field, field.value);
  changed(line, 0);
  mark();
}

function takeTyped() {
  for (const [field, value] of [...taken]) if (field.value !== value) take(field);
}

function step(up) {
  const amount = dialog.querySelector(".amount");
  line.input.value = amount.value = write(line.stepped(up));
  taken.set(amount, amount.value);
  changed(line, 250);
  mark();
}

export function startProducts() {
  form.addEventListener("click", (event) => {
    const link = event.target.closest("h3 a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest(".step button");
    if (button) step(button.classList.contains("plus"));
    else if (event.target.closest(".close") || event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if ((event.key !== "ArrowUp" && event.key !== "ArrowDown") || !event.target.matches(".amount")) return;
    event.preventDefault();
    step(event.key === "ArrowUp");
  });
  dialog.addEventListener("change", (event) => take(event.target));
  dialog.addEventListener("close", () => {
    takeTyped(); // and closed by Escape
    line.item.removeEventListener("trouble", trouble);
  });
  form.addEventListener("closing", () => {
    takeTyped();
    dialog.close(); // what is said now stands on the page below
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!event.target.matches(".favourite")) return dialog.close(); // Enter in a field: it is saved already
    star(line.item.querySelector(".star"));
    dialog.close();
  });
}
