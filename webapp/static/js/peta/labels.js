// Names on the map: the most important first, each only where it covers nothing else.
import { Taken } from "./grid.js";

const FONT = "12px system-ui, sans-serif";
const HEIGHT = 15;
const HALO = 3;
const LONGEST = 28; // letters
const PIXELS_A_LABEL = 10_000;
const CROWD = 150; // with more nodes in sight names may lie over small ones
const BESIDE = 3; // pixels between two names of a line
const EDGE = 3; // pixels that a name keeps from the picture's edge
/** @type {Map<string, number>} */
const widths = new Map();

/**
 * @typedef {Place & {radius: number}} Spot in pixels of the picture
 * @typedef {{width: number, height: number, ratio: number}} Size
 * @typedef {{node: MapNode, text: string, dx: number, dy: number}} Name beside its node
 */

/** @param {string} name */
export function shorten(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
}

/** @param {CanvasRenderingContext2D} context @param {string} text */
function widthOf(context, text) {
  let width = widths.get(text);
  if (width === undefined) {
    width = context.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}

/**
 * Give the places where a name may stand, best first: under, over, right, left of its node.
 * @param {Spot} spot
 * @param {number} width
 * @param {Size} size
 * @returns {Box[]}
 */
export function candidates({ x, y, radius }, width, size) {
  const inside = Math.max(Math.min(x - width / 2, size.width - width - EDGE), EDGE);
  const beside = y - HEIGHT / 2;
  return [
    [inside, y + radius + 2],
    [inside, y - radius - HEIGHT - 1],
    [x + radius + 3, beside],
    [x - radius - width - 3, beside],
  ]
    .map(([left, top]) => ({ left, top, right: left + width, bottom: top + HEIGHT }))
    .filter((box) => box.left >= EDGE && box.top >= EDGE
      && box.right <= size.width - EDGE && box.bottom <= size.height - EDGE);
}

/**
 * Choose which names are written, and where.
 *
 * `nodes` come in the order of importance; `spot` gives a node's place and radius; `clear` are
 * boxes that names leave free, but for those of `told`, which are named anyhow; `taken` are
 * boxes where no name can stand, to which those of the names are added.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {MapNode[]} nodes
 * @param {(node: MapNode) => Spot} spot
 * @param {{size: Size, clear?: Box[], told?: Set<string>, taken?: Taken}} options
 * @returns {Name[]}
 */
export function placeNames(context, nodes, spot, options) {
  const { size, clear = [], told = new Set(), taken = new Taken() } = options;
  context.save();
  context.font = FONT;
  const seen = [];
  for (const node of nodes) {
    const at = spot(node);
    if (at.x >= 0 && at.y >= 0 && at.x <= size.width && at.y <= size.height) seen.push({ node, at });
  }
  const signs = new Taken();
  for (const box of clear) signs.add(box);
  if (seen.length <= CROWD) for (const { at } of seen) signs.add(square(at));
  const most = Math.max(6, (size.width * size.height) / PIXELS_A_LABEL);
  const names = [];
  for (const { node, at } of seen) {
    if (names.length >= most) break;
    const text = shorten(node.name);
    const open = candidates(at, widthOf(context, text), size).filter((box) => !taken.overlaps(box));
    const free = open.find((box) => !signs.overlaps(box)) ?? (told.has(node.id) ? open[0] : null);
    if (!free) continue;
    taken.add({ ...free, left: free.left - BESIDE, right: free.right + BESIDE });
    names.push({ node, text, dx: free.left - at.x, dy: free.top - at.y });
  }
  context.restore();
  return names;
}

/** Give the box of a node's sign. @param {Spot} spot @returns {Box} */
export function square({ x, y, radius }) {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

/**
 * Write names beside where their nodes are now.
 * @param {CanvasRenderingContext2D} context in pixels of the page
 * @param {Name[]} names
 * @param {(node: MapNode) => Spot} spot
 * @param {Theme} theme
 */
export function writeNames(context, names, spot, theme) {
  context.save();
  context.font = FONT;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = HALO;
  context.strokeStyle = theme.paper;
  context.fillStyle = theme.ink;
  for (const { node, text, dx, dy } of names) {
    const { x, y } = spot(node);
    context.strokeText(text, x + dx, y + dy + 1);
    context.fillText(text, x + dx, y + dy + 1);
  }
  context.restore();
}

