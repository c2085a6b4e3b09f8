// How the map is looked at, and what is pinned: kept in the address.
import { change, params } from "./state.js";

const REST = 400; // milliseconds without movement after which a view is kept

/** @returns {{x: number, y: number, scale: number} | null} */
export function savedView() {
  const [x, y, scale] = (params().get("pandang") ?? "").split(",").map(Number);
  return scale > 0 && Number.isFinite(x + y + scale) ? { x, y, scale } : null;
}

/**
 * Read a pin "id x y"; ids may hold spaces.
 *
 * @param {string} text
 * @returns {[string, Place] | null}
 */
export function readPin(text) {
  const [, id, x, y] = /^(.+) (-?[\d.]+) (-?[\d.]+)$/.exec(text) ?? [];
  return id && Number.isFinite(Number(x) + Number(y)) ? [id, { x: Number(x), y: Number(y) }] : null;
}

/** @returns {[string, Place][]} */
export function savedPins() {
  return params().getAll("pin").map(readPin).filter((pin) => pin !== null);
}

/**
 * Write pins as the address holds them.
 *
 * @param {Iterable<[string, Place]>} pins
 */
export function writePins(pins) {
  return [...pins].map(([id, { x, y }]) => `${id} ${x.toFixed(1)} ${y.toFixed(1)}`);
}

/** Keeps the view in the address once it rests; looking is no step. */
export class ViewKeeper {
  /** @param {import("./atlas.js").Atlas} atlas */
  constructor(atlas) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    /** @type {(() => void) | null} */
    this.keep = null;
    atlas.box.addEventListener("view-changed", (event) => {
      this.forget();
      const { detail } = /** @type {CustomEvent} */ (event);
      const seen = detail && [detail.x.toFixed(1), detail.y.toFixed(1), detail.scale.toFixed(4)];
      this.keep = () => change({ pandang: seen?.join(",") ?? null });
      this.waiting = setTimeout(() => this.flush(), REST);
    });
  }

  /** Keep at once what waits to be kept, before the address goes on. */
  flush() {
    const keep = this.keep;
    this.forget();
    keep?.();
  }

  forget() {
    clearTimeout(this.waiting);
    this.keep = null;
  }
}
