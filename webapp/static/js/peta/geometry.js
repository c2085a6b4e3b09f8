// Where things are: bounds, the scale that fits them, and what is under the pointer.

const MARGIN = 1.1;
const NODE_REACH = 4; // pixels beyond a node's rim that still mean the node
const EDGE_REACH = 7;
const CLOSEST = 2.5; // a map of two nodes need not be blown up any further

export function bounds(places) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of places) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return box;
}

/** Give position and scale at which a box fills a picture of `width` × `height` pixels. */
export function fitting(box, width, height) {
  const across = Math.max(box.right - box.left, 60) * MARGIN;
  const down = Math.max(box.bottom - box.top, 60) * MARGIN;
  // Labels hang under nodes: leave pixels for them, not map units.
  const scale = Math.min((width - 40) / across, (height - 50) / down, CLOSEST);
  return {
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(scale, 0.01),
  };
}

/** Give small boxes along a line, for what must not lie over it. */
export function boxesAlong(a, b, reach = 3) {
  const steps = Math.min(12, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / (2 * reach)));
  return Array.from({ length: steps + 1 }, (_, i) => {
    const [x, y] = [a.x + ((b.x - a.x) * i) / (steps || 1), a.y + ((b.y - a.y) * i) / (steps || 1)];
    return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
  });
}

function toSegment(point, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

/** Give the id of the node, else of the edge, nearest to a point; null where nothing is near. */
export function pick(point, nodes, edges, places, scale, radiusOf) {
  let best = null;
  let least = Infinity;
  for (const node of nodes) {
    const place = places.get(node.id);
    const away = Math.hypot(point.x - place.x, point.y - place.y) * scale - radiusOf(node);
    if (away < NODE_REACH && away < least) [best, least] = [node.id, away];
  }
  if (best !== null) return { node: best };
  for (const edge of edges) {
    const away = toSegment(point, places.get(edge.from), places.get(edge.to)) * scale;
    if (away < EDGE_REACH && away < least) [best, least] = [edge.id, away];
  }
  return best === null ? null : { edge: best };
}
