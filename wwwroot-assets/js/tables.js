// Sorting by any column, remembered. <table class="table" id="members" data-sort> with heads as plain text;
// a cell may carry data-value where its text does not sort (dates, amounts). A head with data-plain is left out.
// Also gives the rows back their roles: a stacked table (display: block on a phone) would lose them.
let compare; // made when something is sorted: it takes a phone a while
const roles = { THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

function keepRoles(table) {
  table.setAttribute("role", "table");
  for (const part of table.querySelectorAll("thead, tbody, tfoot, tr, td")) part.setAttribute("role", roles[part.tagName]);
  for (const head of table.querySelectorAll("th")) head.setAttribute("role", head.closest("thead") ? "columnheader" : "rowheader");
}

function valueOf(row, column) {
  const cell = row.cells[column];
  return cell?.dataset.value ?? cell?.textContent.trim() ?? "";
}

function compareCells(a, b) {
  if (a === "" || b === "") return (a === "") - (b === ""); // what is empty goes last
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? compare(a, b) : x - y;
}

function sort(table, column, direction) {
  compare ??= new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base" }).compare;
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => direction * compareCells(valueOf(a, column), valueOf(b, column)));
  body.append(...rows);
  for (const head of table.tHead.rows[0].cells) head.removeAttribute("aria-sort");
  table.tHead.rows[0].cells[column].setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
}

function remember(key, value) {
  try {
    if (value !== undefined) localStorage.setItem(key, value);
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off: sorting works, it is only not remembered
  }
}

function addButtons(table) {
  const key = `sort:${table.id}`;
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    if (head.textContent.trim() === "" || "plain" in head.dataset) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      sort(table, column, direction);
      if (table.id) remember(key, `${column}:${direction}`);
    });
    head.append(button);
  });
  const [column, direction] = ((table.id && remember(key)) || "").split(":").map(Number);
  if (direction && table.tHead.rows[0].cells[column]) sort(table, column, direction);
}

export function makeSortable(root) {
  const tables = root.matches?.("table.table") ? [root] : root.querySelectorAll("table.table");
  for (const table of tables) {
    if (table.enhanced) continue;
    table.enhanced = true;
    keepRoles(table);
    if ("sort" in table.dataset && table.tHead && table.tBodies[0]?.rows.length > 1) addButtons(table);
  }
}
