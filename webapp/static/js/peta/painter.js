// Draws the picture, from the land up to the names.
import { drawCoastline } from "./coastline.js";
import { boxesAlong, isWithin, touches } from "./geometry.js";
import { Taken } from "./grid.js";
import { placeIslands, writeIslands } from "./islands.js";
import { placeNames, square, writeNames } from "./labels.js";
import { LineLayer } from "./layer.js";
import { alikeLines, strokes, writeAmounts } from "./lines.js";
import { drawGhosts, drawMarks } from "./marks.js";
import { alike, drawSigns, radius, writeCounts } from "./signs.js";

const FEW_LINKS = 400; // more of them leave no room for the islands' names
const BESIDE_PATH = 0.35; // opacity of lines while paths are marked
const AROUND = 40; // pixels beyond the picture of what is drawn all the same

/** @typedef {import("./signs.js").Sight} Sight */

export class Painter {
  /** @param {import("./atlas.js").Atlas} atlas */
  constructor(atlas) {
    this.atlas = atlas;
    this.layer = new LineLayer();
    this.atOnce = false;
    this.number = new Intl.NumberFormat(document.documentElement.lang || "id");
    this.sort();
  }

  /** Put together what looks alike, after the content has changed. */
  sort() {
    const { nodes, edges, areas } = this.atlas;
    const hasSign = (/** @type {MapNode} */ node) => !areas?.has(node.id);
    const isStraight = (/** @type {MapEdge} */ edge) => !areas?.hasLine(edge.id);
    this.ranked = [...nodes.values()].sort((a, b) => b.rank - a.rank);
    this.signs = alike([...nodes.values()].filter(hasSign));
    this.lines = alikeLines([...edges.values()].filter(isStraight));
    this.shared = [...edges.values()].filter((edge) => !isStraight(edge));
    this.clusters = this.ranked.filter((node) => node.count);
    this.links = [...edges.values()].filter((edge) => edge.type !== "border").length;
    this.bundles = [...edges.values()].filter((edge) => edge.type !== "border" && edge.agreements > 1);
    /** @type {import("./labels.js").Name[] | null} */
    this.names = null;
    /** @type {import("./islands.js").Island[]} */
    this.islands = [];
  }

  /** Names must be chosen and lines drawn anew. */
  forget() {
    this.names = null;
    this.layer.clear();
  }

  /** @param {CanvasRenderingContext2D} context @returns {Sight} */
  sight(context) {
    const { box, viewport, drawn, theme } = this.atlas;
    const { clientWidth: width, clientHeight: height } = box;
    const { scale, fitted, middle } = viewport;
    const [across, down] = [(width / 2 + AROUND) / scale, (height / 2 + AROUND) / scale];
    const seen = {
      left: middle.x - across, right: middle.x + across, top: middle.y - down, bottom: middle.y + down,
    };
    const ratio = context.canvas.width / (context.canvas.clientWidth || width || 1);
    return { scale, fitted, middle, width, height, ratio, seen, places: drawn, theme };
  }

  /** @param {CanvasRenderingContext2D} context in map units */
  draw(context) {
    const { atlas } = this;
    const sight = this.sight(context);
    const { scale, theme } = sight;
    const spotAt = spotting(sight);
    const spot = (/** @type {MapNode} */ node) => ({
      ...spotAt(sight.places.get(node.id)),
      radius: atlas.areas?.has(node.id) ? 0 : radius(node, scale, sight.fitted),
    });
    const taken = this.choose(context, sight, spot, spotAt);
    const inPixels = (/** @type {() => void} */ write) => {
      context.save();
      context.setTransform(sight.ratio, 0, 0, sight.ratio, 0, 0);
      write();
      context.restore();
    };
    if (atlas.coast && atlas.picture.projection) drawCoastline(context, atlas.coast, scale, theme);
    atlas.areas?.fill(context, atlas.nodes, sight);
    inPixels(() => writeIslands(context, this.islands, spotAt, theme));
    this.mark(context, sight);
    this.drawLines(context, sight);
    drawGhosts(context, atlas.ended, scale, theme);
    drawSigns(context, this.signs, sight);
    inPixels(() => {
      writeCounts(context, this.clusters, spot);
      writeNames(context, this.names, spot, theme);
      if (taken) this.writeAmounts(context, sight, spotAt, taken);
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {Sight} sight */
  drawLines(context, sight) {
    const { atlas, lines, shared } = this;
    const isShown = (/** @type {MapEdge} */ edge) => atlas.isShown(edge);
    if (!atlas.manyLines) {
      context.save();
      if (atlas.path.edges.length) context.globalAlpha = BESIDE_PATH;
      for (const _ of strokes(context, lines, sight, isShown)); // all in one portion
      context.restore();
    } else if (!atlas.isMoving()) {
      const isMissing = this.layer.draw(context, lines, sight, isShown, this.atOnce);
      if (isMissing) atlas.viewport.redraw();
    }
    atlas.areas?.stroke(context, shared.filter(isShown), sight);
  }

  /** Draw all in this moment, for a picture of it. */
  finish() {
    this.atOnce = true;
    this.atlas.network.redraw();
    this.atOnce = false;
  }

  /**
   * Choose names and islands; while the picture moves those chosen before are kept.
   * @param {CanvasRenderingContext2D} context
   * @param {Sight} sight
   * @param {(node: MapNode) => import("./labels.js").Spot} spot
   * @param {(place: Place) => Place} spotAt
   * @returns {Taken | null} the boxes that are written on, where chosen now
   */
  choose(context, sight, spot, spotAt) {
    const { atlas } = this;
    if (this.names && atlas.isMoving()) return null;
    const taken = new Taken();
    for (const box of atlas.tools()) taken.add(box);
    const first = new Set([...atlas.selected, ...atlas.path.nodes]);
    const nodes = first.size
      ? [...this.ranked.filter(({ id }) => first.has(id)), ...this.ranked.filter(({ id }) => !first.has(id))]
      : this.ranked;
    const telling = atlas.tellingEdges();
    const clear = telling.flatMap((edge) => {
      const [a, b] = [edge.from, edge.to].map((id) => spotAt(sight.places.get(id)));
      return atlas.areas?.hasLine(edge.id) ? [] : boxesAlong(a, b);
    });
    const told = new Set([...first, ...telling.flatMap((edge) => [edge.from, edge.to])]);
    this.names = placeNames(context, nodes, spot, { size: sight, clear, told, taken });
    const signs = new Taken();
    for (const node of this.ranked) if (isWithin(sight.places.get(node.id), sight.seen)) signs.add(square(spot(node)));
    const islands = this.links > FEW_LINKS ? [] : atlas.picture.islands ?? [];
    this.islands = placeIslands(context, islands, spotAt, { ...sight, taken, signs });
    return taken;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Sight} sight
   * @param {(place: Place) => Place} spotAt
   * @param {Taken} taken
   */
  writeAmounts(context, { seen, places, theme }, spotAt, taken) {
    const inSight = this.bundles.filter((edge) => this.atlas.isShown(edge)
      && touches(places.get(edge.from), places.get(edge.to), seen));
    const options = { theme, taken, number: this.number };
    writeAmounts(context, inSight, (id) => spotAt(places.get(id)), options);
  }

  /** @param {CanvasRenderingContext2D} context @param {Sight} sight */
  mark(context, sight) {
    const { path, appeared, selected, appearedAs } = this.atlas;
    this.markAll(context, "path", [...path.nodes, ...path.edges], sight);
    this.markAll(context, appearedAs, appeared, sight);
    this.markAll(context, "selected", selected, sight);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {import("./marks.js").MarkKind} kind
   * @param {Iterable<string>} ids
   * @param {Sight} sight
   */
  markAll(context, kind, ids, { scale, fitted, theme, places, seen }) {
    const { nodes, edges, areas } = this.atlas;
    /** @type {{rings: (Place & {reach: number})[], lines: [Place, Place][]}} */
    const shapes = { rings: [], lines: [] };
    /** @type {string[]} */
    const marked = [];
    /** @type {MapEdge[]} */
    const along = [];
    for (const id of ids) {
      const [node, edge] = [nodes.get(id), edges.get(id)];
      if (node && areas?.has(id)) marked.push(id);
      else if (node && isWithin(places.get(id), seen)) {
        shapes.rings.push({ ...places.get(id), reach: radius(node, scale, fitted) / scale });
      } else if (edge && areas?.hasLine(id)) along.push(edge);
      else if (edge && places.has(edge.from) && places.has(edge.to)) {
        shapes.lines.push([places.get(edge.from), places.get(edge.to)]);
      }
    }
    drawMarks(context, kind, shapes, scale, theme);
    if (marked.length || along.length) areas.mark(context, kind, marked, along, { scale, theme });
  }
}

/** Give how places become pixels of the picture. @param {Sight} sight */
function spotting({ middle, scale, width, height }) {
  return (/** @type {Place} */ { x, y }) => ({
    x: (x - middle.x) * scale + width / 2,
    y: (y - middle.y) * scale + height / 2,
  });
}
