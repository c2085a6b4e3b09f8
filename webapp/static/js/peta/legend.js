// Legend rows are filters: what is not ticked is not drawn.
import { refreshRows } from "./rows.js";
import { change } from "./state.js";

const NOTHING = "tidak-ada";

function chosen(legend) {
  const boxes = [...legend.querySelectorAll("input[type=checkbox]")];
  const ticked = boxes.filter((box) => box.checked).map((box) => box.value);
  return { ticked, all: ticked.length === boxes.length };
}

/** Give what the address says of the legend: nothing where all is shown. */
function inAddress({ ticked, all }) {
  if (all) return null;
  return ticked.length ? ticked : NOTHING;
}

export function applyLegend(atlas, legend) {
  if (legend.dataset.name !== "status") return;
  const ticked = new Set(chosen(legend).ticked);
  atlas.filter((edge) => ticked.has(edge.status));
}

export function bindLegend(atlas, legend, reload) {
  legend.addEventListener("change", () => {
    change({ [legend.dataset.name]: inAddress(chosen(legend)), halaman: null });
    if (legend.dataset.name === "status") applyLegend(atlas, legend);
    else reload();
    refreshRows();
  });
}

export function showCounts(legend, counts) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  for (const cell of legend.querySelectorAll("[data-count]")) {
    cell.textContent = number.format(counts[cell.dataset.count] ?? 0);
  }
}
