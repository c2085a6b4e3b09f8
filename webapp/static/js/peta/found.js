// What is chosen in the search goes onto the map.
import { address, excluding, including, none, params } from "./state.js";

// What the map of borders is told that the network is not.
const OF_BORDERS = [
  "status", "hubungan", "tata", "pandang", "pin", "ukuran", "warna", "halaman", "urut",
];

const FEW = 60; // among more nodes one is hard to find at the scale of all

/**
 * Give what putting an actor on the map of the network changes in the address.
 *
 * @param {string} id
 * @param {{isThere: boolean, values: URLSearchParams}} map
 * @returns {import("./state.js").Changes}
 */
export function puttingOn(id, { isThere, values }) {
  // What is drawn by itself is kept as well: the next filter might take it away.
  if (isThere && values.getAll("tambah").includes(id)) return {};
  return {
    tambah: including(values, "tambah", [id]),
    sembunyi: excluding(values, "sembunyi", [id]),
  };
}

/**
 * Give what brings a region back to the map of borders; null for what is not drawn there.
 *
 * @param {string} id
 * @param {{isThere: boolean, values: URLSearchParams}} map
 * @returns {import("./state.js").Changes | null}
 */
export function bringingBack(id, { isThere, values }) {
  if (isThere) return {};
  if (!/^\d\d\.\d\d$/.test(id)) return null;
  return { provinsi: null, sembunyi: excluding(values, "sembunyi", [id]) };
}

/**
 * @param {import("./explorer.js").Explorer} explorer
 * @param {string} id
 */
async function putOn(explorer, id) {
  const { atlas, selection } = explorer;
  const map = { isThere: atlas.nodes.has(id), values: params() };
  const changes = explorer.isNetwork ? puttingOn(id, map) : bringingBack(id, map);
  if (!changes) {
    // The map of borders holds only regions: anything else stands in the network.
    const there = { mode: "jejaring", mulai: "kosong", tambah: id, pilih: id };
    location.assign(address(location.pathname, { ...none(OF_BORDERS), ...there }));
    return;
  }
  if (!Object.keys(changes).length) selection.set([id]);
  else await explorer.step({ ...changes, pilih: id });
  if (!atlas.nodes.has(id)) return;
  // One region among many is hard to see; in the network, what is round it tells more.
  if (explorer.isNetwork && atlas.nodes.size <= FEW) explorer.bring(id);
  else atlas.focus(id);
  atlas.box.focus();
}

/** @param {import("./explorer.js").Explorer} explorer */
export function bindFound(explorer) {
  document.addEventListener("actor-chosen", (event) => {
    putOn(explorer, /** @type {CustomEvent} */ (event).detail.id);
  });
}
