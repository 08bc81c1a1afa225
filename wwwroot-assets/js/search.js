// Forgives accents, case and one slip of the finger. The same rules as Features/Order/Search.cs, which serves the search without script.
export const plain = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase()
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

/** Those (with their text, already plain) that hold every word as it was typed; only when there are none, those that do but for a slip. */
export function hits(typed, items) {
  const words = plain(typed).split(/\s+/u).filter(Boolean);
  const exact = items.filter(({ text }) => finds(words, text, false));
  return new Set(exact.length > 0 ? exact : items.filter(({ text }) => finds(words, text, true)));
}
