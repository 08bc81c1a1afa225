// What of the list is shown and in which order: filters, sorting and search without asking the server. The links do the same where
// this does not run (FormShow.cs); the address always says what is shown, so that it can be shared and comes back with a reload.
import { form, giveItem, say, texts } from "./lines.js";
import { hits, plain } from "./search.js";

const field = document.getElementById("q");
const found = document.getElementById("found");
const empty = form.querySelector(".empty");
const categories = document.querySelector(".categories");
const filters = document.getElementById("filters");
const silent = document.getElementById("silent");
const products = field.dataset.products; // of the whole list
let links = [...document.querySelectorAll("a[data-show], a[data-sort], a[data-only]")];
const { sort: first, usual } = form.dataset; // the order that the page came in is the one its sections have
const suppliers = JSON.parse(form.dataset.suppliers);
let collator; // made when something is sorted
const compare = (a, b) => (collator ??= new Intl.Collator(document.documentElement.lang, { numeric: true })).compare(a, b);
const address = new URLSearchParams(location.search);
const state = { only: (address.get("show") ?? "").split(",").filter(Boolean), sort: first, sought: field.value };
let served = state.only; // of these the server left the rest away
let { whole } = form.dataset; // nothing was left away
const sought = field.value; // nor what does not hold this
let rows;
let coming = null;
let pause = 0;

function gathered() {
  return [...form.querySelectorAll("section")].flatMap((section) => {
    const category = section.querySelector("h2").firstChild.textContent.trim();
    return [...section.querySelectorAll(".item")].map((element) => {
      const { s, c, k } = element.dataset;
      const [name, supplier, known] = [element.querySelector("h3 a").textContent, suppliers[s], c ? c.split(";") : []];
      const brand = element.querySelector(".meta").textContent.split(" · ")[0];
      return { element, section, name, supplier, known, category: k || category, text: plain(`${name} ${brand} ${k || category} ${supplier}`) };
    });
  });
}

const tests = {
  mine: ({ element }) => element.querySelector(".step.has") || Number(element.querySelector(".flex input")?.value),
  short: ({ element }) => element.querySelector(".case.short"),
  favourites: ({ element }) => element.querySelector('.star[aria-pressed="true"]'),
  new: ({ element }) => element.querySelector(".flag.new"),
  organic: ({ element }) => element.querySelector(".flag.eco"),
};
// As Allergens.cs: it is said not to be in it, or what is in it is named and this is not. Where nothing is said it is not "without".
const isWithout = (known, it) => known.includes(`-${it}`) || (known.length > 0 && !known[0].startsWith("-") && !known.includes(it));
const accepts = (filter, row) => (filter in tests ? tests[filter](row) : isWithout(row.known, filter.slice("without-".length)));

const priceOf = ({ element }) => Number(element.querySelector(".price data").value);
// As UnitPrice.cs: what a kilo or a litre costs; Infinity for what goes by the piece, which comes last.
function eachOf(row) {
  const unit = row.element.querySelector(".price small").textContent.slice(2);
  const [, amount, of] = /^\s*(\d{1,6}(?:[.,]\d{1,3})?)?\s*(gram|gr|g|kilo|kg|ml|cl|dl|liter|ltr|lt|l)\.?\s*$/iu.exec(unit) ?? [];
  const factor = { g: .001, m: .001, c: .01, d: .1 }[of?.[0].toLowerCase()] ?? 1;
  return of ? priceOf(row) / (Number((amount ?? "1").replace(",", ".")) * factor) : Infinity;
}
const by = (key) => [...rows].map((row) => [key(row), row]).sort(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1)).map(([, row]) => row);
const named = () => [...rows].sort((a, b) => compare(a.name, b.name));
function grouped(list, key) {
  const groups = new Map();
  for (const row of list) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return [...groups];
}

// The parts of the list in another order than the page came in; null where only the server knows (the walk through the categories).
const orders = {
  name: () => [[texts.name, named()]],
  price: () => [[texts.price, by(priceOf)]],
  each: () => [[texts.each, by(eachOf)]],
  supplier: () => grouped(named(), (row) => row.supplier).sort(([a], [b]) => compare(a, b)),
  short: first === "category" ? () => {
    const lack = ({ element }) => { const { max, value } = element.querySelector("meter"); return (max - value) / max; };
    const open = by((row) => (tests.short(row) ? (tests.mine(row) ? 0 : 1) + lack(row) : 3)).filter(tests.short);
    return [[texts.shortOf, open], ...grouped(rows.filter((row) => !tests.short(row)), (row) => row.category)];
  } : null,
};

function arrange() {
  const old = [...form.querySelectorAll("section.sorted")];
  if (state.sort === first) {
    for (const row of rows) row.section.append(row.element);
  } else {
    for (const [heading, list] of orders[state.sort]()) {
      const section = Object.assign(document.createElement("section"), { className: "sorted" });
      const head = Object.assign(document.createElement("h2"), { className: "cat" });
      head.append(`${heading} `, Object.assign(document.createElement("span"), { textContent: list.length }));
      section.append(head, ...list.map((row) => row.element));
      form.querySelector(".total").before(section);
    }
  }
  for (const section of old) section.remove();
}

function show() {
  rows ??= gathered();
  const left = rows.filter((row) => state.only.every((filter) => served.includes(filter) || accepts(filter, row)));
  const shown = hits(state.sought, left);
  for (const row of rows) row.element.hidden = !shown.has(row);
  let place = 0;
  const heads = [];
  for (const section of form.querySelectorAll("section")) {
    const head = section.querySelector("h2");
    const many = section.querySelectorAll(".item:not([hidden])").length;
    head.querySelector("span").textContent = many;
    [section.dataset.rows, section.hidden] = [many, many === 0];
    if (many > 0) heads.push([head.id = `c${place++}`, head.firstChild.textContent, many]);
  }
  categories.replaceChildren(...heads.map(([id, heading, count]) => {
    const link = Object.assign(document.createElement("a"), { href: `#${id}`, textContent: heading });
    link.append(Object.assign(document.createElement("span"), { className: "count", textContent: count }));
    return link;
  }));
  categories.hidden = heads.length < 2;
  empty.hidden = shown.size > 0;
  found.textContent = say(field.dataset.found, shown.size);
}

// What the server left away comes when something else is searched for; where that fails, the search goes on among what is there.
async function complete() {
  const answer = await fetch(`${location.pathname}?sort=${first}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("order");
  if (!fresh) return;
  const here = new Map(Array.from(form.querySelectorAll(".item"), (item) => [item.querySelector(".amount").name, item]));
  const sections = Array.from(fresh.querySelectorAll("section"), (section) => document.adoptNode(section));
  for (const item of sections.flatMap((section) => [...section.querySelectorAll(".item")])) {
    const known = here.get(item.querySelector(".amount").name);
    if (known) item.replaceWith(known); // with what is typed in it
    else giveItem(item);
  }
  for (const section of form.querySelectorAll("section")) section.remove();
  form.querySelector(".total").before(...sections);
  [rows, served, whole] = [gathered(), [], "yes"];
  if (state.sort !== first) arrange();
}

const query = ({ only, sort, sought }) => {
  const parts = [only.length > 0 && `show=${only.map(encodeURIComponent)}`, sort !== usual && `sort=${sort}`, sought && `q=${encodeURIComponent(sought)}`];
  return parts.some(Boolean) ? `?${parts.filter(Boolean).join("&")}` : "";
};

// What following a link would show.
function after({ dataset: { show: filter, sort, only } }) {
  if (sort) return { ...state, sort };
  if (only !== undefined) return { only: only ? [only] : [], sort: state.sort, sought: "" };
  if (!filter) return { ...state, only: [] };
  return { ...state, only: state.only.includes(filter) ? state.only.filter((f) => f !== filter) : [...state.only, filter] };
}

function follow(link) {
  const next = after(link);
  const sorts = next.sort === first || orders[next.sort];
  // rows that the server left away, or an order that only it knows: the link is followed as usual
  if (!sorts || (!whole && (next.sought !== sought || served.some((filter) => !next.only.includes(filter))))) return false;
  const sorted = next.sort !== state.sort;
  Object.assign(state, next);
  field.value = state.sought;
  rows ??= gathered();
  if (sorted) arrange();
  show();
  remember();
  return true;
}

// What is left out has its own chip, by which it is taken back, and a sentence on how many of the products nothing is known.
function showLeftOut() {
  const chosen = [...document.querySelectorAll(".tune [data-silent]")].filter((link) => state.only.includes(link.dataset.show));
  for (const chip of filters.querySelectorAll('[data-show^="without-"]')) {
    if (state.only.includes(chip.dataset.show)) continue;
    if (chip === document.activeElement) filters.firstElementChild.focus();
    chip.remove();
  }
  for (const link of chosen) {
    if (filters.querySelector(`[data-show="${link.dataset.show}"]`)) continue;
    const chip = Object.assign(link.cloneNode(), { textContent: say(texts.without, link.textContent) });
    filters.firstElementChild.after(chip);
    filters.scrollLeft = 0;
  }
  const words = chosen.filter((link) => link.dataset.silent !== "0").map((link) => say(texts.silent, link.dataset.silent, products, link.textContent));
  if (words.join("") !== silent.textContent) silent.replaceChildren(...words.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  links = [...document.querySelectorAll("a[data-show], a[data-sort], a[data-only]")];
}

function remember() {
  clearTimeout(pause);
  history.replaceState(null, "", location.pathname + query(state));
  showLeftOut();
  for (const each of links) {
    const { show: filter, sort } = each.dataset;
    const now = sort ? sort === state.sort : filter === undefined ? null : filter === "" ? state.only.length === 0 : state.only.includes(filter);
    if (now !== null) each.toggleAttribute("aria-current", now);
    if (now) each.setAttribute("aria-current", "true");
    each.href = location.pathname + query(after(each));
  }
}

async function search() {
  state.sought = field.value;
  clearTimeout(pause);
  pause = setTimeout(remember, 300); // browsers refuse an address that changes with every letter
  if (!whole) await (coming ??= complete().catch(() => { coming = null; }));
  show();
}

/** How many lines I have, how many products are short of a case and how many have my star, beside their filters. */
export function count(mine) {
  const beside = (filter, many) => {
    const chip = document.querySelector(`.chip[data-show="${filter}"] .count`);
    if (chip) chip.textContent = many; // who orders for somebody has no favourites there
  };
  beside("mine", mine);
  if (!whole) return;
  beside("short", form.querySelectorAll(".case.short").length);
  beside("favourites", form.querySelectorAll('.star[aria-pressed="true"]').length);
}

export function startShow() {
  addEventListener("click", (event) => {
    const link = event.target.closest("a[data-show], a[data-sort], a[data-only]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !follow(link)) return;
    event.preventDefault();
    if (link.id === "mine") scrollTo(0, form.offsetTop - 160);
  });
  field.addEventListener("input", search);
  field.form.addEventListener("submit", (event) => { event.preventDefault(); field.blur(); });
}
