// What collapsing takes back: what was expanded, fanned out or opened, else a node's own leaves.
import { excluding } from "./state.js";

const CLUSTER = "kelompok:";

/**
 * Give the opened cluster that a node most closely belongs to.
 *
 * @param {string} id
 * @param {string[]} opened
 */
function clusterAround(id, opened) {
  const holds = (/** @type {string} */ cluster) => {
    const code = cluster.slice(CLUSTER.length);
    return id === cluster || id === code || id.startsWith(`${code}.`);
  };
  return opened.filter(holds).sort((a, b) => b.length - a.length).slice(0, 1);
}

/**
 * Give the lines fanned out whose ends an agreement is drawn between.
 *
 * @param {string} id
 * @param {string[]} fanned
 * @param {MapEdge[]} edges
 */
function linesAround(id, fanned, edges) {
  const ends = new Set(
    edges.filter(({ from, to }) => from === id || to === id).flatMap(({ from, to }) => [from, to]),
  );
  return fanned.filter((line) => line === id || line.split("~").every((end) => ends.has(end)));
}

/**
 * Give the nodes that hang on one node alone.
 *
 * @param {string} id
 * @param {MapEdge[]} edges
 */
export function leavesOf(id, edges) {
  /** @type {Map<string, Set<string>>} */
  const others = new Map();
  for (const { from, to } of edges) {
    for (const [one, other] of [[from, to], [to, from]]) {
      if (!others.has(one)) others.set(one, new Set());
      others.get(one).add(other);
    }
  }
  return [...(others.get(id) ?? [])].filter((leaf) => others.get(leaf).size === 1);
}

/**
 * Give what collapsing a node or a line changes in the address; null where there is nothing.
 *
 * @param {string} id
 * @param {URLSearchParams} values
 * @param {MapEdge[]} edges
 * @returns {import("./state.js").Changes | null}
 */
export function collapsing(id, values, edges) {
  const expanded = values.getAll("perluas");
  const undone = {
    perluas: expanded.filter((step) => step === id || step.startsWith(`${id} `)),
    urai: linesAround(id, values.getAll("urai"), edges),
    buka: clusterAround(id, values.getAll("buka")),
  };
  for (const [name, gone] of Object.entries(undone)) {
    if (gone.length) return { [name]: excluding(values, name, gone) };
  }
  const leaves = leavesOf(id, edges);
  if (!leaves.length) return null;
  return { sembunyi: [...new Set([...values.getAll("sembunyi"), ...leaves])] };
}
