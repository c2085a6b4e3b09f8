// The table below the map, in step with it.
import { enliven } from "../tables.js";

const enlivened = new WeakSet();

/** Make the tables answer that were put there since, and keep one row reachable by Tab. */
export function enlivenRows() {
  const section = document.getElementById("rows");
  for (const table of section?.querySelectorAll("table.data") ?? []) {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    if (!enlivened.has(table)) {
      enlivened.add(table);
      // The frame has seen to the tables that came with the page.
      if (!rows.some((row) => row.hasAttribute("tabindex"))) enliven(table);
    } else if (rows.length && !rows.some((row) => row.tabIndex === 0)) {
      rows[0].tabIndex = 0;
    }
  }
  section?.dispatchEvent(new CustomEvent("rows-changed", { bubbles: true }));
}

/**
 * Show which rows are meant by what is selected on the map.
 *
 * @param {string[]} ids
 */
export function chooseRows(ids) {
  const chosen = new Set(ids);
  /** @type {NodeListOf<HTMLTableRowElement>} */
  const rows = document.querySelectorAll("#rows tr[data-id]");
  for (const row of rows) {
    row.classList.toggle("chosen", chosen.has(row.dataset.id));
    if (chosen.has(row.dataset.id)) row.setAttribute("aria-selected", "true");
    else row.removeAttribute("aria-selected");
  }
}

/**
 * Mark on the map what a row is about while the row has the focus.
 *
 * @param {import("./atlas.js").Atlas} atlas
 * @param {import("./select.js").Selection} selection
 */
export function bindRows(atlas, selection) {
  const section = document.getElementById("rows");
  /** @param {Event} event */
  const idOf = (event) =>
    /** @type {HTMLElement} */ (event.target).closest("tr[data-id]")?.getAttribute("data-id");
  section.addEventListener("focusin", (event) => {
    const id = idOf(event);
    if (id) atlas.select([...selection.ids, id]);
  });
  section.addEventListener("focusout", () => atlas.select(selection.ids));
  section.addEventListener("keydown", (event) => {
    const id = event.key === " " && event.target instanceof HTMLTableRowElement && idOf(event);
    if (!id) return;
    event.preventDefault();
    selection.toggle([id]);
  });
  enlivenRows();
}
