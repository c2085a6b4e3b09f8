// A date by the year: a slider, and play.
import { refreshRows } from "./rows.js";
import { change } from "./state.js";

const PAUSE = 1_300; // milliseconds from year to year

function lastDay(year) {
  const today = new Date();
  const here = new Date(today.getTime() - today.getTimezoneOffset() * 60_000).toISOString();
  return year === today.getFullYear() ? here.slice(0, 10) : `${year}-12-31`;
}

/** `step` draws the map anew and resolves with what appeared and ended. */
export function bindTimeline(box, { step, say, words }) {
  const slider = box.querySelector("#year");
  const output = box.querySelector("#year-said");
  const play = box.querySelector("#play");
  let playing = null;
  let busy = Promise.resolve();

  async function go(year) {
    const before = Number(output.value);
    const forward = year > before;
    output.value = String(year);
    document.getElementById("per").value = lastDay(year);
    change({ per: lastDay(year), halaman: null });
    // Backwards, what is gone has not ended but not begun: nothing is marked.
    const { appeared, ended } = await step(forward);
    const told = appeared || ended
      ? `${appeared} ${words.appeared}, ${ended} ${words.ended}`
      : words.unchanged;
    say(forward ? `${before} → ${year}: ${told}` : String(year));
  }

  function stop() {
    clearInterval(playing);
    playing = null;
    play.textContent = words.play;
    refreshRows();
  }

  function tick() {
    if (slider.valueAsNumber >= Number(slider.max)) {
      stop();
      return;
    }
    slider.value = String(slider.valueAsNumber + 1);
    busy = busy.then(() => go(slider.valueAsNumber));
  }

  slider.addEventListener("input", () => {
    busy = busy.then(() => go(slider.valueAsNumber));
  });
  slider.addEventListener("change", () => busy.then(refreshRows));
  play.addEventListener("click", () => {
    if (playing) {
      stop();
      return;
    }
    if (slider.value === slider.max) slider.value = slider.min;
    play.textContent = words.pause;
    playing = setInterval(tick, PAUSE);
    tick();
  });
  box.hidden = false;
}
