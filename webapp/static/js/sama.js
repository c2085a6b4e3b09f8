// Pairs are walked with j and k, and decided with a and r.
import { isWriting } from "./frame.js";

const pairs = [...document.querySelectorAll(".pair")];

function current() {
  const active = /** @type {HTMLElement | null} */ (document.activeElement?.closest(".pair"));
  return active ?? document.querySelector(".pair:target");
}

/** @param {HTMLElement | null} pair */
function go(pair) {
  if (!pair) return;
  pair.focus({ preventScroll: true });
  pair.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
  const place = pairs.indexOf(current());
  if (event.key === "j") go(pairs[place + 1]);
  else if (event.key === "k") go(pairs[Math.max(0, place - 1)]);
  else if ((event.key === "a" || event.key === "r") && place >= 0) {
    pairs[place].querySelector(`button[data-key="${event.key}"]`).click();
  } else return;
  event.preventDefault();
});

// After a decision the next pair is where the reader goes on.
if (location.hash.startsWith("#pasangan-")) {
  go(document.querySelector(location.hash.replace(/[^#\w-]/g, "")) ?? pairs.at(-1));
}
