// Marks under the lines: what is selected, paths between two, what appeared or ended.

/** @typedef {"selected" | "path" | "appeared" | "ended"} MarkKind */

/** @type {Record<MarkKind, {width: number, alpha: number, dash?: number[]}>} */
const MARKS = {
  selected: { width: 9, alpha: 0.45 },
  path: { width: 7, alpha: 0.55 },
  appeared: { width: 12, alpha: 0.25 },
  ended: { width: 10, alpha: 0.45, dash: [2, 3] },
};

/** @param {CanvasRenderingContext2D} context @param {Place} a @param {Place} b */
function line(context, a, b) {
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
}

/**
 * Give how a mark's line is drawn, in map units.
 * @param {MarkKind} kind
 * @param {number} scale
 * @param {Theme} theme
 */
export function markStyle(kind, scale, theme) {
  const { width, alpha, dash = [] } = MARKS[kind];
  return { color: theme.ink, width: width / scale, alpha, dashes: dash.map((n) => n / scale) };
}

/**
 * Draw a mark of one kind under nodes and lines.
 * @param {CanvasRenderingContext2D} context
 * @param {MarkKind} kind
 * @param {{rings: (Place & {reach: number})[], lines: [Place, Place][]}} shapes
 * @param {number} scale
 * @param {Theme} theme
 */
export function drawMarks(context, kind, { rings, lines }, scale, theme) {
  const { color, width, alpha, dashes } = markStyle(kind, scale, theme);
  context.save();
  context.globalAlpha = alpha;
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = width;
  context.lineCap = dashes.length ? "butt" : "round";
  context.setLineDash(dashes);
  // In one path, so that they do not darken each other where many meet.
  context.beginPath();
  for (const [a, b] of lines) {
    context.moveTo(a.x, a.y);
    context.lineTo(b.x, b.y);
  }
  context.stroke();
  for (const { x, y, reach } of rings) {
    context.beginPath();
    context.arc(x, y, reach + 5 / scale, 0, 2 * Math.PI);
    context.fill();
  }
  context.restore();
}

/**
 * Draw where lines were that have ended since the last step.
 * @param {CanvasRenderingContext2D} context
 * @param {[Place, Place][]} lines
 * @param {number} scale
 * @param {Theme} theme
 */
export function drawGhosts(context, lines, scale, theme) {
  context.save();
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.5 / scale;
  context.setLineDash([2 / scale, 4 / scale]);
  for (const [a, b] of lines) line(context, a, b);
  context.restore();
}
