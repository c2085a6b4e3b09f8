// Asking the server for the step that the address tells; the latest question alone counts.

const SLOW = 300; // milliseconds after which the reader is told that something is loading
const PATIENCE = 30_000;
const AWAY = [502, 503, 504]; // what a proxy says of a server that is not there
const LONGEST_PAUSE = 60;

/**
 * Give how many seconds to wait before the next try.
 *
 * @param {number} failures - How often it has failed so far.
 */
export function pauseAfter(failures) {
  return Math.min(LONGEST_PAUSE, 2 ** failures);
}

/**
 * Give the sentence with which the server refused.
 *
 * @param {Response} answer
 * @returns {Promise<string | null>}
 */
export async function sentenceOf(answer) {
  const text = await answer.text();
  if (answer.headers.get("content-type")?.includes("json")) {
    const told = JSON.parse(text);
    return told.error ?? told.detail ?? told.title ?? null;
  }
  const page = new DOMParser().parseFromString(text, "text/html");
  return page.querySelector(".problem p")?.textContent.trim() ?? null;
}

/**
 * What the server said: a text, or a sentence of refusal, or nothing at all.
 *
 * @typedef {{text?: string, sentence?: string, isGone?: boolean, isStale?: boolean}} Reply
 */

/**
 * @param {string} url
 * @param {AbortSignal} signal
 * @returns {Promise<Reply>}
 */
async function fetchReply(url, signal) {
  try {
    const answer = await fetch(url, { signal });
    if (AWAY.includes(answer.status)) return { isGone: true };
    if (answer.ok) return { text: await answer.text() };
    return { sentence: (await sentenceOf(answer)) ?? `${answer.status} ${answer.statusText}` };
  } catch {
    return { isGone: true };
  }
}

/** Questions of one kind: a new one makes those before it stale. */
export class Line {
  /** @param {(isSlow: boolean) => void} [onSlow] */
  constructor(onSlow = () => {}) {
    this.onSlow = onSlow;
    /** @type {AbortController | null} */
    this.under = null;
  }

  cancel() {
    this.under?.abort();
    this.under = null;
  }

  /**
   * Ask; a question that is stale by its answer's time says so instead.
   *
   * @param {string} url
   * @returns {Promise<Reply>}
   */
  async ask(url) {
    this.cancel();
    const mine = new AbortController();
    this.under = mine;
    const slow = setTimeout(() => this.onSlow(true), SLOW);
    const tired = setTimeout(() => mine.abort(), PATIENCE);
    const reply = await fetchReply(url, mine.signal);
    clearTimeout(slow);
    clearTimeout(tired);
    if (this.under !== mine) return { isStale: true };
    this.onSlow(false);
    return reply;
  }
}
