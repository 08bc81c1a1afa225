// The order form: − and +, each change saved at once and line by line. The form works without this: it is a plain form
// with a button. A change carries the absolute amount, the version seen, and a number per page, so that an older one that
// arrives late is ignored, and somebody else's change is never overwritten.
import { startSearch } from "./search.js";

const form = document.getElementById("order");
const saved = document.getElementById("saved");
const device = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
const decimal = new Intl.NumberFormat(document.documentElement.lang).format(1.5)[1];
const waiting = new Map(); // item → its state while something is not yet saved
let changes = 0;

const read = (text) => Math.round(Number(text.trim().replace(",", ".") || "0") * 1000);
const write = (thousandths) => String(thousandths / 1000).replace(".", decimal);
const amountOf = (item) => item.querySelector("input.amount");
const flexOf = (item) => item.querySelector("details.flex input");
const shownOf = (item) => item.querySelector('input[type="hidden"]');

function say(text, kind = "") {
  saved.textContent = text;
  saved.className = `saved ${kind}`;
}

function trouble(item, text) {
  const error = item.querySelector(".error");
  error.textContent = text;
  error.hidden = !text;
  item.querySelector(".step").classList.toggle("failed", Boolean(text));
  amountOf(item).toggleAttribute("aria-invalid", Boolean(text));
}

function mark(item) {
  item.querySelector(".step").classList.toggle("has", read(amountOf(item).value) > 0);
}

function changed(item, pause) {
  mark(item);
  trouble(item, "");
  const state = waiting.get(item) ?? { sending: false, again: false, timer: 0, tries: 0 };
  waiting.set(item, state);
  clearTimeout(state.timer);
  say(form.dataset.saving, "saving");
  if (state.sending) state.again = true; // the answer brings the version that the next change needs
  else state.timer = setTimeout(send, pause, item, state);
}

async function send(item, state) {
  state.sending = true;
  state.again = false;
  const [, , seen] = shownOf(item).value.split("/");
  const body = new URLSearchParams({
    offer: item.dataset.id, asked: amountOf(item).value, flex: flexOf(item)?.value ?? "", seen, suffix: item.dataset.suffix,
    device, change: String(++changes), __RequestVerificationToken: form.elements.__RequestVerificationToken.value,
  });
  let response;
  try {
    response = await fetch(form.dataset.line, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
  } catch {
    return later(item, state, form.dataset.kept);
  }
  if (response.status === 401) return later(item, state, form.dataset.signin);
  if (response.status === 429 || response.status >= 500) return later(item, state, form.dataset.retry);
  const answer = await response.json().catch(() => ({ error: form.dataset.retry }));
  state.sending = false;
  state.tries = 0;
  if (answer.version !== undefined) take(item, answer, state.again);
  if (state.again && response.ok) return send(item, state);
  waiting.delete(item);
  const problem = answer.error ?? answer.clash;
  if (problem) {
    trouble(item, problem);
    say(problem, "failed");
  } else if (waiting.size === 0) {
    say(answer.saved);
  }
}

// The server's word: what stands now, and how far the case is. What is being typed meanwhile stays.
function take(item, answer, typing) {
  shownOf(item).value = `${answer.asked.replace(",", ".")}/${answer.flex.replace(",", ".")}/${answer.version}`;
  if (!typing) {
    amountOf(item).value = answer.asked;
    if (flexOf(item)) flexOf(item).value = answer.flex;
    mark(item);
  }
  const bar = item.querySelector(".case");
  bar.className = `case ${answer.kind}`;
  bar.querySelector("meter").max = answer.max;
  bar.querySelector("meter").value = answer.value;
  [bar.querySelector("b").textContent, bar.querySelector(".then").textContent] = answer.words;
  document.getElementById("total").textContent = answer.total;
  document.getElementById("mine").textContent = answer.mine;
}

function later(item, state, why) {
  state.sending = false;
  say(why, "failed");
  state.timer = setTimeout(send, Math.min(30000, 1000 * 2 ** state.tries++), item, state);
}

form.addEventListener("click", (event) => {
  const button = event.target.closest(".step button");
  if (!button) return;
  const item = button.closest(".item");
  const step = read(item.dataset.step);
  const now = read(amountOf(item).value) || 0;
  const up = button.classList.contains("plus");
  const next = up ? Math.floor(now / step) * step + step : Math.ceil(now / step) * step - step;
  amountOf(item).value = write(Math.max(0, next));
  changed(item, 250);
});
form.addEventListener("change", (event) => {
  const item = event.target.closest(".item");
  if (item && event.target.matches("input")) changed(item, 0);
});
form.addEventListener("focusin", (event) => {
  if (event.target.matches("input.amount")) event.target.select();
});
form.addEventListener("submit", (event) => {
  event.preventDefault(); // Enter in a field: it is saved line by line already
  document.activeElement?.blur();
});
addEventListener("online", () => waiting.forEach((state, item) => { if (!state.sending) { clearTimeout(state.timer); send(item, state); } }));
addEventListener("beforeunload", (event) => { if (waiting.size > 0) event.preventDefault(); });

startSearch(form);
