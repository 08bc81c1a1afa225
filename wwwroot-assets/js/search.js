// Finds while one types: forgives accents, case and one slip of the finger. The same rules as Features/Order/Search.cs,
// which serves the search without script.
const plain = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase()
  .replaceAll("ß", "ss").replaceAll("ø", "o").replaceAll("ł", "l").replaceAll("ı", "i").replaceAll("æ", "ae");

function oneSlip(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  a = a.slice(start);
  b = b.slice(start);
  if (a.length === b.length) {
    return a.length <= 1 || a.slice(1) === b.slice(1) || (a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
  }
  return a.length > b.length ? a.slice(1) === b : b.slice(1) === a;
}

function nearlyBegins(word, typed) {
  for (let length = typed.length - 1; length <= Math.min(word.length, typed.length + 1); length++) {
    if (oneSlip(word.slice(0, length), typed)) return true;
  }
  return false;
}

function finds(words, text, forgiving) {
  return words.every((word) => text.includes(word)
    || (forgiving && word.length >= 4 && text.split(/[ ,\-/().]+/u).some((w) => nearlyBegins(w, word))));
}

// Those that hold every word as it was typed; only when there are none, those that do but for a slip.
function hits(typed, items) {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  const exact = items.filter(({ text }) => finds(words, text, false));
  return new Set(exact.length > 0 ? exact : items.filter(({ text }) => finds(words, text, true)));
}

export function startSearch(form) {
  const field = document.getElementById("q");
  const found = document.getElementById("found");
  if (!field) return;
  const sections = [...form.querySelectorAll("[data-category]")];
  let items;
  // What is searched is what stands in the row: name and brand or supplier, and the heading above it. Found out at the first letter.
  function gathered() {
    return sections.flatMap((section) => {
      const category = section.querySelector("h2").firstChild.textContent;
      return [...section.querySelectorAll(".item")].map((element) => ({
        element, text: plain(`${element.querySelector("h3").textContent} ${element.querySelector(".meta").textContent.split(" · ")[0]} ${category}`),
      }));
    });
  }
  function show() {
    items ??= gathered();
    const shown = hits(field.value, items);
    for (const item of items) item.element.hidden = !shown.has(item);
    for (const section of sections) section.hidden = !section.querySelector(".item:not([hidden])");
    found.textContent = field.dataset.found.replace("{0}", String(shown.size));
  }
  field.addEventListener("input", show);
  field.form.addEventListener("submit", (event) => { event.preventDefault(); field.blur(); });
  if (field.value) show();
}
