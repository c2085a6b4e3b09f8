// Exploring: every step changes the address, then the page follows the address.
import { replacePart } from "./parts.js";
import { enlivenRows } from "./rows.js";
import { Selection } from "./select.js";
import { address, none, params, pictured } from "./state.js";
import { Steps } from "./steps.js";
import { Line } from "./sync.js";
import { Trouble } from "./trouble.js";
import { savedPins, savedView, ViewKeeper, writePins } from "./view.js";

// After these the old view would look at the wrong place.
/** @type {string[]} */
const ELSEWHERE = ["mode", "tata", "provinsi", "fokus", "mulai", "pusat"];
const EDGE = 30; // pixels at the rim of the map in which nothing is seen well
const UNCHANGED = { appeared: 0, ended: 0 };

/**
 * How the page follows a step.
 *
 * @typedef {object} How
 * @property {string} [merge] - Steps with the same in quick succession are one.
 * @property {boolean} [compare] - Mark what appeared and what ended.
 * @property {string | null} [since] - The date since when, where it went on by dates.
 * @property {boolean} [travels] - The address came from the history: its view is taken too.
 * @property {() => void} [takeBack] - Undoes the step should the server refuse it.
 */

/** Let the browser draw and answer before going on. */
const breath = () => new Promise((resolve) => setTimeout(resolve));

const isCalm = matchMedia("(prefers-reduced-motion: reduce)");

export class Explorer {
  /**
   * @param {import("./atlas.js").Atlas} atlas
   * @param {{map: HTMLElement, details: HTMLElement, words: Words, say: (text: string) => void}} page
   */
  constructor(atlas, { map, details, words, say }) {
    this.atlas = atlas;
    this.map = map;
    this.words = words;
    this.say = say;
    this.mode = map.dataset.mode;
    this.selection = new Selection(atlas, details, words, say);
    this.trouble = new Trouble(map, words);
    this.view = new ViewKeeper(atlas);
    this.line = new Line((isSlow) => map.classList.toggle("loading", isSlow));
    this.loaded = pictured(params());
    this.steps = new Steps(() => this.follow({ travels: true }));
    /** @type {((picture: Picture) => void)[]} */
    this.listeners = [];
    /** @type {(() => void)[]} */
    this.returners = [];
    atlas.box.addEventListener("pins-changed", (event) => {
      this.step({ pin: writePins(/** @type {CustomEvent} */ (event).detail) });
    });
  }

  get isNetwork() {
    return this.mode === "jejaring";
  }

  /**
   * Have something told whenever another picture is there.
   *
   * @param {(picture: Picture) => void} listener
   */
  onPicture(listener) {
    this.listeners.push(listener);
  }

  /**
   * Have something told when a step is taken back before it was loaded.
   *
   * @param {() => void} listener
   */
  onReturn(listener) {
    this.returners.push(listener);
  }

  /**
   * Take a step: put a change into the address, and draw what it then tells.
   *
   * @param {import("./state.js").Changes} changes
   * @param {How} [how]
   * @returns {Promise<{appeared: number, ended: number} | null>} Null where it could not be drawn.
   */
  async step(changes, how = {}) {
    const isElsewhere = ELSEWHERE.some((name) => name in changes);
    if (isElsewhere) this.view.forget();
    else this.view.flush();
    const whole = { ...none(isElsewhere ? ["halaman", "pandang"] : ["halaman"]), ...changes };
    const takeBack = this.steps.take(whole, how.merge);
    if (!takeBack) return UNCHANGED;
    return this.follow({ ...how, takeBack, travels: how.travels || isElsewhere });
  }

  /** @param {1 | -1} by */
  async travel(by) {
    this.view.flush();
    const went = await (by < 0 ? this.steps.undo() : this.steps.redo());
    if (!went) this.say(by < 0 ? this.words.noUndo : this.words.noRedo);
  }

  /**
   * Make the page what the address tells.
   *
   * @param {How} how
   */
  async follow(how) {
    if (pictured(params()) === this.loaded) {
      // Also takes back a question for an address that is no longer meant.
      this.line.cancel();
      this.map.classList.remove("loading");
      this.trouble.hide();
      this.followHere(how);
      return UNCHANGED;
    }
    const asked = pictured(params());
    const { text, sentence, isStale } = await this.line.ask(address("/peta/langkah", how.since ? { sebelum: how.since } : {}));
    if (isStale) return null;
    if (text === undefined) {
      if (sentence) {
        how.takeBack?.();
        this.trouble.refuse(sentence);
      } else {
        this.trouble.wait(() => this.follow(how));
      }
      return null;
    }
    this.loaded = asked;
    this.trouble.hide();
    return this.take(JSON.parse(text), how);
  }

  /**
   * Bring a node into sight, at the scale that is there.
   *
   * @param {string} id
   */
  bring(id) {
    const { atlas } = this;
    const { x, y } = atlas.spotOf(id);
    const right = atlas.box.clientWidth - atlas.covered();
    const isSeen = x > EDGE && x < right - EDGE && y > EDGE && y < atlas.box.clientHeight - EDGE;
    if (isSeen) return;
    atlas.look({ ...atlas.middle(id), scale: atlas.view().scale });
    atlas.tellView(atlas.view());
  }

  /**
   * Follow what the server need not be asked about: pins, selection, view.
   *
   * @param {How} how
   */
  followHere({ travels }) {
    if (!travels) return;
    for (const listener of this.returners) listener();
    this.view.forget();
    this.atlas.setPins(savedPins());
    this.atlas.look(savedView());
    const chosen = params().getAll("pilih");
    if (chosen.join(" ") !== this.selection.ids.join(" ")) this.selection.set(chosen);
  }

  /**
   * Show an answer: the picture first, then the parts round it, so that nothing blocks for long.
   *
   * @param {StepAnswer} answer
   * @param {How} how
   */
  async take({ picture, parts, notices }, { compare = false, travels = false }) {
    const animate = !isCalm.matches;
    if (travels) this.view.forget();
    this.atlas.pins = new Map(savedPins());
    const changed = this.atlas.load(picture, { animate, compare });
    if (travels) this.atlas.look(savedView());
    this.selection.adopt(parts.details ?? "");
    this.say((notices ?? []).join(" "));
    for (const [id, html] of [["map-legend", parts.legend], ["drawer-body", parts.drawer], ["rows", parts.rows]]) {
      await breath();
      // The parts of an answer that came meanwhile are newer.
      if (this.atlas.picture !== picture) return changed;
      replacePart(id, html ?? "");
    }
    enlivenRows();
    this.selection.mark();
    for (const listener of this.listeners) listener(picture);
    return changed;
  }
}
