// Selecting by a line drawn round nodes: with the tool, by finger or mouse, or with Shift.

const SPACING = 4; // pixels between two corners of the line
const LEAST = 12; // pixels that a line must reach, else it was a click
const NS = "http://www.w3.org/2000/svg";

/**
 * Give whether a line reaches far enough to lie round something.
 *
 * @param {Place[]} corners
 */
export function isWide(corners) {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const reach = (/** @type {number[]} */ of) => Math.max(...of) - Math.min(...of);
  return corners.length > 2 && Math.max(reach(xs), reach(ys)) >= LEAST;
}

export class Lasso {
  /**
   * @param {import("./atlas.js").Atlas} atlas
   * @param {(ids: string[], adds: boolean) => void} onCatch
   * @param {(isOn: boolean) => void} onTurn
   */
  constructor(atlas, onCatch, onTurn) {
    this.atlas = atlas;
    this.onCatch = onCatch;
    this.onTurn = onTurn;
    this.isOn = false;
    /** @type {Place[] | null} */
    this.corners = null;
    this.adds = false;
    this.picture = document.createElementNS(NS, "svg");
    this.picture.setAttribute("class", "lasso screen-only");
    this.picture.setAttribute("aria-hidden", "true");
    this.polygon = document.createElementNS(NS, "polygon");
    this.picture.append(this.polygon);
    atlas.box.parentElement.append(this.picture);
    // Caught on their way down, before the map takes them for a drag.
    for (const [name, answer] of Object.entries({
      pointerdown: this.begin,
      pointermove: this.go,
      pointerup: this.end,
      pointercancel: this.drop,
    })) {
      atlas.box.addEventListener(name, answer.bind(this), { capture: true });
    }
  }

  /** @param {boolean} [isOn] */
  turn(isOn = !this.isOn) {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    this.drop();
    this.atlas.freeze(isOn);
    this.atlas.box.classList.toggle("drawing", isOn);
    this.onTurn(isOn);
  }

  /**
   * @param {PointerEvent} event
   * @returns {Place}
   */
  spot(event) {
    const frame = this.atlas.box.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  }

  /** @param {PointerEvent} event */
  begin(event) {
    if (event.button !== 0 || !event.isPrimary) return;
    const at = this.spot(event);
    if (!this.isOn && !(event.shiftKey && !this.atlas.at(at))) return;
    this.adds = event.shiftKey;
    this.corners = [at];
    this.atlas.box.setPointerCapture(event.pointerId);
    event.stopPropagation();
    event.preventDefault();
  }

  /** @param {PointerEvent} event */
  go(event) {
    if (!this.corners) return;
    event.stopPropagation();
    const [at, last] = [this.spot(event), this.corners.at(-1)];
    if (Math.hypot(at.x - last.x, at.y - last.y) < SPACING) return;
    this.corners.push(at);
    this.polygon.setAttribute("points", this.corners.map(({ x, y }) => `${x},${y}`).join(" "));
  }

  /** @param {PointerEvent} event */
  end(event) {
    const { corners } = this;
    if (!corners) return;
    event.stopPropagation();
    this.drop();
    if (!isWide(corners)) return;
    this.turn(false);
    this.onCatch(this.atlas.boxNodes(corners), this.adds);
  }

  drop() {
    this.corners = null;
    this.polygon.removeAttribute("points");
  }
}
