// Boxes and points by the cell they lie in, so that a question looks at few of them.
import { overlaps, toSegment } from "./geometry.js";

const NODE_REACH = 4; // pixels beyond a node's rim that still mean the node
const EDGE_REACH = 7;
const CELLS_A_SIDE = 64;
const MOST_CELLS = 40; // a box over more of them is kept apart and always compared

/** Things by cell: one may lie in many. @template T */
class Cells {
  /** @param {number} size of a cell's side */
  constructor(size) {
    this.size = size;
    /** @type {Map<number, T[]>} */
    this.cells = new Map();
  }

  /** @param {number} x @param {number} y */
  key(x, y) {
    return Math.floor(x / this.size) * 131_072 + Math.floor(y / this.size);
  }

  /** @param {number} key @param {T} thing */
  put(key, thing) {
    const cell = this.cells.get(key);
    if (cell) cell.push(thing);
    else this.cells.set(key, [thing]);
  }

  /**
   * Give the keys of the cells that a box touches.
   * @param {Box} box
   */
  * under({ left, top, right, bottom }) {
    const { size } = this;
    for (let x = Math.floor(left / size); x <= Math.floor(right / size); x += 1) {
      for (let y = Math.floor(top / size); y <= Math.floor(bottom / size); y += 1) {
        yield x * 131_072 + y;
      }
    }
  }

  /** @param {Box} box */
  * near(box) {
    for (const key of this.under(box)) yield* this.cells.get(key) ?? [];
  }
}

/** Boxes that nothing may overlap. */
export class Taken {
  /** @param {number} [size] */
  constructor(size = 48) {
    /** @type {Cells<Box>} */
    this.cells = new Cells(size);
    /** @type {Box[]} */
    this.large = [];
    this.count = 0;
  }

  /** @param {Box} box */
  add(box) {
    this.count += 1;
    const { size } = this.cells;
    if ((box.right - box.left) * (box.bottom - box.top) > MOST_CELLS * size * size) {
      this.large.push(box);
      return;
    }
    for (const key of this.cells.under(box)) this.cells.put(key, box);
  }

  /** @param {Box} box */
  overlaps(box) {
    for (const other of this.cells.near(box)) if (overlaps(box, other)) return true;
    return this.large.some((other) => overlaps(box, other));
  }
}

/** What lies where on the map, to tell what the pointer means. */
export class Ground {
  /**
   * @param {Iterable<MapNode>} nodes
   * @param {Iterable<MapEdge>} edges
   * @param {Map<string, Place>} places
   * @param {Box} box that holds all of them
   */
  constructor(nodes, edges, places, box) {
    const side = Math.max(box.right - box.left, box.bottom - box.top, 1);
    this.places = places;
    /** @type {Cells<MapNode>} */
    this.nodes = new Cells(side / CELLS_A_SIDE);
    /** @type {Cells<MapEdge>} */
    this.edges = new Cells(side / CELLS_A_SIDE);
    for (const node of nodes) {
      const { x, y } = places.get(node.id);
      this.nodes.put(this.nodes.key(x, y), node);
    }
    for (const edge of edges) this.lay(edge);
  }

  /** Put an edge into every cell that its line goes through. @param {MapEdge} edge */
  lay(edge) {
    const [a, b] = [this.places.get(edge.from), this.places.get(edge.to)];
    if (!a || !b) return;
    const steps = Math.ceil((2 * Math.hypot(b.x - a.x, b.y - a.y)) / this.edges.size) || 1;
    let last = NaN;
    for (let i = 0; i <= steps; i += 1) {
      const key = this.edges.key(a.x + ((b.x - a.x) * i) / steps, a.y + ((b.y - a.y) * i) / steps);
      if (key !== last) this.edges.put(key, edge);
      last = key;
    }
  }

  /**
   * Give the node, else the edge, nearest to a point; null where nothing is near.
   * @param {Place} point
   * @param {number} scale
   * @param {(node: MapNode) => number} radiusOf a node's sign in pixels
   * @param {number} widest of them
   * @param {(edge: MapEdge) => boolean} isShown
   * @returns {Found | null}
   */
  pick(point, scale, radiusOf, widest, isShown) {
    let best = null;
    let least = Infinity;
    for (const node of this.nodes.near(around(point, (widest + NODE_REACH) / scale))) {
      const place = this.places.get(node.id);
      const away = Math.hypot(point.x - place.x, point.y - place.y) * scale - radiusOf(node);
      if (away < NODE_REACH && away < least) [best, least] = [node.id, away];
    }
    if (best !== null) return { node: best };
    // A line's step may have cut a cell's corner: look half a cell further.
    for (const edge of this.edges.near(around(point, EDGE_REACH / scale + this.edges.size / 2))) {
      if (!isShown(edge)) continue;
      const away = toSegment(point, this.places.get(edge.from), this.places.get(edge.to)) * scale;
      if (away < EDGE_REACH && away < least) [best, least] = [edge.id, away];
    }
    return best === null ? null : { edge: best };
  }
}

/** @param {Place} point @param {number} reach @returns {Box} */
function around({ x, y }, reach) {
  return { left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}
