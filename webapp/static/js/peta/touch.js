// Clicks, double clicks, long presses and the context menu of the map.

/**
 * Give whether a click adds to what is selected.
 *
 * @param {any} source - What vis-network knows of the pointer; a finger has no keys.
 */
const adds = (source) => Boolean(source?.shiftKey || source?.ctrlKey || source?.metaKey);

/**
 * @param {import("./explorer.js").Explorer} explorer
 * @param {{dive: (id: string) => void, openMenu: (id: string) => void}} answers
 */
export function bindPointer({ atlas, selection }, { dive, openMenu }) {
  const { box, network } = atlas;
  network.on("click", ({ pointer, event }) => {
    // vis-network calls a long press a click too.
    if (event?.type === "press") return;
    const found = atlas.at(pointer.DOM);
    const id = found?.node ?? found?.edge;
    if (!id) selection.clear();
    else if (adds(event?.srcEvent)) selection.toggle([id]);
    else selection.set([id]);
  });
  network.on("doubleClick", ({ pointer }) => {
    const found = atlas.at(pointer.DOM);
    if (found?.node) dive(found.node);
  });
  const menuAt = (/** @type {Place} */ point) => {
    const found = atlas.at(point);
    const id = found?.node ?? found?.edge;
    if (id) openMenu(id);
    return Boolean(id);
  };
  network.on("hold", ({ pointer }) => menuAt(pointer.DOM));
  box.addEventListener("contextmenu", (event) => {
    const frame = box.getBoundingClientRect();
    const point = { x: event.clientX - frame.left, y: event.clientY - frame.top };
    if (menuAt(point)) event.preventDefault();
  });
}
