// Which node lies in a direction: for going from node to node by the arrow keys.

/** @type {Record<string, [number, number]>} */
export const DIRECTIONS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const SIDEWAYS = 2; // how much farther away what lies aside counts

/**
 * Give the id of the nearest place in a direction, in the quarter of the plane round it.
 *
 * @param {Place} from
 * @param {[number, number]} direction
 * @param {Iterable<[string, Place]>} places
 * @returns {string | null}
 */
export function nearestToward(from, [right, down], places) {
  let best = null;
  let least = Infinity;
  for (const [id, { x, y }] of places) {
    const [dx, dy] = [x - from.x, y - from.y];
    const along = dx * right + dy * down;
    const aside = Math.abs(dx * down) + Math.abs(dy * right);
    if (along <= 0 || aside > along) continue;
    const away = along + SIDEWAYS * aside;
    if (away < least) [best, least] = [id, away];
  }
  return best;
}

/**
 * Give the id of the place nearest to a point.
 *
 * @param {Place} point
 * @param {Iterable<[string, Place]>} places
 * @returns {string | null}
 */
export function nearest(point, places) {
  let best = null;
  let least = Infinity;
  for (const [id, { x, y }] of places) {
    const away = Math.hypot(x - point.x, y - point.y);
    if (away < least) [best, least] = [id, away];
  }
  return best;
}
