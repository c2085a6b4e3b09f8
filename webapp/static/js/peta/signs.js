// vis-network sizes signs in the map's units, so that they would grow and shrink with the zoom.
// Ours are told in pixels: they are restyled whenever the zoom has changed noticeably.

const OUTLINED = new Set(["kota", "foreign"]);
const NOTICEABLE = 1.2;
const GROWTH = 0.3;

/** Whether signs made for one scale look wrong at another. */
export function needRestyle(before, now) {
  return now / before > NOTICEABLE || before / now > NOTICEABLE;
}

/** Give a node's radius in pixels: smaller where its neighbours are near, larger when zoomed in. */
export function radius(node, scale, fitted) {
  const grown = node.size * Math.min(1.8, Math.max(1, (scale / fitted) ** GROWTH));
  return Math.min(grown, Math.max(1.6, 0.46 * node.room * scale));
}

export function nodeStyle(node, scale, fitted, theme) {
  const pixels = radius(node, scale, fitted);
  const outlined = OUTLINED.has(node.kind);
  return {
    id: node.id,
    size: pixels / scale,
    // vis-network takes this one in pixels
    borderWidth: outlined ? Math.min(2.5, pixels * 0.45) : 0.5,
    color: {
      background: outlined ? theme.paper : node.color,
      border: outlined ? node.color : theme.paper,
    },
  };
}

export function edgeStyle(edge, scale, fitted) {
  const width = edge.width * Math.min(1.6, Math.max(1, (scale / fitted) ** GROWTH));
  return {
    id: edge.id,
    width: width / scale,
    dashes: edge.dashes ? edge.dashes.map((length) => length / scale) : false,
  };
}
