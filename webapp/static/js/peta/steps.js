// Every step is an entry of the browser's history with a number, so that steps can be undone and
// redone without leaving the page.
import { address, tellAddress } from "./state.js";

/** @typedef {{chain: string, step: number, newest: number}} Standing */

const STORED = "jejaring-steps";
const MERGING = 1_500; // milliseconds within which steps of one control are one step
const LOST = 700; // milliseconds after which the browser is held not to have gone anywhere

/**
 * Give where among its steps a page stands that was just loaded.
 *
 * @param {{chain: string, step: number} | null} state - What the entry of the history knows.
 * @param {Standing | null} stored - Where the page stood last in this tab.
 * @param {{type: string, fromMap: boolean, chain: string}} arrival
 * @returns {Standing}
 */
export function standing(state, stored, { type, fromMap, chain }) {
  if (state) {
    const isKnown = stored?.chain === state.chain;
    // Who left for another page and came back finds no later steps: they were dropped.
    const keepsLater = type === "reload" || stored?.step !== state.step;
    const newest = isKnown && keepsLater ? Math.max(stored.newest, state.step) : state.step;
    return { chain: state.chain, step: state.step, newest };
  }
  if (stored && fromMap && type === "navigate") {
    return { chain: stored.chain, step: stored.step + 1, newest: stored.step + 1 };
  }
  return { chain, step: 0, newest: 0 };
}

/** @returns {Standing | null} */
function readStored() {
  try {
    return JSON.parse(sessionStorage.getItem(STORED));
  } catch {
    return null; // storage may be forbidden: then later steps are forgotten when reloading
  }
}

function arrived() {
  const [entry] = performance.getEntriesByType("navigation");
  const from = document.referrer ? new URL(document.referrer) : null;
  const fromMap = from?.origin === location.origin && from.pathname === location.pathname;
  return {
    type: /** @type {PerformanceNavigationTiming} */ (entry)?.type ?? "navigate",
    fromMap: fromMap && history.length > 1,
    chain: Math.random().toString(36).slice(2),
  };
}

export class Steps {
  /** @param {() => void} onTravel - Called when the address is another than the page shows. */
  constructor(onTravel) {
    /** @type {Standing} */
    this.now = standing(history.state?.chain ? history.state : null, readStored(), arrived());
    /** @type {{key: string, until: number} | null} */
    this.merging = null;
    /** @type {Promise<void> | null} */
    this.travelling = null;
    this.isReturning = false;
    this.write();
    addEventListener("popstate", (event) => {
      this.merging = null;
      if (event.state?.chain === this.now.chain) {
        this.now.step = event.state.step;
        this.store();
      } else {
        // An entry that is not ours, such as a link to a place in the page.
        this.now = { ...this.now, step: this.now.step + 1, newest: this.now.step + 1 };
        this.write();
      }
      tellAddress();
      if (!this.isReturning) onTravel();
      this.isReturning = false;
    });
  }

  /** Give the entry of the history where the page stands its number. */
  write() {
    const { chain, step } = this.now;
    history.replaceState({ chain, step }, "", location.href);
    this.store();
  }

  store() {
    try {
      sessionStorage.setItem(STORED, JSON.stringify(this.now));
    } catch {
      // See readStored.
    }
  }

  /**
   * Take a step to an address; steps with the same `merge` in quick succession are one.
   *
   * @param {import("./state.js").Changes} changes
   * @param {string} [merge]
   * @returns {(() => void) | null} What takes it back as if it had not been; null where the
   *   address is the same.
   */
  take(changes, merge) {
    const target = address(location.pathname, changes);
    const before = location.pathname + location.search;
    if (target === before) return null;
    const now = performance.now();
    const isSame = merge !== undefined && this.merging?.key === merge && now < this.merging.until;
    this.merging = merge === undefined ? null : { key: merge, until: now + MERGING };
    if (isSame) {
      history.replaceState(history.state, "", target);
      tellAddress();
      return () => {
        history.replaceState(history.state, "", before);
        tellAddress();
      };
    }
    const step = this.now.step + 1;
    this.now = { ...this.now, step, newest: step };
    history.pushState({ chain: this.now.chain, step }, "", target);
    this.store();
    tellAddress();
    return () => {
      this.now.newest = step - 1;
      this.isReturning = true;
      history.back();
    };
  }

  get canUndo() {
    return this.now.step > 0;
  }

  get canRedo() {
    return this.now.step < this.now.newest;
  }

  undo() {
    return this.travel(-1);
  }

  redo() {
    return this.travel(1);
  }

  /**
   * Go one step, after the one under way; never beyond the page's own.
   *
   * @param {1 | -1} by
   * @returns {Promise<boolean>}
   */
  async travel(by) {
    while (this.travelling) await this.travelling;
    if (!(by < 0 ? this.canUndo : this.canRedo)) return false;
    this.travelling = new Promise((resolve) => {
      const lost = setTimeout(resolve, LOST);
      addEventListener("popstate", () => {
        clearTimeout(lost);
        resolve();
      }, { once: true });
    });
    history.go(by);
    await this.travelling;
    this.travelling = null;
    return true;
  }
}
