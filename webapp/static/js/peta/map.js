// Puts the map together: the picture, and what answers to it.
import { bindButtons, doing, isCluster } from "./actions.js";
import { Atlas } from "./atlas.js";
import { TwoDates } from "./compare.js";
import { Explorer } from "./explorer.js";
import { bindExports, bindPrint } from "./exports.js";
import { bindFilters } from "./filters.js";
import { bindFound } from "./found.js";
import { bindKeys, listKeys, moveSelection, panView } from "./keys.js";
import { Lasso } from "./lasso.js";
import { bindLinks } from "./links.js";
import { Menu } from "./menu.js";
import { bindRows } from "./rows.js";
import { bindSmall } from "./small.js";
import { bindTimeline } from "./timeline.js";
import { showTips } from "./tip.js";
import { keepCurrent, makeTools } from "./tools.js";
import { bindPointer } from "./touch.js";
import { savedPins, savedView } from "./view.js";

const get = document.getElementById.bind(document);
/** @param {string} id */
const read = (id) => JSON.parse(get(id).textContent);

function firstView() {
  const seen = savedView();
  return seen && { position: { x: seen.x, y: seen.y }, scale: seen.scale };
}

function markDrawn() {
  performance.mark("map-drawn");
  document.documentElement.dataset.map = "drawn";
}

/** @param {string} text */
function say(text) {
  get("said").textContent = text;
}

/** On a wide screen the details lie over the map's right side; on a phone they are a sheet. */
function coveredByDetails() {
  const aside = get("details");
  const isOver = aside && !aside.hidden && matchMedia("(min-width: 701px)").matches;
  return isOver ? aside.offsetWidth : 0;
}

/**
 * Give the lasso, which selects what it catches.
 *
 * @param {Explorer} explorer
 * @param {HTMLButtonElement} button
 */
function makeLasso({ atlas, selection, words }, button) {
  const onCatch = (/** @type {string[]} */ ids, /** @type {boolean} */ adds) => {
    if (ids.length) selection.set(adds ? [...selection.ids, ...ids] : ids);
    else say(words.emptyLasso);
  };
  const onTurn = (/** @type {boolean} */ isOn) => {
    button.setAttribute("aria-pressed", String(isOn));
    say(isOn ? words.drawLasso : "");
  };
  button.setAttribute("aria-pressed", "false");
  return new Lasso(atlas, onCatch, onTurn);
}

/**
 * @param {Atlas} atlas
 * @param {Words} words
 */
function bindLarge(atlas, words) {
  const map = get("map");
  atlas.box.tabIndex = 0;
  atlas.box.setAttribute("role", "application");
  atlas.box.setAttribute("aria-label", `${atlas.box.getAttribute("aria-label")}. ${words.mapHelp}`);
  atlas.box.querySelector(".vis-network")?.setAttribute("tabindex", "-1");
  const explorer = new Explorer(atlas, { map, details: get("details"), words, say });
  const { selection } = explorer;
  const tools = makeTools(map.querySelector(".tools"), words);
  const lasso = makeLasso(explorer, tools.lasso);

  /** Go deeper into a node: open a cluster, expand an actor, look at a region nearer. */
  const dive = (/** @type {string} */ id) => {
    if (!explorer.isNetwork) atlas.focus(id);
    else if (isCluster(id)) act("open", { ids: [id] });
    else menu.open(id, { dives: true });
  };
  const act = doing(explorer, {
    lasso: () => lasso.turn(),
    menu: (_, { ids }) => ids.length && menu.open(ids.at(-1)),
    dive: (_, { ids }) => ids.length && dive(ids.at(-1)),
    details: () => selection.last && get("details").focus(),
    escape: () => {
      if (lasso.isOn) lasso.turn(false);
      else if (menu.isOpen) menu.close();
      else if (selection.last) selection.clear();
    },
  });
  const menu = new Menu(explorer, act);

  for (const part of [map.querySelector(".tools"), get("details"), get("drawer"), get("rows")]) {
    bindButtons(part, (code, target) => {
      // A button to expand without saying how asks first.
      if (code === "expand" && !target.value) act("dive", target);
      else act(code, target);
    }, () => selection.ids);
  }
  bindKeys(map, (code, { key }) => {
    if (code === "move") moveSelection(explorer, key);
    else if (code === "pan") panView(explorer, key);
    else act(code);
  });
  bindPointer(explorer, { dive, openMenu: (id) => menu.open(id) });
  bindFilters(get("drawer"), explorer);
  bindLinks(explorer);
  bindFound(explorer);
  bindRows(atlas, selection);
  bindExports(atlas, say, words);
  listKeys(get("keys"), words);
  keepCurrent(tools, explorer.steps);
  const dates = new TwoDates(atlas, get("map-other"), {
    words,
    date: () => /** @type {HTMLInputElement} */ (get("per")).value,
    choose: (id) => (id ? selection.set([id]) : selection.clear()),
  });
  explorer.onPicture((picture) => {
    get("nothing").hidden = picture.nodes.length > 0;
    dates.show(picture);
  });
  dates.show(atlas.picture);
  atlas.box.addEventListener("boundaries-missing", () => say(words.noBoundaries));
  bindTimeline(get("timeline"), {
    step: (/** @type {string} */ date, /** @type {object} */ how) =>
      explorer.step({ per: date }, { merge: "per", ...how }),
    say,
    words,
  });
}

const words = read("map-words");
const small = "small" in get("map").dataset;
/** @type {ConstructorParameters<typeof Atlas>[2]} */
const settings = small
  ? { still: true }
  : { view: firstView(), pins: savedPins(), covered: coveredByDetails };
const atlas = new Atlas(get("canvas"), read("map-data"), settings);
showTips(atlas, get("tip"), words);
bindPrint(atlas, get("still"));
if (small) {
  bindSmall(atlas);
  if (get("save-png")) bindExports(atlas, say, words);
} else bindLarge(atlas, words);
atlas.ready.then(markDrawn);
