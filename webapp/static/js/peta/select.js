// What is selected: on the map, in the table, in the address, and told in the details.
import { replacePart } from "./parts.js";
import { chooseRows } from "./rows.js";
import { address, change, params } from "./state.js";
import { Line } from "./sync.js";

const ROOM = 45; // pixels over a sheet in which what is selected is seen
const MOST = 500; // what the server takes in one address

/**
 * Give a selection in which some ids are the other way round.
 *
 * @param {string[]} ids
 * @param {string[]} turned
 */
export function toggled(ids, turned) {
  return [...ids.filter((id) => !turned.includes(id)), ...turned.filter((id) => !ids.includes(id))];
}

export class Selection {
  /**
   * @param {import("./atlas.js").Atlas} atlas
   * @param {HTMLElement} aside
   * @param {Words} words
   * @param {(text: string) => void} say
   */
  constructor(atlas, aside, words, say) {
    this.atlas = atlas;
    this.aside = aside;
    this.words = words;
    this.say = say;
    this.line = new Line();
    this.ids = params().getAll("pilih");
    this.mark();
  }

  /** The one that is meant where only one can be: the last selected. */
  get last() {
    return this.ids.at(-1) ?? null;
  }

  /** Those of the selection that are nodes. */
  get nodes() {
    return this.ids.filter((id) => this.atlas.nodes.has(id));
  }

  mark() {
    this.atlas.select(this.ids);
    chooseRows(this.ids);
  }

  /** @param {string[]} ids */
  toggle(ids) {
    return this.set(toggled(this.ids, ids));
  }

  clear() {
    return this.set([]);
  }

  /**
   * Select these and nothing else, and show what is known of them.
   *
   * @param {string[]} ids
   */
  async set(ids) {
    this.ids = [...new Set(ids)].slice(0, MOST);
    change({ pilih: this.ids });
    this.mark();
    if (this.ids.length > 1) this.say(this.words.chosen.replace("{count}", String(this.ids.length)));
    else this.say("");
    if (this.ids.length) await this.ask();
    else this.close();
  }

  /**
   * Take over what the address selects, whose details have come with it.
   *
   * @param {string} details
   */
  adopt(details) {
    const before = this.ids.join(" ");
    this.line.cancel();
    this.ids = params().getAll("pilih");
    this.mark();
    if (details) this.show(details, before === this.ids.join(" "));
    else this.close();
  }

  async ask() {
    const { text, sentence, isStale } = await this.line.ask(address("/peta/rincian"));
    if (isStale) return;
    if (text === undefined) this.tellFailure(sentence ?? this.words.failed);
    else this.show(text, false);
    if (!this.last) return;
    this.atlas.reveal(this.last);
    if (this.ids.length === 1) this.lift();
  }

  /** Move the picture up where the details are a sheet that covers what is selected. */
  lift() {
    const spot = this.atlas.spotOf(this.last);
    if (!spot || this.atlas.covered()) return;
    this.atlas.box.scrollIntoView({ block: "start" });
    const map = this.atlas.box.getBoundingClientRect();
    const over = map.top + spot.y - (this.aside.getBoundingClientRect().top - ROOM);
    if (over > 0) this.atlas.pan(0, -over);
  }

  /**
   * @param {string} html
   * @param {boolean} keepsPlace
   */
  show(html, keepsPlace) {
    this.aside.hidden = false;
    replacePart(this.aside.id, html);
    if (!keepsPlace) this.aside.scrollTop = 0;
  }

  /**
   * Say what the map itself knows where the server does not answer.
   *
   * @param {string} sentence
   */
  tellFailure(sentence) {
    const heading = document.createElement("h2");
    heading.textContent = this.nodes.map((id) => this.atlas.nodes.get(id).name).join(", ");
    const said = document.createElement("p");
    said.textContent = sentence;
    const close = document.createElement("button");
    Object.assign(close, { type: "button", className: "close", textContent: "×" });
    close.dataset.act = "clear";
    this.aside.replaceChildren(close, heading, said);
    this.aside.hidden = false;
  }

  close() {
    this.line.cancel();
    if (this.aside.contains(document.activeElement)) this.atlas.box.focus();
    this.aside.hidden = true;
  }
}
