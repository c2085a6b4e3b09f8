// The lines between nodes, all of one look at a stroke, and how many agreements each stands for.
import { boxesAlong, touches } from "./geometry.js";
import { growth } from "./signs.js";

const AT_ONCE = 16; // lines in one path; longer ones are slower to stroke
const DASHED = 3; // so many times longer a dashed line takes
const FONT = 11;
const FEW = 160; // with more lines in sight no room is left for their counts
const SHORTEST = 56; // pixels of a line that has room for a count

/**
 * Put edges of one look together, the thinner ones first, so that they lie under the thicker.
 * @param {Iterable<MapEdge>} edges
 * @returns {MapEdge[][]}
 */
export function alikeLines(edges) {
  const groups = new Map();
  for (const edge of edges) {
    const look = `${edge.color} ${edge.width} ${edge.dashes}`;
    if (groups.has(look)) groups.get(look).push(edge);
    else groups.set(look, [edge]);
  }
  return [...groups.values()].sort((a, b) => a[0].width - b[0].width);
}

/**
 * Draw lines that `alikeLines` has put together, pausing after each portion.
 * @param {CanvasRenderingContext2D} context
 * @param {MapEdge[][]} groups
 * @param {import("./signs.js").Sight} sight
 * @param {(edge: MapEdge) => boolean} isShown
 * @param {() => number} [portion] pixels of line
 * @returns {Generator<void, void, void>}
 */
export function* strokes(context, groups, sight, isShown, portion = () => Infinity) {
  const { scale, places, seen } = sight;
  const grown = growth(scale, sight.fitted, 1.6);
  const longest = Math.hypot(sight.width, sight.height);
  let [drawn, length] = [0, 0];
  for (const group of groups) {
    const [{ color, width, dashes }] = group;
    context.strokeStyle = color;
    context.lineWidth = (width * grown) / scale;
    context.setLineDash(dashes ? dashes.map((pixels) => pixels / scale) : []);
    context.beginPath();
    for (const edge of group) {
      const [a, b] = [places.get(edge.from), places.get(edge.to)];
      if (!a || !b || !touches(a, b, seen) || !isShown(edge)) continue;
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      drawn += 1;
      length += Math.min(longest, Math.hypot(b.x - a.x, b.y - a.y) * scale) * (dashes ? DASHED : 1);
      if (drawn % AT_ONCE && length < portion()) continue;
      context.stroke();
      context.beginPath();
      if (length >= portion()) {
        length = 0;
        yield;
      }
    }
    context.stroke();
  }
}

/**
 * Write on lines how many agreements they stand for, where there is room.
 * @param {CanvasRenderingContext2D} context in pixels of the page
 * @param {MapEdge[]} edges in sight that stand for more than one
 * @param {(id: string) => Place} spotOf
 * @param {{theme: Theme, taken: import("./grid.js").Taken, number: Intl.NumberFormat}} options
 */
export function writeAmounts(context, edges, spotOf, { theme, taken, number }) {
  if (edges.length > FEW) return;
  context.save();
  context.font = `${FONT}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = theme.paper;
  context.fillStyle = theme.muted;
  for (const edge of edges) {
    const [a, b] = [spotOf(edge.from), spotOf(edge.to)];
    if (Math.hypot(b.x - a.x, b.y - a.y) < SHORTEST) continue;
    const text = number.format(edge.agreements);
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
    const reach = 3 + 3 * text.length;
    const [box] = boxesAlong(middle, middle, reach);
    if (taken.overlaps(box)) continue;
    taken.add(box);
    context.strokeText(text, middle.x, middle.y);
    context.fillText(text, middle.x, middle.y);
  }
  context.restore();
}
