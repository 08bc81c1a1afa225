// What was typed and has not been saved yet stays on this device, for this person and this month, also when the page is loaded again or
// the battery runs out. It is sent as soon as that is possible, never in silence after ordering has closed, and goes at signing out (app.js).
const place = document.querySelector("[data-kept]")?.dataset.kept;

export let works = Boolean(place);

function read() {
  try {
    return JSON.parse(localStorage.getItem(place) ?? "{}");
  } catch {
    works = false; // no storage in a private window: the browser asks before the page is left
    return {};
  }
}

function write(entries) {
  try {
    if (Object.keys(entries).length > 0) localStorage.setItem(place, JSON.stringify(entries));
    else localStorage.removeItem(place);
  } catch {
    works = false;
  }
}

export const entries = () => Object.entries(read());

export function keep(line) {
  const { name, id, note, input, flexInput, saved } = line;
  write({ ...read(), [id]: { name, asked: input.value, flex: flexInput?.value, note, seen: saved.version } });
}

export function drop(id) {
  const all = read();
  if (!(id in all)) return;
  delete all[id];
  write(all);
}

export const forget = () => write({});
