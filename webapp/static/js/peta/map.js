// Puts the map together: the picture, and what answers to it.
import { Atlas } from "./atlas.js";
import { Details } from "./details.js";
import { bindExports, bindPrint } from "./exports.js";
import { bindFilters } from "./filters.js";
import { isWriting } from "../frame.js";
import { applyLegend, bindLegend, showCounts } from "./legend.js";
import { refreshRows } from "./rows.js";
import { address, change, params } from "./state.js";
import { bindTimeline } from "./timeline.js";
import { showTips } from "./tip.js";

const MANY_NEIGHBOURS = 50;
const get = (id) => document.getElementById(id);
const read = (id) => JSON.parse(get(id).textContent);

function savedView() {
  const [x, y, scale] = (params().get("pandang") ?? "").split(",").map(Number);
  return scale > 0 ? { position: { x, y }, scale } : null;
}

function savedPins() {
  return params().getAll("pin").map((text) => {
    const [id, x, y] = text.split(" ");
    return [id, { x: Number(x), y: Number(y) }];
  });
}

function markDrawn() {
  performance.mark("map-drawn");
  document.documentElement.dataset.map = "drawn";
}

function say(text) {
  get("said").textContent = text;
}

/** Where a line leads: a pair of neighbours to its page, two who cooperate to their agreements. */
function edgeAddress(edge) {
  const [actor, other] = edge.split("~").map(encodeURIComponent);
  return other ? `/kesepakatan?pelaku=${actor}&dengan=${other}` : `/kesenjangan/${actor}`;
}

/** Where a node leads: to the page that the map names, else to the actor's own. */
function nodeAddress(node) {
  return node.href ?? `/pelaku/${encodeURIComponent(node.id)}`;
}

/** The small map of the front page only leads on. */
function bindSmall(atlas) {
  atlas.network.on("click", ({ pointer }) => {
    const found = atlas.at(pointer.DOM);
    if (found?.edge) location.assign(edgeAddress(found.edge));
    else if (found) location.assign(nodeAddress(atlas.nodes.get(found.node)));
  });
}

function bindView(atlas) {
  let waiting = null;
  atlas.box.addEventListener("view-changed", ({ detail }) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const numbers = detail && [detail.x.toFixed(1), detail.y.toFixed(1), detail.scale.toFixed(4)];
      change({ pandang: numbers?.join(",") ?? null });
    }, 400);
  });
  atlas.box.addEventListener("pins-changed", ({ detail }) => {
    change({ pin: [...detail].map(([id, { x, y }]) => `${id} ${x.toFixed(1)} ${y.toFixed(1)}`) });
  });
  get("fit").addEventListener("click", () => atlas.fit());
  get("zoom-in").addEventListener("click", () => atlas.zoom(1.5));
  get("zoom-out").addEventListener("click", () => atlas.zoom(1 / 1.5));
}

function bindLarge(atlas, words) {
  const legend = get("legend");
  const details = new Details(atlas, get("details"), words);
  applyLegend(atlas, legend);
  bindView(atlas);
  bindFilters(get("filters"));
  bindExports(atlas, say, words);

  async function reload(how) {
    const answer = await fetch(address("/peta/data.json"));
    if (!answer.ok) {
      say(words.failed);
      return { appeared: 0, ended: 0 };
    }
    const data = await answer.json();
    const changed = atlas.load(data, how);
    showCounts(legend, data.counts);
    return changed;
  }

  function expand(id) {
    const node = atlas.nodes.get(id);
    if (!node) return;
    const drawn = [...atlas.edges.values()].filter((edge) => edge.from === id || edge.to === id);
    const missing = node.neighbours - drawn.length;
    if (missing <= 0) {
      say(words.allShown);
    } else if (missing <= MANY_NEIGHBOURS || confirm(words.manyNeighbours.replace("{count}", missing))) {
      change({ perluas: [...new Set([...params().getAll("perluas"), id])] });
      reload().then(refreshRows);
    }
  }

  function hide(id) {
    change({ sembunyi: [...new Set([...params().getAll("sembunyi"), id])] });
    details.close();
    reload().then(refreshRows);
  }

  const isNetwork = get("map").dataset.mode === "jejaring";
  const dive = isNetwork ? expand : (id) => atlas.focus(id);
  Object.assign(details.actions, { expand, hide });
  bindLegend(atlas, legend, reload);
  bindTimeline(get("timeline"), { step: (compare) => reload({ compare }), say, words });

  atlas.network.on("click", ({ pointer }) => {
    const found = atlas.at(pointer.DOM);
    if (found) details.open(found.node ?? found.edge);
    else if (details.id) details.close();
  });
  atlas.network.on("doubleClick", ({ pointer }) => {
    const found = atlas.at(pointer.DOM);
    if (found?.node) dive(found.node);
  });
  get("rows").addEventListener("focusin", (event) => {
    const id = event.target.closest("tr[data-id]")?.dataset.id;
    if (id) atlas.select(id);
  });

  const keys = {
    f: () => atlas.fit(),
    e: () => details.id && dive(details.id),
    Escape: () => details.id && details.close(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
    keys[event.key]?.();
  });
}

const words = read("map-words");
const small = "small" in get("map").dataset;
// On a wide screen the details lie over the map's right side; on a phone they are a sheet.
function coveredByDetails() {
  const aside = get("details");
  const isOver = aside && !aside.hidden && matchMedia("(min-width: 701px)").matches;
  return isOver ? aside.offsetWidth : 0;
}

const settings = small
  ? { still: true }
  : { view: savedView(), pins: savedPins(), covered: coveredByDetails };
const atlas = new Atlas(get("canvas"), read("map-data"), settings);
showTips(atlas, get("tip"), words);
bindPrint(atlas, get("still"));
if (small) bindSmall(atlas);
else bindLarge(atlas, words);
atlas.ready.then(markDrawn);
