// The small map of other pages only leads on.

/**
 * Give where a line leads: a pair of neighbours to its page, two who cooperate to their agreements.
 *
 * @param {string} edge
 */
export function edgeAddress(edge) {
  const [actor, other] = edge.split("~").map(encodeURIComponent);
  return other ? `/kesepakatan?pelaku=${actor}&dengan=${other}` : `/kesenjangan/${actor}`;
}

/**
 * Give where a node leads: to the page that the map names, else to the actor's own.
 *
 * @param {MapNode} node
 */
export function nodeAddress(node) {
  return node.href ?? `/pelaku/${encodeURIComponent(node.id)}`;
}

/** @param {import("./atlas.js").Atlas} atlas */
export function bindSmall(atlas) {
  atlas.network.on("click", ({ pointer }) => {
    const found = atlas.at(pointer.DOM);
    if (found?.edge) location.assign(edgeAddress(found.edge));
    else if (found) location.assign(nodeAddress(atlas.nodes.get(found.node)));
  });
}
