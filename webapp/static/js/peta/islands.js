// The islands' names, quiet, where nothing else is named.

const SPACING = 3; // pixels between letters
const HEIGHT = 16;
const FONT = "italic 13px Georgia, 'Times New Roman', serif";

/**
 * Give the names of islands that have room, with their boxes in pixels.
 * @param {CanvasRenderingContext2D} context
 * @param {(Place & {name: string})[]} islands the more important first
 * @param {(place: Place) => Place} spotAt
 * @param {{width: number, height: number, taken: import("./grid.js").Taken}} options
 * @returns {(Place & {name: string})[]}
 */
export function placeIslands(context, islands, spotAt, { width, height, taken }) {
  context.save();
  dress(context);
  const placed = [];
  for (const { name, x, y } of islands) {
    const spot = spotAt({ x, y });
    const reach = (context.measureText(name).width + spacing(context, name)) / 2;
    const box = {
      left: spot.x - reach,
      right: spot.x + reach,
      top: spot.y - HEIGHT / 2,
      bottom: spot.y + HEIGHT / 2,
    };
    const isSeen = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
    if (!isSeen || taken.overlaps(box)) continue;
    taken.add(box);
    placed.push({ name, x, y });
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
 * @param {(Place & {name: string})[]} islands
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
    context.fillText(island.name, x, y);
  }
  context.restore();
}
