// Names on the map: the most important first, each only where it covers nothing else.

const FONT = 12;
const HEIGHT = FONT + 3;
const LONGEST = 28; // letters
const PIXELS_A_LABEL = 10_000;
const CROWD = 150; // with more nodes in sight names may lie over small ones
const widths = new Map();

function shorten(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
}

function widthOf(context, text) {
  if (!widths.has(text)) widths.set(text, context.measureText(text).width);
  return widths.get(text);
}

function overlaps(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function around({ x, y, radius }) {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

/** Give the places where a name may stand, best first: under, over, right, left of its node. */
function candidates({ x, y, radius }, width, size) {
  const inside = Math.min(Math.max(x - width / 2, 2), size.width - width - 2);
  const beside = y - HEIGHT / 2;
  return [
    [inside, y + radius + 2],
    [inside, y - radius - HEIGHT - 1],
    [x + radius + 3, beside],
    [x - radius - width - 3, beside],
  ].map(([left, top]) => ({ left, top, right: left + width, bottom: top + HEIGHT }));
}

function isInside(box, size) {
  return box.left >= 0 && box.top >= 0 && box.right <= size.width && box.bottom <= size.height;
}

/**
 * Write names beside their nodes.
 *
 * `nodes` come in the order of importance; `spot` gives a node's pixel place and radius;
 * `clear` are boxes that names leave free, but for those of `told`, which are named anyhow;
 * `taken` are boxes where no name can stand.
 */
export function drawLabels(context, nodes, spot, options) {
  const { size, theme, clear = [], told = new Set(), taken: given = [] } = options;
  context.save();
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  context.font = `${FONT}px system-ui, sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = theme.paper;
  context.fillStyle = theme.ink;
  const seen = nodes
    .map((node) => ({ text: shorten(node.name), isTold: told.has(node.id), ...spot(node) }))
    .filter(({ x, y }) => x >= 0 && y >= 0 && x <= size.width && y <= size.height);
  const signs = [...clear, ...(seen.length <= CROWD ? seen.map(around) : [])];
  const most = (size.width * size.height) / PIXELS_A_LABEL;
  const taken = [...given];
  for (const node of seen) {
    if (taken.length >= most) break;
    const open = candidates(node, widthOf(context, node.text), size).filter(
      (box) => isInside(box, size) && !taken.some((other) => overlaps(box, other)),
    );
    const free = open.find((box) => !signs.some((other) => overlaps(box, other)))
      ?? (node.isTold ? open[0] : undefined);
    if (!free) continue;
    taken.push(free);
    context.strokeText(node.text, free.left, free.top + 1);
    context.fillText(node.text, free.left, free.top + 1);
  }
  context.restore();
}
