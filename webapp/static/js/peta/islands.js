// The islands' names, quiet, where nothing else is named.

const SPACING = 3; // pixels between letters
const HEIGHT = 16;
const ROWS = [0, -1, 1, -2, 2]; // lines above or below its middle where a name is tried
const FONT = "italic 13px Georgia, 'Times New Roman', serif";

/**
 * @typedef {import("./grid.js").Taken} Taken
 * @typedef {Place & {name: string, rows: number}} Island
 */

/**
 * Give the names of islands that have room, and how many lines off their middle.
 * @param {CanvasRenderingContext2D} context
 * @param {(Place & {name: string})[]} islands the more important first
 * @param {(place: Place) => Place} spotAt
 * @param {{width: number, height: number, taken: Taken, signs: Taken}} options
 * @returns {Island[]}
 */
export function placeIslands(context, islands, spotAt, { width, height, taken, signs }) {
  context.save();
  dress(context);
  /** @type {Island[]} */
  const placed = [];
  for (const { name, x, y } of islands) {
    const spot = spotAt({ x, y });
    const reach = (context.measureText(name).width + spacing(context, name)) / 2;
    for (const rows of ROWS) {
      const top = spot.y + (rows - 0.5) * HEIGHT;
      const box = { left: spot.x - reach, right: spot.x + reach, top, bottom: top + HEIGHT };
      if (box.left < 0 || top < 0 || box.right > width || box.bottom > height) continue;
      if (taken.overlaps(box) || signs.overlaps(box)) continue;
      taken.add(box);
      placed.push({ name, x, y, rows });
      break;
    }
  }
  context.restore();
  return placed;
}

/** Letters stand apart where the browser can do so. @param {CanvasRenderingContext2D} context */
function dress(context) {
  context.font = FONT;
  context.letterSpacing = `${SPACING}px`;
}

/** Not every browser measures the room between letters. @param {CanvasRenderingContext2D} context @param {string} name */
function spacing(context, name) {
  return context.letterSpacing === undefined ? 0 : name.length * SPACING * 0.1;
}

/**
 * @param {CanvasRenderingContext2D} context in pixels of the page
 * @param {Island[]} islands
 * @param {(place: Place) => Place} spotAt
 * @param {Theme} theme
 */
export function writeIslands(context, islands, spotAt, theme) {
  context.save();
  dress(context);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = theme.muted;
  context.globalAlpha = 0.75;
  for (const island of islands) {
    const { x, y } = spotAt(island);
    context.fillText(island.name, x, y + island.rows * HEIGHT);
  }
  context.restore();
}
