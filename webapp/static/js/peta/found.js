// What is chosen in the search goes onto the map.
import { address, excluding, including, none, params } from "./state.js";

// What the map of borders is told that the network is not.
const OF_BORDERS = [
  "status", "hubungan", "tata", "pandang", "pin", "ukuran", "warna", "halaman", "urut",
];

/**
 * Give what putting an actor on the map changes in the address; null where it is there.
 *
 * @param {string} id
 * @param {{isThere: boolean, values: URLSearchParams}} map
 * @returns {import("./state.js").Changes | null}
 */
export function puttingOn(id, { isThere, values }) {
  if (isThere) return null;
  return {
    tambah: including(values, "tambah", [id]),
    sembunyi: excluding(values, "sembunyi", [id]),
  };
}

/**
 * @param {import("./explorer.js").Explorer} explorer
 * @param {string} id
 */
async function putOn(explorer, id) {
  const { atlas, selection } = explorer;
  const isThere = atlas.nodes.has(id);
  if (!isThere && !explorer.isNetwork) {
    // The map of borders holds only regions: anything else stands in the network.
    const there = { mode: "jejaring", mulai: "kosong", tambah: id, pilih: id };
    location.assign(address(location.pathname, { ...none(OF_BORDERS), ...there }));
    return;
  }
  const changes = puttingOn(id, { isThere, values: params() });
  if (changes) await explorer.step({ ...changes, pilih: id });
  else selection.set([id]);
  if (!atlas.nodes.has(id)) return;
  atlas.focus(id);
  atlas.box.focus();
}

/** @param {import("./explorer.js").Explorer} explorer */
export function bindFound(explorer) {
  document.addEventListener("actor-chosen", (event) => {
    putOn(explorer, /** @type {CustomEvent} */ (event).detail.id);
  });
}
