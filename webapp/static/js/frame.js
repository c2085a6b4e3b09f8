// The keys that work on every page, and the tables.
import "./suggest.js";
import { enliven } from "./tables.js";

/** @type {HTMLInputElement} */
const search = document.getElementById("cari");
/** @type {HTMLDialogElement} */
const keys = document.getElementById("keys");

/**
 * Whether a key press belongs to a field that the reader is writing in.
 *
 * @param {Event} event
 */
export function isWriting(event) {
  const target = event.target;
  return target instanceof HTMLElement
    && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event)) return;
  if (event.key === "/") {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === "?") {
    event.preventDefault();
    keys.showModal();
  }
});

const opener = document.getElementById("show-keys");
opener.hidden = false;
opener.addEventListener("click", () => keys.showModal());

for (const table of document.querySelectorAll("table.data")) enliven(table);
