// What is said when a step could not be loaded, and trying again.
import { pauseAfter } from "./sync.js";

export class Trouble {
  /**
   * @param {HTMLElement} map
   * @param {Words} words
   */
  constructor(map, words) {
    this.words = words;
    this.failures = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.counting = undefined;
    /** @type {() => void} */
    this.again = () => {};
    this.box = document.createElement("div");
    this.box.className = "trouble screen-only";
    this.box.hidden = true;
    this.sentence = document.createElement("p");
    this.sentence.setAttribute("role", "alert");
    this.countdown = document.createElement("span");
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.textContent = words.retry;
    this.button.addEventListener("click", () => this.retry());
    this.box.append(this.sentence, this.countdown, " ", this.button);
    map.append(this.box);
    addEventListener("online", () => {
      if (!this.button.hidden && !this.box.hidden) this.retry();
    });
  }

  /**
   * Say what the server refused; it would refuse it again.
   *
   * @param {string} sentence
   */
  refuse(sentence) {
    this.hide();
    this.button.hidden = true;
    this.say(sentence);
  }

  /**
   * Say that the server is gone, and try again by oneself after growing pauses.
   *
   * @param {() => void} again
   */
  wait(again) {
    clearInterval(this.counting);
    this.again = again;
    this.button.hidden = false;
    let seconds = pauseAfter(++this.failures);
    const tick = () => {
      this.countdown.textContent = this.words.retryIn.replace("{seconds}", String(seconds));
      if (seconds-- <= 0) this.retry();
    };
    this.say(this.words.gone);
    tick();
    this.counting = setInterval(tick, 1_000);
  }

  retry() {
    clearInterval(this.counting);
    this.countdown.textContent = this.words.loading;
    this.again();
  }

  /** @param {string} sentence */
  say(sentence) {
    // Saying the same again would be read aloud again.
    if (this.sentence.textContent !== sentence) this.sentence.textContent = sentence;
    this.box.hidden = false;
  }

  /** Everything answers again. */
  hide() {
    clearInterval(this.counting);
    const hadFocus = this.box.contains(document.activeElement);
    this.failures = 0;
    this.box.hidden = true;
    this.sentence.textContent = this.countdown.textContent = "";
    if (hadFocus) document.getElementById("canvas").focus();
  }
}
