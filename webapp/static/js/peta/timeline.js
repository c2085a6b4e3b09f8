// A date by the year: a slider with the years' agreements, and play.
import { drawHistogram } from "./histogram.js";
import { params } from "./state.js";

const PAUSE = 1_300; // milliseconds from year to year
const SPEEDS = [1, 2, 4, 0.5];

/** @param {Date} day @returns {string} as an address has it */
function written(day) {
  return new Date(day.getTime() - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * Give the day at which a year is shown: its last, or today.
 * @param {number} year
 * @param {Date} [today]
 */
export function lastDay(year, today = new Date()) {
  return year === today.getFullYear() ? written(today) : `${String(year).padStart(4, "0")}-12-31`;
}

/**
 * Give how a date is told on the slider: by its year where the year is over then.
 * @param {string} date
 * @param {string} language
 */
export function dateWords(date, language) {
  const [year, month, day] = date.split("-").map(Number);
  if (month === 12 && day === 31) return String(year);
  const format = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", year: "numeric" });
  return format.format(new Date(year, month - 1, day));
}

/** @param {string} date */
const yearOf = (date) => Number(date.slice(0, 4));

class Timeline {
  /**
   * @param {HTMLElement} box
   * @param {TimelineHands} hands
   */
  constructor(box, { step, say, words }) {
    this.step = step;
    this.say = say;
    this.words = words;
    const part = (/** @type {string} */ id) => box.querySelector(`#${id}`);
    this.slider = /** @type {HTMLInputElement} */ (part("year"));
    this.output = /** @type {HTMLOutputElement} */ (part("year-said"));
    this.play = part("play");
    this.speed = part("speed");
    const told = document.getElementById("timeline-data")?.textContent;
    const { years } = told ? JSON.parse(told) : { years: [] };
    const bars = part("histogram");
    const choose = (/** @type {number} */ year) => this.go(lastDay(year));
    this.markYear = bars && years.length ? drawHistogram(bars, years, { words, choose }) : () => {};
    // The slider's thumb stands under the middle of its year's bar.
    this.slider.style.setProperty("--years", String(years.length || 1));
    this.rate = SPEEDS[0];
    this.isPlaying = false;
    /** @type {string | null} */
    this.wanted = null;
    this.isBusy = false;
    this.date = params().get("per") ?? lastDay(this.slider.valueAsNumber);
    this.show(this.date);
  }

  /** Show a date without going there. @param {string} date */
  show(date) {
    this.date = date;
    this.slider.value = String(yearOf(date));
    this.output.value = dateWords(date, document.documentElement.lang);
    this.slider.setAttribute("aria-valuetext", this.output.value);
    this.markYear(yearOf(date));
  }

  /** Go to a date; of several asked for in the meantime only to the last. @param {string} date */
  async go(date) {
    this.wanted = date;
    if (this.isBusy) return;
    this.isBusy = true;
    while (this.wanted) {
      const [before, next] = [this.date, this.wanted];
      this.wanted = null;
      if (next === before) continue;
      this.show(next);
      // Backwards, what is gone has not ended but not begun: nothing is marked.
      const forward = next > before;
      const changed = await this.step(next, { compare: forward, since: forward ? before : null });
      if (changed) this.tell(before, next, changed);
      else {
        this.stop();
        this.show(params().get("per") ?? before); // a refused step was taken back
      }
    }
    this.isBusy = false;
  }

  /** @param {string} before @param {string} after @param {{appeared: number, ended: number}} changed */
  tell(before, after, { appeared, ended }) {
    const [from, to] = [before, after].map((date) => dateWords(date, document.documentElement.lang));
    if (after < before) {
      this.say(to);
      return;
    }
    const { words } = this;
    const told = appeared || ended
      ? `${appeared} ${words.appeared}, ${ended} ${words.ended}`
      : words.unchanged;
    this.say(`${from} → ${to}: ${told}`);
  }

  stop() {
    this.isPlaying = false;
    this.play.textContent = this.words.play;
    this.play.setAttribute("aria-pressed", "false");
  }

  async start() {
    const [first, last] = [Number(this.slider.min), Number(this.slider.max)];
    this.isPlaying = true;
    this.play.textContent = this.words.pause;
    this.play.setAttribute("aria-pressed", "true");
    if (yearOf(this.date) >= last) await this.go(lastDay(first));
    while (this.isPlaying && yearOf(this.date) < last) {
      const begun = performance.now();
      await this.go(lastDay(yearOf(this.date) + 1));
      const rest = PAUSE / this.rate - (performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, Math.max(60, rest)));
    }
    this.stop();
  }

  nextSpeed() {
    this.rate = SPEEDS[(SPEEDS.indexOf(this.rate) + 1) % SPEEDS.length];
    const told = `${new Intl.NumberFormat(document.documentElement.lang).format(this.rate)}×`;
    this.speed.textContent = told;
    this.speed.setAttribute("aria-label", `${this.words.speed} ${told}`);
  }

  listen() {
    this.slider.addEventListener("input", () => this.go(lastDay(this.slider.valueAsNumber)));
    this.play.addEventListener("click", () => (this.isPlaying ? this.stop() : this.start()));
    this.speed?.setAttribute("aria-label", `${this.words.speed} ${this.speed.textContent}`);
    this.speed?.addEventListener("click", () => this.nextSpeed());
    // A step undone, or a date written into the form.
    document.addEventListener("address-changed", () => {
      const date = params().get("per");
      if (date && date !== this.date && !this.isBusy) this.show(date);
    });
  }
}

/**
 * @typedef {object} TimelineHands
 * @property {(date: string, how: {compare: boolean, since: string | null}) => Promise<{appeared: number, ended: number} | null>} step
 *   draws the map anew and resolves with what appeared and ended, or with null where it could not
 * @property {(text: string) => void} say
 * @property {Words} words
 */

/**
 * @param {HTMLElement | null} box
 * @param {TimelineHands} hands
 */
export function bindTimeline(box, hands) {
  if (!box) return;
  new Timeline(box, hands).listen();
  box.hidden = false;
}
