// Regions as areas and their common borders as lines, where boundaries have been loaded.
import { markStyle } from "./marks.js";
import { growth } from "./signs.js";

const REACH = 5; // pixels beside a border that still mean it
const WIDEST = 14; // map units, about 15 km: on a small picture lines leave room for each other
const THINNEST = 0.8; // pixels
const CASING = 2.4; // pixels more than a line over coloured areas, so that it stands out
const WIDEST_CASING = 6; // map units
const NEUTRAL = "#7B8790"; // the colour of a region of which nothing is told

/** @type {Map<string, Promise<Areas | null>>} */
const loaded = new Map();

export class Areas {
  /**
   * @param {any} drawing the module that draws shapes
   * @param {any} shapes
   */
  constructor(drawing, shapes) {
    this.drawing = drawing;
    this.shapes = shapes;
    this.isColoured = false; // whether areas tell something, so that lines must stand out from them
  }

  /**
   * Give the areas of a picture; null where it has none, or they cannot be had.
   * @param {Picture} picture
   * @returns {Promise<Areas | null>}
   */
  static of({ boundaries, projection }) {
    if (!boundaries || !projection) return Promise.resolve(null);
    if (!loaded.has(boundaries)) loaded.set(boundaries, Areas.load(boundaries, projection));
    return loaded.get(boundaries);
  }

  /**
   * @param {string} version
   * @param {Projection} projection
   */
  static async load(version, projection) {
    try {
      const drawing = await import("./boundaries.js"); // only where there are boundaries
      const shapes = await drawing.loadBoundaries(version, projection);
      return shapes ? new Areas(drawing, shapes) : null;
    } catch {
      loaded.delete(version);
      return null; // the points remain
    }
  }

  /** @param {string} code */
  has(code) {
    return this.shapes.areas.has(code);
  }

  /** Give two corners of a region's largest part; none where it has no outline. @param {string} code @returns {Place[]} */
  corners(code) {
    const box = this.shapes.areas.get(code)?.mainBox;
    return box ? [{ x: box.left, y: box.top }, { x: box.right, y: box.bottom }] : [];
  }

  /** @param {string} pair */
  hasLine(pair) {
    return this.shapes.lines.has(pair);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Map<string, MapNode>} nodes
   * @param {import("./signs.js").Sight} sight
   */
  fill(context, nodes, { scale, theme }) {
    this.isColoured = [...nodes.values()].some((node) => node.color !== NEUTRAL && this.has(node.id));
    const colour = (/** @type {string} */ code) => {
      const node = nodes.get(code);
      if (!node) return null;
      return node.color === NEUTRAL ? theme.land : node.color;
    };
    this.drawing.drawAreas(context, this.shapes, colour, scale, theme);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {MapEdge[]} edges
   * @param {import("./signs.js").Sight} sight
   */
  stroke(context, edges, { scale, fitted, theme }) {
    const grown = growth(scale, fitted, 1.6);
    const style = (/** @type {MapEdge} */ { color, width, dashes }) => {
      const full = (width * grown) / scale;
      const slim = Math.max(Math.min(full, WIDEST), THINNEST / scale);
      const shorter = Math.max(0.6, slim / full) / scale;
      return { color, width: slim, dashes: dashes ? dashes.map((length) => length * shorter) : [] };
    };
    // What says most lies uppermost.
    const ordered = [...edges].sort((a, b) => a.width - b.width);
    if (this.isColoured) {
      const wider = Math.min(CASING / scale, WIDEST_CASING);
      const casing = (/** @type {MapEdge} */ edge) => (
        { color: theme.paper, width: style(edge).width + wider });
      const telling = ordered.filter((edge) => edge.status !== "unknown");
      this.drawing.drawSharedLines(context, this.shapes, telling, casing, scale);
    }
    this.drawing.drawSharedLines(context, this.shapes, ordered, style, scale);
  }

  /**
   * Mark areas and borders as selected, appeared or ended.
   * @param {CanvasRenderingContext2D} context
   * @param {import("./marks.js").MarkKind} kind
   * @param {string[]} codes
   * @param {MapEdge[]} edges
   * @param {{scale: number, theme: Theme}} look
   */
  mark(context, kind, codes, edges, { scale, theme }) {
    const marked = new Set(codes);
    const { color, alpha, ...line } = markStyle(kind, scale, theme);
    context.save();
    context.globalAlpha = alpha;
    const fill = (/** @type {string} */ code) => (marked.has(code) ? color : null);
    if (marked.size) this.drawing.drawAreas(context, this.shapes, fill, scale, theme);
    this.drawing.drawSharedLines(context, this.shapes, edges, () => ({ color, ...line }), scale);
    context.restore();
  }

  /**
   * Give the border, or else the area, at a place; null where neither is among what is shown.
   * @param {Place} place
   * @param {number} scale
   * @param {(id: string) => boolean} isThere
   * @returns {Found | null}
   */
  at(place, scale, isThere) {
    const edge = this.shapes.lineAt(place, REACH / scale);
    if (edge && isThere(edge)) return { edge };
    const node = this.shapes.areaAt(place);
    return node && isThere(node) ? { node } : null;
  }
}
