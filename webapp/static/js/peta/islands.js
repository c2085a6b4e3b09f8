// The islands' names, quiet, where nothing else is named.

const SPACING = 3; // pixels between letters
const HEIGHT = 16;
const KM_A_UNIT = 1.11; // of the map, near the equator
const LEAST = 12; // pixels across, of an island that is named
const ASIDE = [0, -1, 1, -2, 2]; // steps off the middle where a name is tried
const FONT = "italic 13px Georgia, 'Times New Roman', serif";

/**
 * @typedef {import("./grid.js").Taken} Taken
 * @typedef {Place & {name: string, rank?: number}} Named its area in km² as rank
 * @typedef {{name: string, place: Place, dx: number, dy: number}} Island and how far off, in pixels
 */

/**
 * Give the names of islands that have room, and where.
 * @param {CanvasRenderingContext2D} context
 * @param {Named[]} islands the more important first
 * @param {(place: Place) => Place} spotAt
 * @param {{width: number, height: number, scale: number, taken: Taken, signs: Taken}} options
 * @returns {Island[]}
 */
export function placeIslands(context, islands, spotAt, { width, height, scale, taken, signs }) {
  context.save();
  dress(context);
  /** @type {Island[]} */
  const placed = [];
  for (const { name, x, y, rank = Infinity } of islands) {
    const across = (Math.sqrt(rank) / KM_A_UNIT) * scale;
    if (across < LEAST) continue;
    const spot = spotAt({ x, y });
    const reach = (context.measureText(name).width + spacing(context, name)) / 2;
    const isFree = (/** @type {Box} */ box) => isInPicture(box, width, height)
      && !taken.overlaps(box) && !signs.overlaps(box);
    for (const { dx, dy } of offsets(across)) {
      const [left, top] = [spot.x + dx - reach, spot.y + dy - HEIGHT / 2];
      const box = { left, top, right: left + 2 * reach, bottom: top + HEIGHT };
      if (!isFree(box)) continue;
      taken.add(box);
      placed.push({ name, place: { x, y }, dx, dy });
      break;
    }
  }
  context.restore();
  return placed;
}

/** Give where a name may stand, nearest first: on a large island also far from its middle. @param {number} across */
function offsets(across) {
  const down = Math.max(HEIGHT, Math.min(across, 600) / 9);
  const right = across < 100 ? [0] : ASIDE.map((steps) => (steps * Math.min(across, 600)) / 9);
  return ASIDE.flatMap((rows) => right.map((dx) => ({ dx, dy: rows * down })));
}

/** @param {Box} box @param {number} width @param {number} height */
function isInPicture({ left, top, right, bottom }, width, height) {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
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
    const { x, y } = spotAt(island.place);
    context.fillText(island.name, x + island.dx, y + island.dy);
  }
  context.restore();
}
