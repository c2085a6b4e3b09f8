// How far long work has come, without loading the page again.

const box = document.getElementById("jalan");
/** @param {string} name */
const part = (name) => box.querySelector(`[data-part="${name}"]`);
const language = document.documentElement.lang;
const WAIT = 700;

/** @param {{ step: string, about: string, done: number, total: number }} progress */
function show({ step, about, done, total }) {
  part("step").textContent = step;
  part("about").textContent = about;
  const bar = /** @type {HTMLProgressElement} */ (part("bar"));
  if (total) {
    bar.max = total;
    bar.value = done;
    part("count").textContent = `${done.toLocaleString(language)} / ${total.toLocaleString(language)}`;
  } else {
    bar.removeAttribute("value");
    part("count").textContent = "";
  }
}

async function ask() {
  try {
    const answer = await fetch(box.dataset.json);
    const state = await answer.json();
    if (state.state !== "running" && state.state !== "waiting") {
      location.reload(); // the page leads on to the report, or tells what went wrong
      return;
    }
    show(state);
  } catch {
    // The program may be stopping; the next question tells.
  }
  setTimeout(ask, WAIT);
}

if (box?.dataset.json) setTimeout(ask, WAIT);
