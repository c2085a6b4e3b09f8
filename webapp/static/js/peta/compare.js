// Two dates side by side: a second map of the same place, that moves and is chosen from with the first.
import { Atlas } from "./atlas.js";
import { showTips } from "./tip.js";

const SAME = 0.01; // pixels within which two views are one

/** @typedef {{ids: string[], kind: import("./marks.js").MarkKind}} Marked */

/**
 * Give which date comes first, and what is marked on each map and how.
 * @param {string} per the first map's date
 * @param {Pick<Comparison, "date" | "appeared" | "ended">} other of whose ids the first map has
 *   those that appeared, the second those that ended
 * @returns {{isNewer: boolean, first: Marked, second: Marked}}
 */
export function sides(per, { date, appeared, ended }) {
  const isNewer = per >= date;
  return {
    isNewer,
    first: { ids: appeared, kind: isNewer ? "appeared" : "ended" },
    second: { ids: ended, kind: isNewer ? "ended" : "appeared" },
  };
}

export class TwoDates {
  /**
   * @param {Atlas} atlas
   * @param {HTMLElement} map the second map's box, with its canvas
   * @param {object} hands
   * @param {Words} hands.words
   * @param {() => string} hands.date that the first map shows
   * @param {(id: string | null) => void} hands.choose
   */
  constructor(atlas, map, { words, date, choose }) {
    this.atlas = atlas;
    this.map = map;
    this.maps = map.parentElement;
    this.words = words;
    this.date = date;
    this.choose = choose;
    /** @type {Atlas | null} */
    this.other = null;
    this.heading = heading(atlas.box.parentElement);
    this.otherHeading = heading(map);
  }

  /** Show the second date of a picture, or only the first. @param {Picture} picture */
  show(picture) {
    const { compare } = picture;
    this.map.hidden = !compare;
    this.maps.classList.toggle("compared", Boolean(compare));
    this.heading.hidden = this.otherHeading.hidden = !compare;
    if (!compare) {
      this.atlas.network.redraw(); // in the room that is free again
      return;
    }
    const second = { ...picture, nodes: compare.nodes, edges: compare.edges };
    delete second.path;
    if (this.other) this.other.load(second, { animate: false });
    else this.open(second);
    const { isNewer, first, second: past } = sides(this.date(), compare);
    this.maps.classList.toggle("newer-first", isNewer);
    this.atlas.markChanged(first.ids, first.kind);
    this.other.markChanged(past.ids, past.kind);
    this.title(this.heading, this.date(), first);
    this.title(this.otherHeading, compare.date, past);
    this.atlas.network.redraw();
    this.follow(this.atlas, this.other);
  }

  /** @param {HTMLElement} box @param {string} date @param {{ids: string[], kind: string}} marked */
  title(box, date, { ids, kind }) {
    const language = document.documentElement.lang;
    const day = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(`${date}T00:00`));
    const count = new Intl.NumberFormat(language).format(ids.length);
    const strong = document.createElement("strong");
    strong.textContent = day;
    const text = kind === "appeared" ? this.words.came : this.words.went;
    box.replaceChildren(strong, ` ${text.replace("{count}", count)}`);
  }

  /** @param {Picture} picture */
  open(picture) {
    const { atlas } = this;
    const box = /** @type {HTMLElement} */ (this.map.querySelector(".canvas"));
    const { x, y, scale } = atlas.view();
    const other = new Atlas(box, picture, { view: { position: { x, y }, scale }, pins: atlas.pins });
    this.other = other;
    other.selected = new Set(atlas.selected);
    const tip = document.createElement("p");
    Object.assign(tip, { className: "tip", hidden: true });
    this.map.append(tip);
    showTips(other, tip, this.words);
    atlas.network.on("afterDrawing", () => this.follow(atlas, other));
    other.network.on("afterDrawing", () => this.follow(other, atlas));
    other.network.on("click", ({ pointer }) => {
      const found = other.at(pointer.DOM);
      this.choose(found?.node ?? found?.edge ?? null);
    });
    other.box.addEventListener("view-changed", () => atlas.tellView(atlas.view()));
    atlas.box.addEventListener("selection-changed", () => other.select([...atlas.selected]));
    atlas.box.addEventListener("pins-changed", () => other.setPins(atlas.pins));
    other.box.addEventListener("pins-changed", () => {
      atlas.setPins(other.pins);
      atlas.box.dispatchEvent(new CustomEvent("pins-changed", { detail: atlas.pins }));
    });
  }

  /** Let one map show what the other does. @param {Atlas} leader @param {Atlas} follower */
  follow(leader, follower) {
    if (this.map.hidden || this.following) return;
    const [to, now] = [leader.view(), follower.view()];
    follower.visible = leader.visible;
    follower.viewport.fitted = leader.viewport.fitted;
    const away = Math.hypot(to.x - now.x, to.y - now.y) * to.scale;
    if (away < SAME && Math.abs(to.scale / now.scale - 1) < 1e-6) return;
    this.following = true; // what the follower then draws leads nobody
    follower.viewport.busy = leader.viewport.busy;
    follower.viewport.moved = leader.viewport.moved;
    follower.viewport.look({ position: { x: to.x, y: to.y }, scale: to.scale });
    follower.network.redraw();
    this.following = false;
  }
}

/** @param {HTMLElement} map */
function heading(map) {
  const made = document.createElement("p");
  Object.assign(made, { className: "date-heading", hidden: true });
  map.prepend(made);
  return made;
}
