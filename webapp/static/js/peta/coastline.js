// The land behind the regions, drawn under them in the same projection.

/** @typedef {{land: Path2D, shore: Path2D}} Coast */

/**
 * Fetch the outline and give land and shore as paths in map units; null where it cannot be had.
 * @param {Projection} projection
 * @returns {Promise<Coast | null>}
 */
export async function loadCoastline({ longitude, scale }) {
  const file = new URL("../../data/coastline.json", import.meta.url);
  const answer = await fetch(file).catch(() => /** @type {Response} */ (null));
  if (!answer?.ok) return null;
  const { rings, window: [west, south, east, north] } = await answer.json();
  const [land, shore] = [new Path2D(), new Path2D()];
  // Where the outline was cut off at its window there is no shore.
  const cut = (/** @type {number[]} */ a, /** @type {number[]} */ b) => (
    (a[0] === b[0] && (a[0] === west || a[0] === east))
    || (a[1] === b[1] && (a[1] === south || a[1] === north)));
  /** @type {(point: number[]) => [number, number]} */
  const place = (point) => [(point[0] - longitude) * scale, -point[1] * scale];
  for (const ring of rings) {
    /** @type {number[] | null} */
    let before = null;
    for (let i = 0; i < ring.length; i += 2) {
      const point = [ring[i], ring[i + 1]];
      if (i) land.lineTo(...place(point));
      else land.moveTo(...place(point));
      if (!i || cut(before, point)) shore.moveTo(...place(point));
      else shore.lineTo(...place(point));
      before = point;
    }
    land.closePath();
  }
  return { land, shore };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Coast} coast
 * @param {number} scale
 * @param {Theme} theme
 */
export function drawCoastline(context, { land, shore }, scale, theme) {
  context.save();
  context.fillStyle = theme.land;
  context.strokeStyle = theme.coast;
  context.lineWidth = 0.75 / scale;
  context.fill(land, "evenodd");
  context.stroke(shore);
  context.restore();
}
