// Each change is saved at once and line by line. It carries the absolute amount, the version seen, and a number per page, so that an
// older one that arrives late is ignored, and somebody else's change is never overwritten.
import { form, money, say, texts, time } from "./lines.js";
import { count } from "./show.js";

const saved = document.getElementById("saved");
const total = document.getElementById("total");
const mine = document.getElementById("mine");
const device = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
const waiting = new Map(); // line → its state while something is not yet saved
const order = { cents: Number(total.value), products: Number(mine.dataset.products) };
let changes = 0;

function tell(text, kind = "") {
  saved.textContent = text;
  saved.className = `saved ${kind}`;
}

// What the order comes to with all that is typed, before the server has said so.
function showTotal() {
  let { cents, products } = order;
  for (const line of waiting.keys()) {
    const [more, lines] = line.beyond;
    cents += more;
    products += lines;
  }
  total.value = cents;
  total.textContent = money(cents);
  mine.textContent = say(texts.mine, products);
  count(products);
}

/** A line has been typed or tapped: it is shown at once and sent after a pause, in which more taps may follow. */
export function changed(line, pause) {
  line.trouble("");
  const state = waiting.get(line) ?? { sending: false, again: false, timer: 0, tries: 0 };
  waiting.set(line, state);
  clearTimeout(state.timer);
  line.show();
  showTotal();
  tell(texts.saving, "saving");
  if (state.sending) state.again = true; // the answer brings the version that the next change needs
  else state.timer = setTimeout(send, pause, line, state);
}

async function send(line, state) {
  state.sending = true;
  state.again = false;
  const body = new URLSearchParams({
    offer: line.id, asked: line.input.value, seen: line.saved.version, device, change: ++changes,
    __RequestVerificationToken: form.elements.__RequestVerificationToken.value,
  });
  if (line.flexInput) body.set("flex", line.flexInput.value);
  if (line.note !== undefined) body.set("note", line.note);
  let response;
  try {
    response = await fetch(`${location.pathname}?handler=Line`, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
  } catch {
    return later(line, state, texts.kept);
  }
  if (response.status === 401) return later(line, state, texts.signIn);
  if (response.status === 429 || response.status >= 500) return later(line, state, texts.retry);
  const answer = await response.json().catch(() => ({ error: texts.retry }));
  state.sending = false;
  state.tries = 0;
  if (answer.version !== undefined) {
    Object.assign(order, { cents: answer.total, products: answer.products });
    line.take(answer, state.again);
  }
  if (state.again && response.ok) {
    showTotal();
    return send(line, state);
  }
  waiting.delete(line);
  showTotal();
  const problem = answer.error ?? answer.clash;
  if (problem) {
    line.trouble(problem);
    tell(problem, "failed");
  } else if (waiting.size === 0) {
    tell(say(texts.saved, time(answer.at)));
  }
}

function later(line, state, why) {
  state.sending = false;
  tell(why, "failed");
  state.timer = setTimeout(send, Math.min(30000, 1000 * 2 ** state.tries++), line, state);
}

/** A star is shown at once; when it could not be kept it goes back to what it was. */
export async function star(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(on));
  count(order.products);
  const body = new URLSearchParams({ offer: button.value, on, __RequestVerificationToken: form.elements.__RequestVerificationToken.value });
  const response = await fetch(`${location.pathname}?handler=Star`, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
  if (response?.ok) return;
  button.setAttribute("aria-pressed", String(!on));
  count(order.products);
  tell(response?.status === 401 ? texts.signIn : texts.starLost, "failed");
}

addEventListener("online", () => waiting.forEach((state, line) => { if (!state.sending) { clearTimeout(state.timer); send(line, state); } }));
addEventListener("beforeunload", (event) => { if (waiting.size > 0) event.preventDefault(); });
