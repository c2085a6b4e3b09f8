// Tables: sorting in place where all rows are there, arrows from row to row, Enter follows.

const NUMERIC = ["k-integer", "k-decimal", "k-money"];
const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

/**
 * @param {HTMLTableRowElement} row
 * @param {number} index
 * @param {boolean} numeric
 */
function cellKey(row, index, numeric) {
  const value = row.cells[index].dataset.value;
  if (value === "") return null;
  return numeric ? Number(value) : value;
}

/**
 * @param {string | number} a
 * @param {string | number} b
 */
function compare(a, b) {
  return typeof a === "string" ? collator.compare(a, String(b)) : a - Number(b);
}

/**
 * Sort the rows by one column; empty cells come last either way.
 *
 * @param {HTMLTableElement} table
 * @param {number} index
 * @param {boolean} backwards
 */
function sortRows(table, index, backwards) {
  const numeric = NUMERIC.some((name) => table.tHead.rows[0].cells[index].classList.contains(name));
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: cellKey(row, index, numeric) }));
  rows.sort(({ key: a }, { key: b }) => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return backwards ? compare(b, a) : compare(a, b);
  });
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

/**
 * @param {HTMLTableElement} table
 * @param {HTMLTableCellElement} head
 */
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

/**
 * Give the row that a key leads to.
 *
 * @param {HTMLTableRowElement} row
 * @param {string} key
 * @returns {HTMLTableRowElement | undefined}
 */
function step(row, key) {
  const rows = /** @type {HTMLTableSectionElement} */ (row.parentElement).rows;
  if (key === "ArrowDown") return rows[row.sectionRowIndex + 1];
  if (key === "ArrowUp") return rows[row.sectionRowIndex - 1];
  if (key === "Home") return rows[0];
  return key === "End" ? rows[rows.length - 1] : undefined;
}

/** @param {Event} event */
function elementOf(event) {
  return /** @type {Element} */ (event.target);
}

/**
 * Make a table answer to clicks on its heads and to keys on its rows.
 *
 * @param {HTMLTableElement} table
 */
export function enliven(table) {
  if ("complete" in table.dataset) {
    table.tHead.addEventListener("click", (event) => {
      const link = elementOf(event).closest("a");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      sortBy(table, link.closest("th"));
    });
  }
  const body = table.tBodies[0];
  if (body.rows.length) body.rows[0].tabIndex = 0;
  body.addEventListener("focusin", (event) => {
    const row = elementOf(event).closest("tr");
    for (const other of body.querySelectorAll("tr[tabindex='0']")) other.tabIndex = -1;
    row.tabIndex = 0;
  });
  body.addEventListener("keydown", (event) => {
    const row = elementOf(event).closest("tr");
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
