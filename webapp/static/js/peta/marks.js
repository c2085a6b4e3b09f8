// Marks under the lines: what is selected, the path between two, what appeared or ended.

const MARKS = {
  selected: { width: 9, alpha: 0.3 },
  path: { width: 7, alpha: 0.55 },
  appeared: { width: 12, alpha: 0.25 },
};

function line(context, a, b) {
  context.beginPath();
  context.moveTo(a.x, a.y);
  context.lineTo(b.x, b.y);
  context.stroke();
}

function ring(context, place, reach) {
  context.beginPath();
  context.arc(place.x, place.y, reach, 0, 2 * Math.PI);
  context.fill();
}

/** Draw a mark of one kind under a node or a line. */
export function drawMark(context, kind, shape, scale, theme) {
  const { width, alpha } = MARKS[kind];
  context.save();
  context.globalAlpha = alpha;
  context.strokeStyle = context.fillStyle = theme.ink;
  context.lineWidth = width / scale;
  context.lineCap = "round";
  if (shape.place) ring(context, shape.place, shape.reach + 5 / scale);
  else line(context, shape.a, shape.b);
  context.restore();
}

/** Draw where a line was that has ended since the last step. */
export function drawGhost(context, a, b, scale, theme) {
  context.save();
  context.strokeStyle = theme.ink;
  context.lineWidth = 1.5 / scale;
  context.setLineDash([2 / scale, 4 / scale]);
  line(context, a, b);
  context.restore();
}
