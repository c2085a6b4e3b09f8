// The menu of one node or line: what can be drawn round it, counted first, and what can be done.
import { bindButtons } from "./actions.js";
import { address } from "./state.js";
import { Line } from "./sync.js";

const FEW = 12; // so many of one kind are drawn without asking which
const MARGIN = 6;

/**
 * Give where a menu beside a point stays within its box.
 *
 * @param {Place} point
 * @param {{width: number, height: number}} menu
 * @param {{width: number, height: number}} box
 * @returns {Place}
 */
export function placed(point, menu, box) {
  const fits = point.x + MARGIN + menu.width < box.width;
  const x = fits ? point.x + MARGIN : point.x - MARGIN - menu.width;
  const y = Math.min(point.y, box.height - menu.height - MARGIN);
  return { x: Math.max(MARGIN, x), y: Math.max(MARGIN, y) };
}

/**
 * Give the number of the button that a key leads to; null where it leads nowhere.
 *
 * @param {string} key
 * @param {number} now
 * @param {number} count
 */
export function stepped(key, now, count) {
  if (key === "ArrowDown") return (now + 1) % count;
  if (key === "ArrowUp") return (now - 1 + count) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

export class Menu {
  /**
   * @param {import("./explorer.js").Explorer} explorer
   * @param {(code: string, target?: import("./actions.js").Target) => void} act
   */
  constructor(explorer, act) {
    this.explorer = explorer;
    this.act = act;
    this.line = new Line();
    /** @type {string | null} */
    this.id = null;
    this.box = document.createElement("div");
    this.box.id = "menu";
    this.box.className = "menu-box screen-only";
    this.box.setAttribute("role", "dialog");
    this.box.tabIndex = -1;
    this.box.hidden = true;
    explorer.map.append(this.box);
    this.box.addEventListener("keydown", (event) => this.answerKey(event));
    // The menu closes before anything is done, for a question may follow.
    bindButtons(this.box, (code, target) => {
      this.close();
      act(code, target);
    }, () => (this.id ? [this.id] : []));
    document.addEventListener("pointerdown", (event) => {
      if (!this.box.contains(/** @type {Node} */ (event.target))) this.close(false);
    }, true);
  }

  get isOpen() {
    return !this.box.hidden;
  }

  buttons() {
    return [...this.box.querySelectorAll("button")].filter((button) => !button.disabled);
  }

  /**
   * Open the menu of a node or a line.
   *
   * @param {string} id
   * @param {{dives?: boolean}} [how] - Whether to expand at once where there is one thing to do.
   */
  async open(id, { dives = false } = {}) {
    if (this.id === id && this.isOpen) return;
    this.id = id;
    const { words, atlas } = this.explorer;
    const isNode = atlas.nodes.has(id);
    const { text, sentence, isStale } = isNode
      ? await this.line.ask(address("/peta/perluasan", { dari_simpul: id }))
      : { text: "" };
    if (isStale || this.id !== id) return;
    this.box.innerHTML = text ?? "";
    if (text === undefined) this.tell(sentence ?? words.failed);
    if (dives && this.dive()) return;
    this.complete(id, isNode);
    this.show(id);
  }

  /** Expand at once where only a few of one kind can be drawn; say so where there is nothing. */
  dive() {
    const ways = this.buttons().filter(({ dataset }) => dataset.act === "expand");
    const [{ dataset } = { dataset: null }] = ways;
    if (ways.length !== 1 || !(Number(dataset.count) <= FEW)) return false;
    this.box.replaceChildren();
    const { id } = this;
    this.id = null;
    this.act("expand", { ids: [id], value: dataset.value, count: Number(dataset.count) });
    return true;
  }

  /**
   * Add what the page itself knows how to do.
   *
   * @param {string} id
   * @param {boolean} isNode
   */
  complete(id, isNode) {
    const { atlas, words } = this.explorer;
    const pin = this.box.querySelector("[data-act=pin]");
    if (pin && atlas.pins.has(id)) pin.textContent = words.unpin;
    if (!isNode) {
      this.tell(this.nameOf(id));
      if (atlas.edges.get(id)?.type === "link") this.offer("fan", words.fan, id);
      this.offer("show", words.details, id);
    }
    this.box.setAttribute("aria-label", words.menuOf.replace("{name}", this.nameOf(id)));
  }

  /** @param {string} id */
  nameOf(id) {
    const { nodes, edges } = this.explorer.atlas;
    const edge = edges.get(id);
    const ends = edge ? [edge.from, edge.to] : [id];
    return ends.map((end) => nodes.get(end)?.name ?? end).join(" – ");
  }

  /** @param {string} text */
  tell(text) {
    const line = document.createElement("p");
    line.className = "menu-title";
    line.textContent = text;
    this.box.append(line);
  }

  /**
   * @param {string} act
   * @param {string} label
   * @param {string} value
   */
  offer(act, label, value) {
    const button = document.createElement("button");
    button.type = "button";
    Object.assign(button.dataset, { act, value });
    button.textContent = label;
    this.box.append(button);
  }

  /** @param {string} id */
  show(id) {
    const { atlas, map } = this.explorer;
    this.box.hidden = false;
    const spot = atlas.spotOf(id) ?? { x: map.clientWidth / 2, y: map.clientHeight / 2 };
    const size = { width: this.box.offsetWidth, height: this.box.offsetHeight };
    const { x, y } = placed(spot, size, { width: map.clientWidth, height: map.clientHeight });
    this.box.style.left = `${x}px`;
    this.box.style.top = `${y}px`;
    (this.buttons()[0] ?? this.box).focus();
  }

  /** @param {boolean} [givesBack] - Whether the map takes the focus back. */
  close(givesBack = true) {
    this.line.cancel();
    const hadFocus = this.box.contains(document.activeElement);
    this.box.hidden = true;
    if (givesBack && hadFocus) this.explorer.atlas.box.focus();
    // The button that closed it still has to tell what it was about.
    queueMicrotask(() => {
      if (!this.isOpen) this.id = null;
    });
  }

  /** @param {KeyboardEvent} event */
  answerKey(event) {
    const buttons = this.buttons();
    const now = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const next = buttons.length ? stepped(event.key, now, buttons.length) : null;
    if (event.key === "Escape") this.close();
    else if (next !== null) buttons[next].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
