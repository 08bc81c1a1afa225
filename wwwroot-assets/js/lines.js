// One line of the order form: what the page says of it, and the bar and the words that follow from an amount. The numbers to count
// with stand in the row (data-n, see OrderRow.Numbers); the sentences stand once, on the form. Amounts are thousandths of the unit.
export const form = document.getElementById("order");
export const texts = JSON.parse(form.dataset.texts);
const language = document.documentElement.lang === "nl" ? "nl-NL" : "en-GB";
const decimal = language === "nl-NL" ? "," : ".";
let clock; // made when it is needed: it takes a phone a while
const tools = document.getElementById("tools").content;
const known = new WeakMap();
const AT_ONCE = 20; // rows: what a window shows, and a little more

/** NaN for what is no amount; the server says why. */
export const read = (text) => (/^\s*\d*[.,]?\d*\s*$/.test(text) ? Math.round(Number(text.trim().replace(",", ".") || "0") * 1000) : NaN);
export const write = (thousandths) => String(thousandths / 1000).replace(".", decimal);
/** As Money.ToString writes it. By hand, because Intl.NumberFormat takes a phone longer than all else that a tap does. */
export function money(amount) {
  const [euros, cents] = (amount / 100).toFixed(2).split(".");
  return `€\u00A0${euros.replace(/\B(?=(\d{3})+$)/g, decimal === "," ? "." : ",")}${decimal}${cents}`;
}
export function time(at) {
  clock ??= new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: form.dataset.zone });
  return clock.format(new Date(at));
}
export const say = (text, ...values) => text.replace(/\{(\d)\}/gu, (_, i) => values[i]);
const tool = (name) => tools.querySelector(name).cloneNode(true);
const thousandths = (text) => Math.round(Number(text) * 1000);
// price × amount to the cent, half up, as the server rounds each line
const times = (price, amount) => Math.floor((price * amount + 500) / 1000);

export function lineOf(element) {
  const item = element?.closest(".item");
  if (!item) return null;
  if (!known.has(item)) known.set(item, new Line(item));
  return known.get(item);
}

/** The line of an offer's number; null when it is not in the list. */
export const lineBy = (id) => lineOf(form.elements[`a${id}`]);

class Line {
  constructor(item) {
    const [size, step = "1", asked = "0", flex = "0", deposit = "0"] = item.dataset.n.split(" ");
    this.item = item;
    this.input = item.querySelector("input.amount");
    this.id = this.input.name.slice(1);
    [this.size, this.step, this.allAsked, this.allFlex] = [size, step, asked, flex].map(thousandths);
    [this.price, this.deposit] = [Number(item.querySelector(".price data").value), Number(deposit)];
    this.suffix = item.querySelector(".price small").textContent === "/ kg" ? "\u00A0kg" : "";
    const [a, f, version] = (item.querySelector('input[type="hidden"]')?.value ?? "0/0/0").split("/");
    this.saved = { asked: thousandths(a), flex: thousandths(f), version: Number(version) };
    this.refused = false; // what stands in the field has been refused, or is to be chosen: it counts for nothing
  }

  get name() { return this.item.querySelector("h3 a").textContent; }
  get flexInput() { return this.item.querySelector("details.flex input"); }
  get asked() { return read(this.input.value); }
  get flex() { return this.flexInput ? read(this.flexInput.value) : this.saved.flex; }
  get isChanged() { return this.note !== undefined || this.asked !== this.saved.asked || this.flex !== this.saved.flex; }

  // What the bar and the total go by: as it is typed, where that is an amount.
  get shown() {
    const of = (typed, saved) => (this.refused || Number.isNaN(typed) ? saved : typed);
    return { asked: of(this.asked, this.saved.asked), flex: of(this.flex, this.saved.flex) };
  }

  /** No longer offered: what is asked of it stays, and counts for nothing. */
  get isGone() { return this.item.classList.contains("gone"); }

  worth(asked) { return this.isGone ? 0 : times(this.price, asked) + times(this.deposit, asked); }

  /** 1 where the line is one of the order's products. */
  counts(asked) { return Number(asked > 0 && !this.isGone); }

  /** What the line adds to the order's total as it is typed, beyond what is saved: [cents, products]. */
  get beyond() {
    const [now, was] = [this.shown.asked, this.saved.asked];
    return [this.worth(now) - this.worth(was), this.counts(now) - this.counts(was)];
  }

  /** One order step up or down, to the next multiple of it. */
  stepped(up) {
    const now = this.asked || 0;
    return Math.max(0, up ? Math.floor(now / this.step) * this.step + this.step : Math.ceil(now / this.step) * this.step - this.step);
  }

  set(asked, flex) {
    this.input.value = write(asked);
    if (flex > 0 || this.flexInput) this.flexField().value = write(flex);
    this.show();
  }

  /** What the server says the line is; what is being typed meanwhile stays. */
  take({ asked, flex, version, note, by }, typing) {
    this.saved = { asked, flex, version };
    this.put("entered", by && say(asked > 0 || flex > 0 ? texts.entered : texts.emptied, by));
    this.noted(asked > 0 || flex > 0 ? note : "");
    if (typing) this.show();
    else this.set(asked, flex);
  }

  /** What all ask, this line included. */
  takeAll(asked, flex) {
    [this.allAsked, this.allFlex] = [asked, flex];
    this.show();
  }

  /** Another price than the page was made with. The words of it; "" when it is the same. */
  takePrice(price, deposit) {
    if (price === this.price && deposit === this.deposit) return "";
    const was = this.price;
    [this.price, this.deposit] = [price, deposit];
    const data = this.item.querySelector(".price data");
    [data.value, data.textContent] = [price, money(price)];
    return say(texts.priceNow, money(price), money(was));
  }

  /** Withdrawn, or offered again. The words of it; "" when it is as it was. */
  takeGone(gone) {
    if (gone === this.isGone) return "";
    this.item.classList.toggle("gone", gone);
    this.item.querySelector(".case span")?.replaceChildren(); // why it was withdrawn stands here, where the page was made after that
    return gone ? texts.withdrawn : texts.again;
  }

  /** A paragraph of the row's own: error, noted, informed, entered. */
  put(kind, text) {
    let place = this.item.querySelector(`.${kind}`);
    if (!text) return place?.remove();
    if (!place) this.item.append(place = tool(`.${kind}`));
    place.textContent = text;
  }

  noted(note) { this.put("noted", note && say(texts.noted, note)); }
  inform(text) { this.put("informed", text); }

  trouble(text) {
    this.put("error", text);
    this.item.querySelector(".clash")?.remove();
    this.refused = Boolean(text);
    this.item.querySelector(".step").classList.toggle("failed", Boolean(text));
    this.input.toggleAttribute("aria-invalid", Boolean(text));
    if (text && this.item.contains(document.activeElement)) this.item.scrollIntoView({ block: "nearest" }); // not under the total
    this.item.dispatchEvent(new CustomEvent("trouble", { detail: text }));
  }

  /** Both amounts, and a button for each. */
  clash(text, choose) {
    this.trouble(text);
    const clash = tool(".clash");
    const words = ({ asked, flex }) => (flex > 0 ? say(texts.amountFlex, write(asked), write(flex)) : write(asked));
    const [theirs, own] = clash.querySelectorAll("button");
    theirs.textContent = say(texts.theirs, words(this.saved));
    own.textContent = say(texts.own, words(this));
    theirs.addEventListener("click", () => choose(false));
    own.addEventListener("click", () => choose(true));
    this.item.append(clash);
    this.show();
  }

  show() {
    const { asked, flex } = this.shown;
    this.item.querySelector(".step").classList.toggle("has", asked > 0);
    if (this.size > 0 && asked > 0) this.flexField();
    this.bar(asked, flex, this.allAsked - this.saved.asked + asked, this.allFlex - this.saved.flex + flex);
  }

  // As CaseFill.cs and FillWords.cs do it.
  bar(asked, flex, all, allFlex) {
    const [open, size] = [this.size ? all % this.size : 0, this.size];
    const missing = open === 0 || open + allFlex >= size ? 0 : size - open - allFlex;
    const kind = this.isGone ? "gone" : size === 0 ? "loose" : all === 0 ? "idle" : missing === 0 ? "full" : "short";
    let bar = this.item.querySelector(".case");
    if (kind !== "full" && kind !== "short" && asked === 0 && flex === 0) return bar?.remove();
    if (!bar) this.item.querySelector(".step").after(bar = tool(".case"));
    bar.className = `case ${kind === "gone" ? "idle" : kind}`;
    const meter = bar.querySelector("meter");
    [meter.max, meter.value] = kind === "gone" ? [1, 0] : kind === "loose" ? [1, 1] : [size / 1000, kind === "idle" ? 0 : (size - missing) / 1000];
    [bar.querySelector("b").textContent, bar.querySelector("span").textContent] =
      kind === "gone" ? [texts.none, bar.querySelector("span").textContent]
      : kind === "loose" ? [texts.loose, ""]
      : kind === "idle" ? [texts.idle, ""]
      : kind === "full" ? [texts.full, asked === 0 ? "" : say(texts.get, write(asked) + this.suffix)]
      : [say(texts.short, write(size - missing), write(size) + this.suffix), say(texts.missing, write(missing) + this.suffix)];
  }

  /** For whoever listens: the line in a sentence. */
  get words() {
    return `${this.name}: ${this.input.value}${this.suffix}. ${this.item.querySelector(".case")?.textContent ?? ""}`;
  }

  /** The field of "up to … more", made when there is none yet. */
  flexField() {
    if (!this.flexInput) {
      const flex = tool(".flex");
      flex.querySelector("input").value = write(this.saved.flex);
      this.item.append(flex);
    }
    return this.flexInput;
  }
}

/**
 * The − and + of every row: they need script, so script puts them there. And each star, where there are any, says whose it is. First the
 * rows around the one that is in view, the others bit by bit: 800 at once would hold up a phone's first tap.
 */
export function giveButtons() {
  const items = [...form.querySelectorAll(".item")];
  const isTop = scrollY === 0 && location.hash === ""; // else what is in view must be found out, for which all is laid out
  const from = isTop ? 0 : Math.max(0, items.indexOf(document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".item")) - AT_ONCE / 2);
  const inTurn = [...items.slice(from), ...items.slice(0, from)];
  const give = () => {
    inTurn.splice(0, AT_ONCE).forEach(giveItem);
    if (inTurn.length > 0) (globalThis.requestIdleCallback ?? setTimeout)(give);
  };
  give();
}

export function giveItem(item) {
  if (item.querySelector(".plus")) return; // its turn has come in another way
  const input = item.querySelector(".amount");
  const name = input.getAttribute("aria-label");
  giveStepper(input, name);
  item.querySelector(".star")?.setAttribute("aria-label", say(texts.favourite, name));
}

export function giveStepper(input, name) {
  const [minus, more] = [tool(".less"), tool(".plus")];
  minus.setAttribute("aria-label", say(texts.less, name));
  more.setAttribute("aria-label", say(texts.more, name));
  minus.disabled = more.disabled = input.disabled;
  input.before(minus);
  input.after(more);
}
