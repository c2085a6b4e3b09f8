// The form of filters and the legend: every change is a step, without empty words in the address.

import { params } from "./state.js";

const NOTHING = "tidak-ada"; // a legend of which everything is switched off
const NARROW = "(max-width: 700px)";

/** @typedef {{name: string, values: string[], all: number | null}} Asked */

/**
 * Give what a form's controls change in the address.
 *
 * A legend of which everything is ticked says nothing; `all` is how many boxes it has.
 *
 * @param {Asked[]} controls
 * @returns {import("./state.js").Changes}
 */
export function changesAsked(controls) {
  return Object.fromEntries(controls.map(({ name, values, all }) => {
    if (all === null) return [name, values];
    if (values.length === all) return [name, null];
    return [name, values.length ? values : NOTHING];
  }));
}

/**
 * Give the values of a control, as it is or as the server wrote it.
 *
 * @param {HTMLInputElement | HTMLSelectElement} control
 * @param {boolean} asWritten
 * @returns {string[]}
 */
function valuesOf(control, asWritten) {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    const written = options.find((option) => option.defaultSelected) ?? options[0];
    return [asWritten ? written?.value ?? "" : control.value];
  }
  if (control.type === "checkbox" || control.type === "radio") {
    return (asWritten ? control.defaultChecked : control.checked) ? [control.value] : [];
  }
  return [asWritten ? control.defaultValue : control.value];
}

/**
 * Read the controls of a form, those of one name together.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} asWritten
 * @returns {Asked[]}
 */
function controlsOf(form, asWritten) {
  /** @type {Map<string, Asked>} */
  const found = new Map();
  for (const element of form.elements) {
    const control = /** @type {HTMLInputElement} */ (element);
    const { name, type } = control;
    if (!name || type === "hidden" || control.closest("[data-own]")) continue;
    const isLegend = control.closest("fieldset")?.dataset.name === name;
    if (!found.has(name)) found.set(name, { name, values: [], all: isLegend ? 0 : null });
    const asked = found.get(name);
    if (isLegend) asked.all += 1;
    asked.values.push(...valuesOf(control, asWritten).map((value) => value.trim()).filter(Boolean));
  }
  return [...found.values()];
}

/**
 * Give only what is not as it was written.
 *
 * @param {import("./state.js").Changes} now
 * @param {import("./state.js").Changes} written
 */
export function onlyOther(now, written) {
  const isOther = (/** @type {string} */ name) => String(now[name]) !== String(written[name]);
  return Object.fromEntries(Object.entries(now).filter(([name]) => isOther(name)));
}

/**
 * Draw only the borders whose status the address leaves visible: at once, since all are there.
 *
 * @param {import("./atlas.js").Atlas} atlas
 */
function followStatuses(atlas) {
  let before = "";
  const follow = () => {
    const statuses = params().getAll("status");
    if (statuses.join() === before) return;
    before = statuses.join();
    atlas.filter(({ status }) => !status || !statuses.length || statuses.includes(status));
  };
  document.addEventListener("address-changed", follow);
  follow();
}

/**
 * Have a change in the drawer be a step.
 *
 * @param {HTMLDetailsElement} drawer
 * @param {import("./explorer.js").Explorer} explorer
 */
export function bindFilters(drawer, explorer) {
  const form = () => /** @type {HTMLFormElement} */ (drawer.querySelector("#filters"));
  /** @param {string} [merge] */
  const ask = (merge) => {
    const [now, written] = [false, true].map((asWritten) =>
      changesAsked(controlsOf(form(), asWritten)));
    explorer.step(onlyOther(now, written), { merge });
  };
  drawer.addEventListener("change", (event) => {
    const control = /** @type {HTMLInputElement} */ (event.target);
    if (!control.name || control.form !== form() || control.closest("[data-own]")) return;
    // A year typed into a date is one step, a tick each its own.
    const isWritten = !["checkbox", "radio", "select-one"].includes(control.type);
    ask(isWritten ? control.name : undefined);
  });
  followStatuses(explorer.atlas);
  drawer.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  explorer.onReturn(() => form().reset());
  if (matchMedia(NARROW).matches) drawer.open = false;
}
