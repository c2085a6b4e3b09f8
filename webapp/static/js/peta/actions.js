// What can be done with nodes and lines, by the code that buttons and keys name.
import { ask } from "./ask.js";
import { collapsing } from "./collapse.js";
import { excluding, including, none, params } from "./state.js";
import { writePins } from "./view.js";

/** @typedef {import("./explorer.js").Explorer} Explorer */
/**
 * What an action is about: nodes and lines, and what its button says of it.
 *
 * @typedef {{ids: string[], value?: string, count?: number}} Target
 */
/** @typedef {(explorer: Explorer, target: Target) => any} Action */

const MOSTLY = 0.6; // of the nodes: with fewer in sight what was added is not seen
const MANY = 50; // more new nodes than this are asked about
const MOST = 500; // what the server takes in one address

/** @param {string} id */
export const isCluster = (id) => id.startsWith("kelompok:");

/**
 * @param {Explorer} explorer
 * @param {string[]} ids
 */
const nodesOf = ({ atlas }, ids) => ids.filter((id) => atlas.nodes.has(id));

/** @type {Action} */
async function expand(explorer, { value, count = 0 }) {
  const { words } = explorer;
  const question = words.manyNeighbours.replace("{count}", String(count));
  if (count > MANY && !(await ask(question, words.drawAll, words.cancel))) return;
  await explorer.step({ perluas: including(params(), "perluas", [value]) });
  await explorer.atlas.settled;
  if (explorer.atlas.inSight() < MOSTLY) explorer.atlas.fit();
}

/** @type {Action} */
function collapse(explorer, { ids }) {
  const [id] = ids;
  const edges = [...explorer.atlas.edges.values()];
  const changes = id && collapsing(id, params(), edges);
  if (changes) explorer.step(changes);
  else explorer.say(explorer.words.nothingToCollapse);
}

/** @type {Action} */
function hide(explorer, { ids }) {
  const nodes = nodesOf(explorer, ids);
  if (!nodes.length) {
    explorer.say(explorer.words.noneChosen);
    return;
  }
  const chosen = explorer.selection.ids;
  explorer.step({
    sembunyi: including(params(), "sembunyi", nodes),
    tambah: excluding(params(), "tambah", nodes),
    pilih: chosen.filter((id) => explorer.atlas.edges.has(id) ? false : !nodes.includes(id)),
  });
}

/** @type {Action} */
function isolate(explorer, { ids }) {
  const nodes = nodesOf(explorer, ids).filter((id) => !isCluster(id)).slice(0, MOST);
  if (!nodes.length) return;
  const gone = ["fokus", "perluas", "sembunyi", "urai", "buka", "dari", "ke", "banyak"];
  explorer.step({ ...none(gone), mulai: "kosong", tambah: nodes });
}

/** @type {Action} */
function add(explorer, { value }) {
  const keys = value.split("\n").filter(Boolean);
  explorer.step({
    tambah: including(params(), "tambah", keys),
    sembunyi: excluding(params(), "sembunyi", keys),
  });
}

/** @type {Action} */
async function path(explorer, { ids }) {
  const nodes = nodesOf(explorer, ids);
  if (nodes.length !== 2) {
    explorer.say(explorer.words.chooseTwo);
    return;
  }
  await explorer.step({ dari: nodes[0], ke: nodes[1] });
  showPath(explorer);
}

/** @param {Explorer} explorer */
async function showPath({ atlas }) {
  await atlas.settled;
  if (atlas.path.nodes.length) atlas.focusAll(atlas.path.nodes);
}

/** @type {Action} */
function pin(explorer, { ids }) {
  const { atlas } = explorer;
  const nodes = nodesOf(explorer, ids);
  if (!nodes.length) return;
  const pins = new Map(atlas.pins);
  const isPinned = nodes.every((id) => pins.has(id));
  for (const id of nodes) {
    if (isPinned) pins.delete(id);
    else pins.set(id, atlas.places.get(id));
  }
  atlas.setPins(pins);
  explorer.step({ pin: writePins(pins) });
}

/** @type {Action} */
function fan(explorer, { ids, value }) {
  const line = value ?? ids.find((id) => id.includes("~"));
  if (!line) return;
  const fanned = params().getAll("urai");
  explorer.step({
    urai: fanned.includes(line) ? fanned.filter((one) => one !== line) : [...fanned, line],
  });
}

/** @type {Action} */
function open(explorer, { ids, value }) {
  const cluster = value ?? ids[0];
  explorer.step({
    buka: including(params(), "buka", [cluster]),
    // What it held stands in its place.
    pilih: excluding(params(), "pilih", [cluster]),
  });
}

/**
 * Give an action that puts the one node meant into a parameter.
 *
 * @param {string} name
 * @returns {Action}
 */
const naming = (name) => async (explorer, { ids, value }) => {
  const key = value ?? ids[0];
  if (!key) return;
  await explorer.step({ [name]: key });
  if (name !== "fokus") showPath(explorer);
};

/** @type {Action} */
function show(explorer, { value }) {
  explorer.selection.set([value]);
  if (explorer.atlas.middle(value)) explorer.bring(value);
}

/** What changes the network, and means nothing on the map of borders. @type {Record<string, Action>} */
const OF_NETWORK = {
  expand, collapse, hide, isolate, add, path, fan, open,
  focus: naming("fokus"),
  pathFrom: naming("dari"),
  pathTo: naming("ke"),
};

/** @type {Record<string, Action>} */
const OF_MAP = {
  pin,
  show,
  close: ({ selection }) => selection.clear(),
  clear: ({ selection }) => selection.clear(),
  select: ({ selection }, { value }) => selection.set(value.split("\n").filter(Boolean)),
  undo: (explorer) => explorer.travel(-1),
  redo: (explorer) => explorer.travel(1),
  fit: ({ atlas }) => atlas.fit(),
  zoomIn: ({ atlas }) => atlas.zoom(1.5),
  zoomOut: ({ atlas }) => atlas.zoom(1 / 1.5),
};

/**
 * Do something with what is meant; more actions may be given by those who know of them.
 *
 * @param {Explorer} explorer
 * @param {Record<string, Action>} more
 */
export function doing(explorer, more = {}) {
  /** @type {Record<string, Action>} */
  const known = { ...OF_MAP, ...OF_NETWORK, ...more };
  /**
   * @param {string} code
   * @param {Target} [target]
   */
  return (code, target = { ids: explorer.selection.ids }) => {
    if (code in OF_NETWORK && !explorer.isNetwork) explorer.say(explorer.words.networkOnly);
    else known[code]?.(explorer, target);
  };
}

/**
 * Have the buttons in a part of the page do what they name.
 *
 * @param {HTMLElement} part
 * @param {(code: string, target?: Target) => void} act
 * @param {() => string[]} meant - What a button is about that does not say so.
 */
export function bindButtons(part, act, meant) {
  part.addEventListener("click", (event) => {
    /** @type {HTMLElement | null} */
    const button = /** @type {HTMLElement} */ (event.target).closest("button[data-act]");
    if (!button || button.closest("dialog")) return;
    const { act: code, value, count } = button.dataset;
    act(code, { ids: meant(), value, count: count ? Number(count) : 0 });
  });
}
