// The keys of the map, in one table: it binds them, and the list of keys is written from it.
import { DIRECTIONS, nearest, nearestToward } from "./toward.js";

/**
 * A key or a gesture; `shown` are the caps of the list (a name in `words` or the cap itself).
 *
 * @typedef {object} Key
 * @property {string[]} [keys] - As events name them; letters in lower case.
 * @property {boolean} [shift] - Whether Shift must be held; undefined where it does not matter.
 * @property {boolean} [onMap] - Whether the map must have the focus.
 * @property {string} [act] - What it does; none for a gesture, which others see to.
 * @property {string} word - Its explanation in `words.keys`.
 * @property {string[]} shown
 */
const ARROWS = Object.keys(DIRECTIONS).map((key) => key.toLowerCase());
/** @type {Key[]} */
export const KEYS = [
  { keys: ["z"], shift: false, act: "undo", word: "undo", shown: ["z"] },
  { keys: ["z"], shift: true, act: "redo", word: "redo", shown: ["Shift", "z"] },
  { keys: ["f"], act: "fit", word: "fit", shown: ["f"] },
  { keys: ["+", "="], act: "zoomIn", word: "zoom", shown: ["+", "−"] },
  { keys: ["-"], act: "zoomOut", word: "zoom", shown: [] },
  { keys: ARROWS, shift: false, onMap: true, act: "move", word: "move", shown: ["←", "↑", "→", "↓"] },
  { keys: ARROWS, shift: true, onMap: true, act: "pan", word: "pan", shown: ["Shift", "←"] },
  { keys: ["enter"], onMap: true, act: "details", word: "details", shown: ["Enter"] },
  { keys: ["e"], act: "dive", word: "expand", shown: ["e"] },
  { keys: ["c"], act: "collapse", word: "collapse", shown: ["c"] },
  { keys: ["h", "delete"], act: "hide", word: "hide", shown: ["h", "Delete"] },
  { keys: ["i"], act: "isolate", word: "isolate", shown: ["i"] },
  { keys: ["p"], act: "pin", word: "pin", shown: ["p"] },
  { keys: ["x"], act: "fan", word: "fan", shown: ["x"] },
  { keys: ["j"], act: "path", word: "path", shown: ["j"] },
  { keys: ["m", "contextmenu"], act: "menu", word: "menu", shown: ["m"] },
  { keys: ["l"], act: "lasso", word: "lasso", shown: ["l"] },
  { keys: ["escape"], act: "escape", word: "escape", shown: ["Esc"] },
  { word: "add", shown: ["Shift", "click"] },
  { word: "lassoDrag", shown: ["Shift", "drag"] },
  { word: "dive", shown: ["doubleClick"] },
  { word: "menu", shown: ["longPress"] },
];
const PAN = 80; // pixels

/**
 * Give what a key press means; null where it means nothing here.
 *
 * @param {{key: string, shiftKey: boolean}} event
 * @param {boolean} isOnMap
 * @returns {Key | null}
 */
export function meaning({ key, shiftKey }, isOnMap) {
  const name = key.toLowerCase();
  return KEYS.find(({ keys = [], shift = shiftKey, onMap = false }) =>
    keys.includes(name) && shift === shiftKey && (isOnMap || !onMap)) ?? null;
}

/**
 * Whether a key pressed in an element writes there.
 *
 * @param {EventTarget} target
 */
function takesLetters(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target.matches("input:not([type=checkbox], [type=radio], [type=range], [type=button])");
}

/**
 * Have the keys do what the table says.
 *
 * @param {HTMLElement} map
 * @param {(code: string, event: KeyboardEvent) => void} act
 */
export function bindKeys(map, act) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (takesLetters(event.target) || document.querySelector("dialog[open]")) return;
    const isOnMap = map.querySelector("#canvas").contains(/** @type {Node} */ (event.target));
    const key = meaning(event, isOnMap);
    if (!key) return;
    event.preventDefault();
    act(key.act, event);
  });
}

/**
 * Write the keys into the frame's list of them.
 *
 * @param {HTMLElement} dialog
 * @param {Words} words
 */
export function listKeys(dialog, words) {
  const heading = document.createElement("h3");
  heading.textContent = words.onMap;
  const explained = /** @type {Record<string, string>} */ (/** @type {unknown} */ (words.keys));
  const list = document.createElement("dl");
  list.className = "keys";
  for (const { word, shown } of KEYS) {
    if (!shown.length) continue;
    const [caps, meant] = [document.createElement("dt"), document.createElement("dd")];
    for (const name of shown) {
      const cap = document.createElement("kbd");
      cap.textContent = words[name] ?? name;
      caps.append(cap, " ");
    }
    meant.textContent = explained[word];
    list.append(caps, meant);
  }
  dialog.querySelector("dl.keys").after(heading, list);
}

/**
 * Go from node to node by the arrow keys, the places as they are drawn.
 *
 * @param {import("./explorer.js").Explorer} explorer
 * @param {string} key
 */
export function moveSelection({ atlas, selection, say, words }, key) {
  const middle = { x: atlas.box.clientWidth / 2, y: atlas.box.clientHeight / 2 };
  const places = [...atlas.places].filter(([id]) => id !== selection.last && atlas.nodes.has(id));
  const from = selection.last && atlas.middle(selection.last);
  const next = from
    ? nearestToward(from, DIRECTIONS[key], places)
    : nearest(middle, places.map(([id]) => [id, atlas.spotOf(id)]));
  if (!next) {
    say(words.nothingThere);
    return;
  }
  selection.set([next]);
  say(words.chosenOne.replace("{name}", atlas.nodes.get(next).name));
}

/**
 * @param {import("./explorer.js").Explorer} explorer
 * @param {string} key
 */
export function panView({ atlas }, key) {
  const [right, down] = DIRECTIONS[key];
  atlas.pan(-right * PAN, -down * PAN);
}
