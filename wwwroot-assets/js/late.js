// After ordering has closed: what was typed on this device and never saved is said, not sent.
import { entries, forget } from "./kept.js";

const note = document.getElementById("unsent");
const unsent = entries();
if (unsent.length > 0) {
  note.hidden = false;
  note.querySelector("ul").replaceChildren(...unsent.map(([, { name, asked }]) =>
    Object.assign(document.createElement("li"), { textContent: note.dataset.line.replace("{0}", name).replace("{1}", asked) })));
  note.querySelector("button").addEventListener("click", () => {
    forget();
    note.hidden = true;
  });
}
