// Regions as areas, and the lines that two of them share: drawn, and found under the pointer.

const FIRST = 63; // the code of the letter for 0, as graph/boundaries.py writes it
const MORE = 0x20;
const EDGE = 0.5; // pixels of the line round an area
const BLUR = 0.4; // pixels by which a path may be simpler than the outline
const LEVELS = [1.6, 0.6, 0.2]; // map units by which paths are simpler, for small scales to large

/** @typedef {{color: string, width: number, dashes?: number[]}} Stroke width and dashes in map units */

/** The rings of an area, or the runs of a line. */
class Outline {
  /**
   * @param {Float64Array[]} rings each of x, y, x, y, … in map units
   * @param {boolean} closed
   */
  constructor(rings, closed) {
    this.rings = rings;
    this.closed = closed;
    this.box = boxOf(rings);
    /** @type {Map<number, Path2D>} */
    this.paths = new Map();
  }

  /** Give the box of its largest part: far islets would leave the rest of a map empty. @returns {Box} */
  get mainBox() {
    const size = (/** @type {Box} */ box) => (box.right - box.left) * (box.bottom - box.top);
    return this.rings.map((ring) => boxOf([ring])).reduce((a, b) => (size(b) > size(a) ? b : a));
  }

  /**
   * Give the path to draw at a scale: far from the ground what is finer than a pixel is left out.
   * @param {number} scale pixels a map unit
   * @returns {Path2D}
   */
  path(scale) {
    const level = LEVELS.find((tolerance) => tolerance * scale <= BLUR) ?? 0;
    if (!this.paths.has(level)) this.paths.set(level, this.simpler(level));
    return this.paths.get(level);
  }

  /** @param {number} tolerance @returns {Path2D} */
  simpler(tolerance) {
    const path = new Path2D();
    for (const points of this.rings) {
      if (this.closed && isSmall(points, tolerance)) continue; // an islet that nobody would see
      const kept = tolerance ? simplify(points, tolerance, this.closed) : points;
      path.moveTo(kept[0], kept[1]);
      for (let i = 2; i < kept.length; i += 2) path.lineTo(kept[i], kept[i + 1]);
      if (this.closed) path.closePath();
    }
    return path;
  }
}

/** Areas by code and shared lines by the pair's key, in map units. */
export class Shapes {
  /**
   * @param {string} version
   * @param {Map<string, Outline>} areas
   * @param {Map<string, Outline>} lines
   */
  constructor(version, areas, lines) {
    this.version = version;
    this.areas = areas;
    this.lines = lines;
  }

  /**
   * Give the code of the area at a place.
   * @param {Place} place
   * @returns {string | null}
   */
  areaAt(place) {
    for (const [code, area] of this.areas) {
      if (isIn(place, area.box, 0) && isInside(place, area.rings)) return code;
    }
    return null;
  }

  /**
   * Give the key of the shared line that is nearest to a place.
   * @param {Place} place
   * @param {number} reach in map units, beyond which no line is meant
   * @returns {string | null}
   */
  lineAt(place, reach) {
    let best = null;
    let least = reach;
    for (const [key, line] of this.lines) {
      if (!isIn(place, line.box, least)) continue;
      const away = Math.min(...line.rings.map((points) => distance(place, points)));
      if (away <= least) [best, least] = [key, away];
    }
    return best;
  }
}

/**
 * Fetch the boundaries; null where there are none.
 * @param {string} version
 * @param {Projection} projection
 * @returns {Promise<Shapes | null>}
 */
export async function loadBoundaries(version, projection) {
  const answer = await fetch(`/peta/bentuk.json?v=${encodeURIComponent(version)}`);
  return answer.ok ? readShapes(await answer.json(), projection) : null;
}

/**
 * Make shapes of the server's answer.
 * @param {{version: string, grid: number, areas: Record<string, string>, lines: Record<string, string>}} told
 * @param {Projection} projection
 * @returns {Shapes}
 */
export function readShapes({ version, grid, areas, lines }, projection) {
  const outline = (/** @type {string} */ text, /** @type {boolean} */ closed) =>
    new Outline(text.split(/[ ,]/).map((ring) => decode(ring, grid, projection)), closed);
  const all = (/** @type {Record<string, string>} */ texts, /** @type {boolean} */ closed) =>
    new Map(Object.entries(texts).map(([key, text]) => [key, outline(text, closed)]));
  return new Shapes(version, all(areas, true), all(lines, false));
}

/**
 * Read delta-coded points into map units.
 * @param {string} text
 * @param {number} grid steps in a degree
 * @param {Projection} projection
 * @returns {Float64Array}
 */
export function decode(text, grid, { longitude, scale }) {
  const steps = [];
  let rest = 0;
  let shift = 0;
  for (let i = 0; i < text.length; i += 1) {
    const bits = text.charCodeAt(i) - FIRST;
    rest |= (bits & 0x1f) << shift;
    shift += 5;
    if (bits < MORE) {
      steps.push(rest & 1 ? ~(rest >>> 1) : rest >>> 1);
      rest = shift = 0;
    }
  }
  const points = new Float64Array(steps.length);
  let [x, y] = [0, 0];
  for (let i = 0; i < steps.length; i += 2) {
    x += steps[i];
    y += steps[i + 1];
    points[i] = (x / grid - longitude) * scale;
    points[i + 1] = (-y / grid) * scale;
  }
  return points;
}

/**
 * Leave out points that lie within a tolerance of what is left (Douglas and Peucker).
 * @param {Float64Array} points
 * @param {number} tolerance
 * @param {boolean} closed
 * @returns {number[]}
 */
export function simplify(points, tolerance, closed) {
  const last = points.length / 2 - 1;
  const kept = new Uint8Array(last + 1);
  const far = closed ? farthest(points, 0, last) : null; // a ring has no ends: from here to there
  kept[0] = kept[last] = 1;
  const open = far ? [[0, far.at], [far.at, last]] : [[0, last]];
  if (far) kept[far.at] = 1;
  while (open.length) {
    const [from, to] = open.pop();
    const { at, away } = farthest(points, from, to);
    if (away <= tolerance) continue;
    kept[at] = 1;
    open.push([from, at], [at, to]);
  }
  const found = [];
  for (let i = 0; i <= last; i += 1) if (kept[i]) found.push(points[2 * i], points[2 * i + 1]);
  return found;
}

/**
 * Give which point between two others is farthest from the line between these.
 * @param {Float64Array} points
 * @param {number} from
 * @param {number} to
 * @returns {{at: number, away: number}}
 */
function farthest(points, from, to) {
  const ends = [points[2 * from], points[2 * from + 1], points[2 * to], points[2 * to + 1]];
  let [at, away] = [from, 0];
  for (let i = from + 1; i < to; i += 1) {
    const one = toSegment(points[2 * i], points[2 * i + 1], ends, 0);
    if (one > away) [at, away] = [i, one];
  }
  return { at, away };
}

/** @param {Float64Array} points @param {number} size @returns {boolean} */
function isSmall(points, size) {
  const { left, top, right, bottom } = boxOf([points]);
  return right - left < size && bottom - top < size;
}

/** @param {Float64Array[]} rings @returns {Box} */
function boxOf(rings) {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const points of rings) {
    for (let i = 0; i < points.length; i += 2) {
      box.left = Math.min(box.left, points[i]);
      box.right = Math.max(box.right, points[i]);
      box.top = Math.min(box.top, points[i + 1]);
      box.bottom = Math.max(box.bottom, points[i + 1]);
    }
  }
  return box;
}

// ------------------------------------------------------------------ drawing

/**
 * Fill areas and draw their outlines.
 * @param {CanvasRenderingContext2D} context in map units
 * @param {Shapes} shapes
 * @param {(code: string) => string | null} fillOf the colour of an area; null leaves it out
 * @param {number} scale pixels a map unit
 * @param {Theme} theme
 */
export function drawAreas(context, shapes, fillOf, scale, theme) {
  const seen = seenBox(context);
  context.save();
  context.lineWidth = EDGE / scale;
  context.lineJoin = "round";
  context.strokeStyle = theme.coast;
  for (const [code, area] of shapes.areas) {
    const colour = touches(area.box, seen, 0) ? fillOf(code) : null;
    if (colour === null) continue;
    const path = area.path(scale);
    context.fillStyle = colour;
    context.fill(path, "evenodd");
    context.stroke(path);
  }
  context.restore();
}

/**
 * Draw the lines that pairs of neighbours share; give the pairs that have none.
 * @template {{id: string}} T
 * @param {CanvasRenderingContext2D} context in map units
 * @param {Shapes} shapes
 * @param {T[]} edges drawn in this order
 * @param {(edge: T) => Stroke} styleOf
 * @param {number} scale pixels a map unit
 * @returns {T[]}
 */
export function drawSharedLines(context, shapes, edges, styleOf, scale) {
  const seen = seenBox(context);
  const without = [];
  context.save();
  context.lineJoin = context.lineCap = "round";
  for (const edge of edges) {
    const line = shapes.lines.get(edge.id);
    if (!line) without.push(edge);
    else {
      const { color, width, dashes = [] } = styleOf(edge);
      if (!touches(line.box, seen, width)) continue;
      context.strokeStyle = color;
      context.lineWidth = width;
      context.lineCap = dashes.length ? "butt" : "round";
      context.setLineDash(dashes);
      context.stroke(line.path(scale));
    }
  }
  context.restore();
  return without;
}

/**
 * Give what of the map lies within the canvas.
 * @param {CanvasRenderingContext2D} context
 * @returns {Box}
 */
function seenBox(context) {
  const back = context.getTransform().inverse();
  const { width, height } = context.canvas;
  const [a, b] = [new DOMPoint(0, 0), new DOMPoint(width, height)].map((p) => back.transformPoint(p));
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

/** @param {Box} a @param {Box} b @param {number} reach @returns {boolean} */
function touches(a, b, reach) {
  return a.left - reach <= b.right && a.right + reach >= b.left
    && a.top - reach <= b.bottom && a.bottom + reach >= b.top;
}

// ------------------------------------------------------------------ what is under the pointer

/** @param {Place} place @param {Box} box @param {number} reach @returns {boolean} */
function isIn({ x, y }, { left, top, right, bottom }, reach) {
  return x >= left - reach && x <= right + reach && y >= top - reach && y <= bottom + reach;
}

/**
 * Tell whether a place lies inside rings, those within others being holes.
 * @param {Place} place
 * @param {Float64Array[]} rings
 * @returns {boolean}
 */
export function isInside({ x, y }, rings) {
  let inside = false;
  for (const points of rings) {
    let [ax, ay] = [points[points.length - 2], points[points.length - 1]];
    for (let i = 0; i < points.length; i += 2) {
      const [bx, by] = [points[i], points[i + 1]];
      // Each crossing of a line from the place to the right changes the side.
      if (ay > y !== by > y && x < ((ax - bx) * (y - by)) / (ay - by) + bx) inside = !inside;
      [ax, ay] = [bx, by];
    }
  }
  return inside;
}

/**
 * Give how far a place is from a line.
 * @param {Place} place
 * @param {Float64Array} points
 * @returns {number}
 */
export function distance({ x, y }, points) {
  let least = Infinity;
  for (let i = 0; i + 3 < points.length; i += 2) least = Math.min(least, toSegment(x, y, points, i));
  return least;
}

/**
 * Give how far a point is from a segment.
 * @param {number} x
 * @param {number} y
 * @param {ArrayLike<number>} points
 * @param {number} i where the segment's four numbers begin
 * @returns {number}
 */
function toSegment(x, y, points, i) {
  const ax = points[i];
  const ay = points[i + 1];
  const dx = points[i + 2] - ax;
  const dy = points[i + 3] - ay;
  const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1);
  const t = along < 0 ? 0 : along > 1 ? 1 : along;
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
