// Each change is saved at once and line by line. It carries the absolute amount, the version seen, and a number per page, so that an
// older one that arrives late is ignored, and somebody else's change is never overwritten. What cannot be sent is kept (kept.js).
import { drop, entries, keep, works } from "./kept.js";
import { form, lineBy, lineOf, say, texts, time, write } from "./lines.js";
import { order, showTotal, tell, warn, well } from "./total.js";
import { count } from "./show.js";

const here = location.pathname;
const device = Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
const waiting = new Map(); // line → its state while something is not yet saved
let changes = 0;
let over = false; // ordering has closed, or somebody else is signed in here: nothing is sent any more
let closed = false;
let tired = false; // of waiting for the last answers after that
let renewing = null;

export const isWaiting = (line) => waiting.has(line);
export const refreshTotal = () => showTotal(waiting.keys());
const post = (handler, fields) => fetch(`${here}?handler=${handler}`, {
  method: "POST", keepalive: true, headers: { Accept: "application/json" },
  body: new URLSearchParams({ ...fields, __RequestVerificationToken: form.elements.__RequestVerificationToken.value }),
}).catch(() => null);

const typed = ({ asked, flex, note }) => [asked, flex, note].join();

/** A line has been typed or tapped: it is shown at once and sent after a pause, in which more taps may follow. */
export function changed(line, pause) {
  if (!line.isChanged && !waiting.has(line)) {
    drop(line.id); // back to what is saved: what was refused or to be chosen is settled
    line.trouble("");
    line.show();
    if (waiting.size === 0 && !over) quiet(texts.allSaved);
    return refreshTotal();
  }
  line.trouble("");
  if (over) return stopped();
  const state = waiting.get(line) ?? { sending: false, again: false, timer: 0, tries: 0, number: 0 };
  waiting.set(line, state);
  clearTimeout(state.timer);
  keep(line);
  line.show();
  refreshTotal();
  tell(texts.saving, "saving");
  if (state.sending) {
    state.again = state.sent !== typed(line); // the answer brings the version that the next change needs
  } else {
    state.number = ++changes;
    state.timer = setTimeout(send, pause, line, state);
  }
}

async function send(line, state) {
  if (over) return;
  [state.sending, state.again, state.sent] = [true, false, typed(line)];
  const response = await post("Line", {
    offer: line.id, asked: line.input.value, seen: line.saved.version, device, change: state.number,
    ...(line.flexInput && { flex: line.flexInput.value }), ...(line.note !== undefined && { note: line.note }),
  });
  if (!response) return later(line, state, texts.kept);
  if (response.status === 401) return signedOut(line, state);
  if (response.status === 400) return (await renew()) ? later(line, state, texts.retry) : stopped();
  const answer = [200, 409, 422].includes(response.status) ? await response.json().catch(() => null) : null;
  if (!answer) return later(line, state, texts.retry);
  state.sending = false;
  state.tries = 0;
  well();
  if (answer.version !== undefined) {
    Object.assign(order, { cents: answer.total, products: answer.products });
    const price = line.takePrice(answer.price, answer.deposit);
    if (price) line.inform(price);
    [line.allAsked, line.allFlex] = [answer.allAsked, answer.allFlex];
    if (response.ok && !state.again) line.note = undefined;
    line.take(answer, state.again || !response.ok);
  }
  if (state.again && response.ok) {
    refreshTotal();
    state.number = ++changes;
    send(line, state);
    return closed && sumUp();
  }
  waiting.delete(line);
  if (answer.key === "Order.Closed") {
    waiting.set(line, state);
    return closed ? sumUp() : close();
  }
  if (answer.clash) {
    clash(line, answer.clash);
  } else {
    drop(line.id);
    line.trouble(answer.error ?? "");
    line.show();
  }
  refreshTotal();
  if (closed) return sumUp();
  if (answer.error ?? answer.clash) tell(say(texts.oneNotSaved, line.name), "failed"); // the row says why
  else if (waiting.size === 0) quiet(say(texts.saved, time(answer.at)));
}

// All that was sent is saved; but is there a line that was refused, or that waits for a choice?
function quiet(text) {
  const open = lineOf(form.querySelector(".step.failed"));
  if (open) tell(say(texts.oneNotSaved, open.name), "failed");
  else tell(text);
}

// Nothing is overwritten: both amounts stand there until one is chosen.
function clash(line, text) {
  line.clash(text, (own) => {
    if (!own) {
      line.note = undefined;
      line.trouble("");
      line.set(line.saved.asked, line.saved.flex);
    }
    changed(line, 0);
    line.input.focus();
  });
}

function later(line, state, why) {
  state.sending = false;
  if (closed) return sumUp();
  tell(why, "failed");
  state.timer = setTimeout(send, Math.min(30000, 1000 * 2 ** state.tries++), line, state);
}

function signedOut(line, state) {
  later(line, state, texts.notSaved);
  needSignIn();
}

export function needSignIn() {
  warn(texts.signIn, { label: texts.signInLink, href: `/sign-in?back=${encodeURIComponent(here)}`, beside: true, passes: true });
}

// The form's token no longer fits: signed out and in again meanwhile. A new one, if it is still the same person.
function renew() {
  renewing ??= fetch(here, { headers: { Accept: "text/html" } }).then((answer) => answer.text()).then((text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("order");
    if (!fresh) return true; // no form there now: the next try says why
    if (fresh.dataset.person !== form.dataset.person) {
      over = true;
      warn(texts.otherPerson, { kind: "bad" });
      return false;
    }
    form.elements.__RequestVerificationToken.value = fresh.elements.__RequestVerificationToken.value;
    return true;
  }).catch(() => true).finally(() => { renewing = null; });
  return renewing;
}

function stopped() {
  tell(texts.notSaved, "failed");
}

/** Ordering has closed while the page was open: what has not been saved is named, and stays to be read. */
export function close() {
  if (over) return;
  form.dispatchEvent(new Event("closing")); // what stands in a field that has not been left yet was typed too
  over = closed = true;
  for (const { timer } of waiting.values()) clearTimeout(timer);
  for (const field of form.querySelectorAll("input, .step button, .clash button")) field.disabled = true;
  sumUp();
  setTimeout(() => { tired = true; sumUp(); }, 30000); // an answer that has not come by then counts as missing
}

// What was not saved, or refused, is not in. Of what was sent just before nobody knows until the answer comes, or does not.
function sumUp() {
  const asked = [...waiting].filter(([, { sending }]) => sending && !tired).map(([line]) => line);
  const left = new Set([...waiting.keys(), ...Array.from(form.querySelectorAll(".step.failed"), lineOf)]);
  for (const line of asked) left.delete(line);
  const list = [...left].map((line) => say(texts.unsent, line.name, line.input.value, write(line.saved.asked)));
  showTotal([]); // only what is saved is still to be counted
  const asking = list.length === 0 && asked.length > 0;
  warn(list.length > 0 ? texts.closedUnsent : asking ? texts.closedAsking : texts.closed, { label: texts.seeResult, href: here, list, kind: list.length > 0 ? "bad" : "" });
  tell(list.length > 0 ? texts.notSaved : asking ? texts.saving : texts.allIn, list.length > 0 ? "failed" : asking ? "saving" : "");
}

/** What was said for a moment is over: the bar says again how things stand. */
export function calm() {
  if (waiting.size === 0 && !over) quiet(texts.allSaved);
}

/** All that was typed goes now; then, when it is saved. A line that was refused, or waits for a choice, is shown instead. */
export async function whenSaved(then) {
  for (const [line, state] of waiting) {
    if (state.sending) continue;
    clearTimeout(state.timer);
    send(line, state);
  }
  while (!over && [...waiting.values()].some(({ sending, again }) => sending || again)) await new Promise((go) => { setTimeout(go, 50); });
  const open = form.querySelector(".step.failed .amount");
  if (open) return open.focus();
  if (waiting.size === 0) then();
}

export const isAllSaved = () => over || (waiting.size === 0 && !form.querySelector(".step.failed"));

/** What was kept from before the page was loaded: sent now, or to be chosen where somebody else has changed it since. */
export function resume() {
  const saved = document.getElementById("saved").textContent;
  for (const [id, entry] of entries()) {
    const line = lineBy(id);
    if (!line) {
      if (!form.dataset.whole) return location.replace(here); // the server left that row away
      drop(id);
      warn(say(texts.gone, entry.name, entry.asked), { kind: "bad" });
      continue;
    }
    line.input.value = entry.asked;
    if (entry.flex !== undefined && line.size > 0) line.flexField().value = entry.flex;
    line.note = entry.note;
    if (!line.isChanged) drop(id);
    else if (entry.seen === line.saved.version) changed(line, 0);
    else clash(line, say(texts.clashKept, line.name));
  }
  if (waiting.size === 0) quiet(saved);
}

/** A star is shown at once; when it could not be kept it goes back to what it was. */
export async function star(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  const show = (is) => { button.setAttribute("aria-pressed", String(is)); count(order.products); };
  show(on);
  const response = await post("Star", { offer: button.value, on });
  if (response?.ok) return;
  show(!on);
  if (response?.status === 401) needSignIn();
  else tell(texts.starLost, "failed");
}

// The network is back, or one has signed in beside this page: at once and not when the pause is over.
function again() {
  for (const [line, state] of waiting) {
    if (state.sending || document.hidden) continue;
    clearTimeout(state.timer);
    send(line, state);
  }
}
addEventListener("online", again);
document.addEventListener("visibilitychange", again);
addEventListener("beforeunload", (event) => { if (waiting.size > 0 && !works && !over) event.preventDefault(); });
