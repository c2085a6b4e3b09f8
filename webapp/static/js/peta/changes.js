// What came and what went between two pictures of the map of borders. Of the network the server
// tells: there a line may be missing from a picture though it holds.

/**
 * On the map of borders every line is always there: there its status tells.
 * @param {MapEdge | undefined} edge
 */
function runs(edge) {
  return edge !== undefined && (edge.status ?? "running") === "running";
}

/**
 * @param {Map<string, MapEdge>} before
 * @param {Map<string, MapEdge>} after
 * @returns {{appeared: string[], ended: [string, string][]}} keys of lines; ends of lines
 */
export function changes(before, after) {
  return {
    appeared: [...after.values()]
      .filter((edge) => runs(edge) && !runs(before.get(edge.id)))
      .map((edge) => edge.id),
    ended: [...before.values()]
      .filter((edge) => runs(edge) && !runs(after.get(edge.id)))
      .map(({ from, to }) => [from, to]),
  };
}
