// Where things are: bounds, the scale that fits them, distances, what lies in what.

const MARGIN = 1.1;
const CLOSEST = 6; // a map of two nodes need not be blown up any further
const LEAST = 40; // map units, however close the nodes stand

/**
 * @param {Iterable<Place>} places
 * @returns {Box}
 */
export function bounds(places) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of places) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box.left > box.right ? { left: 0, top: 0, right: 0, bottom: 0 } : box;
}

/**
 * Give position and scale at which a box fills a picture of `width` × `height` pixels.
 * @param {Box} box
 * @param {number} width
 * @param {number} height
 * @returns {View}
 */
export function fitting(box, width, height) {
  const across = Math.max(box.right - box.left, LEAST) * MARGIN;
  const down = Math.max(box.bottom - box.top, LEAST) * MARGIN;
  // Labels hang under nodes: leave pixels for them, not map units.
  const scale = Math.min((width - 40) / across, (height - 50) / down, CLOSEST);
  return {
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(scale, 0.01),
  };
}

/**
 * @param {Box} a
 * @param {Box} b
 */
export function overlaps(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * @param {Place} place
 * @param {Box} box
 */
export function isWithin({ x, y }, box) {
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

/**
 * Whether a line may be seen in a box: its own bounds touch it.
 * @param {Place} a
 * @param {Place} b
 * @param {Box} box
 */
export function touches(a, b, box) {
  return Math.min(a.x, b.x) <= box.right && Math.max(a.x, b.x) >= box.left
    && Math.min(a.y, b.y) <= box.bottom && Math.max(a.y, b.y) >= box.top;
}

/**
 * Give small boxes along a line, for what must not lie over it.
 * @param {Place} a
 * @param {Place} b
 * @param {number} [reach]
 * @returns {Box[]}
 */
export function boxesAlong(a, b, reach = 3) {
  const steps = Math.min(12, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / (2 * reach)));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const [x, y] = [a.x + ((b.x - a.x) * i) / (steps || 1), a.y + ((b.y - a.y) * i) / (steps || 1)];
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  });
}

/**
 * Give how far a point lies from the line between two others.
 * @param {Place} point
 * @param {Place} a
 * @param {Place} b
 */
export function toSegment(point, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

/**
 * Whether a point lies within a closed outline, by the crossings of a ray to its right.
 * @param {Place} point
 * @param {Place[]} outline
 */
export function isInside({ x, y }, outline) {
  let inside = false;
  let before = outline.at(-1);
  for (const corner of outline) {
    const crosses = (corner.y > y) !== (before.y > y)
      && x < ((before.x - corner.x) * (y - corner.y)) / (before.y - corner.y) + corner.x;
    if (crosses) inside = !inside;
    before = corner;
  }
  return inside;
}
