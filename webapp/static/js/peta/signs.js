// The nodes' signs, told in pixels at every zoom, drawn by the hundred at a stroke.
import { isWithin } from "./geometry.js";

const OUTLINED = new Set(["kota", "foreign"]);
const GROWTH = 0.3;
const AT_ONCE = 200; // signs in one path; longer ones are slower to fill
const PALE = 185; // of 255

/**
 * What is seen, and how: the same for everything that is drawn in one picture.
 * @typedef {object} Sight
 * @property {number} scale pixels a map unit
 * @property {number} fitted the scale at which all is seen
 * @property {Place} middle of the view, in map units
 * @property {number} width in pixels
 * @property {number} height
 * @property {number} ratio of the canvas' pixels to the page's
 * @property {Box} seen in map units, a little more than the picture
 * @property {Map<string, Place>} places
 * @property {Theme} theme
 */

/**
 * Give how much larger signs and lines are drawn when zoomed in.
 * @param {number} scale
 * @param {number} fitted
 * @param {number} most
 */
export function growth(scale, fitted, most) {
  return Math.min(most, Math.max(1, (scale / fitted) ** GROWTH));
}

/**
 * Give a node's radius in pixels: smaller where its neighbours are near, larger when zoomed in.
 * @param {MapNode} node
 * @param {number} scale
 * @param {number} fitted
 */
export function radius(node, scale, fitted) {
  return sized(node, scale, growth(scale, fitted, 1.8));
}

/** @param {MapNode} node @param {number} scale @param {number} grown */
function sized(node, scale, grown) {
  return Math.min(node.size * grown, Math.max(1.6, 0.46 * node.room * scale));
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {number} r */
function dot(context, { x, y }, r) {
  context.moveTo(x + r, y);
  context.arc(x, y, r, 0, 2 * Math.PI);
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {number} r */
function square(context, { x, y }, r) {
  context.rect(x - r, y - r, 2 * r, 2 * r);
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {number} r */
function diamond(context, { x, y }, r) {
  context.moveTo(x, y - r);
  context.lineTo(x + r, y);
  context.lineTo(x, y + r);
  context.lineTo(x - r, y);
  context.closePath();
}

/** @type {Record<string, typeof dot>} */
const SHAPES = { dot, square, diamond };

/**
 * Put nodes of one look together, the larger ones first, so that they lie under the smaller.
 * @param {Iterable<MapNode>} nodes
 * @returns {MapNode[][]}
 */
export function alike(nodes) {
  const groups = new Map();
  for (const node of [...nodes].sort((a, b) => b.size - a.size)) {
    const look = `${node.shape} ${node.color} ${OUTLINED.has(node.kind)}`;
    const group = groups.get(look)?.at(-1);
    if (group && group.length < AT_ONCE) group.push(node);
    else if (group) groups.get(look).push([node]);
    else groups.set(look, [[node]]);
  }
  return [...groups.values()].flat();
}

/**
 * Draw nodes that `alike` has put together.
 * @param {CanvasRenderingContext2D} context
 * @param {MapNode[][]} groups
 * @param {Sight} sight
 */
export function drawSigns(context, groups, sight) {
  const { scale, places, theme, seen } = sight;
  const grown = growth(scale, sight.fitted, 1.8);
  for (const group of groups) {
    const visible = group.filter((node) => isWithin(places.get(node.id), seen));
    if (!visible.length) continue;
    const shape = SHAPES[group[0].shape] ?? dot;
    /** @param {(pixels: number) => number} size */
    const path = (size) => {
      context.beginPath();
      for (const node of visible) {
        shape(context, places.get(node.id), size(sized(node, scale, grown)) / scale);
      }
    };
    const pale = isPale(group[0].color);
    const edge = pale ? { colour: theme.muted, width: 1 } : { colour: theme.paper, width: 0.5 };
    context.fillStyle = group[0].color;
    if (OUTLINED.has(group[0].kind)) {
      path((pixels) => pixels + rim(pixels) / 2);
      context.fill();
      if (pale) rimmed(context, edge, scale);
      context.fillStyle = theme.paper;
      path((pixels) => pixels - rim(pixels) / 2);
      context.fill();
    } else {
      path((pixels) => pixels);
      context.fill();
      rimmed(context, edge, scale);
    }
  }
}

/** @param {CanvasRenderingContext2D} context @param {{colour: string, width: number}} edge @param {number} scale */
function rimmed(context, { colour, width }, scale) {
  context.strokeStyle = colour;
  context.lineWidth = width / scale;
  context.stroke();
}

/** Whether a colour can hardly be seen on paper without a rim. @param {string} colour as #RRGGBB */
export function isPale(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue > PALE;
}

/** @param {number} pixels */
function rim(pixels) {
  return Math.min(2.5, pixels * 0.45);
}

/**
 * Write on each cluster how many it holds, where it is large enough.
 * @param {CanvasRenderingContext2D} context in pixels of the page
 * @param {MapNode[]} clusters
 * @param {(node: MapNode) => Place & {radius: number}} spot
 */
export function writeCounts(context, clusters, spot) {
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = "#fff";
  context.strokeStyle = "#14181c";
  context.lineJoin = "round";
  for (const node of clusters) {
    const { x, y, radius: reach } = spot(node);
    const text = String(node.count);
    const size = Math.min(13, (2.4 * reach) / Math.max(2, text.length));
    if (size < 8) continue;
    context.font = `600 ${size.toFixed(1)}px system-ui, sans-serif`;
    context.lineWidth = size / 4;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
  context.restore();
}
