// Tables: sorting in place where all rows are there, arrows from row to row, Enter follows.

const NUMERIC = ["k-integer", "k-decimal", "k-money"];
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

function cellKey(row, index, numeric) {
  const value = row.cells[index].dataset.value;
  if (value === "") return null;
  return numeric ? Number(value) : value;
}

function compare(a, b) {
  return typeof a === "number" ? a - b : collator.compare(a, b);
}

/** Sort the rows by one column; empty cells come last either way. */
function sortRows(table, index, backwards) {
  const numeric = NUMERIC.some((name) => table.tHead.rows[0].cells[index].classList.contains(name));
  const rows = [...table.tBodies[0].rows].map((row) => [cellKey(row, index, numeric), row]);
  rows.sort(([a], [b]) => {
    if (a === null || b === null) return (a === null) - (b === null);
    return backwards ? compare(b, a) : compare(a, b);
  });
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

function sortBy(table, head) {
  const backwards = head.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", backwards ? "descending" : "ascending");
  sortRows(table, head.cellIndex, backwards);
  const address = new URL(location.href);
  address.searchParams.set("urut", (backwards ? "-" : "") + head.dataset.key);
  history.replaceState(history.state, "", address);
  document.dispatchEvent(new CustomEvent("address-changed"));
}

function step(row, key) {
  if (key === "ArrowDown") return row.nextElementSibling;
  if (key === "ArrowUp") return row.previousElementSibling;
  if (key === "Home") return row.parentElement.firstElementChild;
  return key === "End" ? row.parentElement.lastElementChild : null;
}

/** Make a table answer to clicks on its heads and to keys on its rows. */
export function enliven(table) {
  if ("complete" in table.dataset) {
    table.tHead.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      sortBy(table, link.closest("th"));
    });
  }
  const body = table.tBodies[0];
  if (body.rows.length) body.rows[0].tabIndex = 0;
  body.addEventListener("focusin", (event) => {
    const row = event.target.closest("tr");
    for (const other of body.querySelectorAll("tr[tabindex='0']")) other.tabIndex = -1;
    row.tabIndex = 0;
  });
  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr");
    if (event.key === "Enter" && event.target === row) {
      const target = row.dataset.href ?? row.querySelector("a")?.href;
      if (target) location.assign(target);
      return;
    }
    const next = step(row, event.key);
    if (!next) return;
    event.preventDefault();
    next.tabIndex = 0;
    next.focus();
  });
}
