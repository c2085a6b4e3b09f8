// From one picture to the next: nodes glide to their new places.

export const GLIDE = 400; // milliseconds
const MOST = 1_500; // nodes: with more of them the glide would stumble

/** @param {number} t from 0 to 1 */
export function ease(t) {
  return t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t);
}

/**
 * Give the place on the way from one to another.
 * @param {Place} a
 * @param {Place} b
 * @param {number} t
 * @returns {Place}
 */
export function between(a, b, t) {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

/**
 * Give from where each node comes: its old place, or that of a neighbour which was there before.
 * @param {Map<string, Place>} before
 * @param {Map<string, Place>} after
 * @param {Iterable<MapEdge>} edges
 * @returns {Map<string, Place>}
 */
export function origins(before, after, edges) {
  const from = new Map();
  for (const id of after.keys()) if (before.has(id)) from.set(id, before.get(id));
  for (const { from: a, to: b } of edges) {
    for (const [one, other] of [[a, b], [b, a]]) {
      if (after.has(one) && !from.has(one) && before.has(other)) from.set(one, before.get(other));
    }
  }
  return from;
}

/** @param {number} count of nodes */
export function mayGlide(count) {
  return count <= MOST && !matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/**
 * Call `draw` with 0 … 1 until the time is over; give what stops it at its end.
 * @param {(t: number) => void} draw
 * @param {() => void} done
 * @returns {() => void}
 */
export function glide(draw, done) {
  const start = performance.now();
  let over = false;
  const finish = () => {
    if (over) return;
    over = true;
    draw(1);
    done();
  };
  const step = () => {
    if (over) return;
    const t = (performance.now() - start) / GLIDE;
    if (t >= 1) {
      finish();
      return;
    }
    draw(ease(t));
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
  // A page in the background draws no frames, yet must arrive.
  setTimeout(finish, 2 * GLIDE);
  return finish;
}
