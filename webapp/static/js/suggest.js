// Suggestions under the search box while the reader writes: a combobox with a list in groups.
// On the map Enter puts what is chosen there; on other pages it opens its page.

/**
 * @typedef {{id: string, name: string, parts: [string, boolean][], detail: string, url: string,
 *   map: string}} Hit
 * @typedef {{kind: string, title: string, total: number, way: string, hits: Hit[]}} Group
 */

const WAIT = 80;
const LEAST = 2;
const SLOW = 800; // milliseconds after which the reader is told that it takes time

/** @type {HTMLInputElement} */
const box = document.getElementById("cari");
const form = box.form;
const words = JSON.parse(form.dataset.words);
const map = document.getElementById("map");
const onMap = map !== null && !("small" in map.dataset);

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {(string | Node)[]} children
 */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children); // strings become text, never markup
  return made;
}

const list = element("div", { id: "saran", role: "listbox", "aria-label": words.list });
const said = element("p", { class: "found", role: "status" });
const popup = element("div", { class: "suggestions" }, list, said);
popup.hidden = true;
form.append(popup);
for (const [name, value] of Object.entries({
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-controls": list.id,
  "aria-expanded": "false",
})) box.setAttribute(name, value);

/** @type {Hit[]} */
let hits = [];
let active = -1;
/** @type {string | null} What the list answers; null where nothing was asked or answered. */
let answered = null;
let waiting = 0;
/** @type {AbortController | null} */
let asking = null;

/** @param {number} place */
const option = (place) => document.getElementById(`saran-${place}`);

/** @param {boolean} isShown */
function show(isShown) {
  popup.hidden = !isShown;
  box.setAttribute("aria-expanded", String(isShown && hits.length > 0));
  if (!isShown) activate(-1);
}

/** @param {number} place */
function activate(place) {
  option(active)?.setAttribute("aria-selected", "false");
  active = place;
  const chosen = option(place);
  if (chosen) {
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", chosen.id);
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

/**
 * @param {Hit} hit
 * @param {number} place
 */
function optionOf(hit, place) {
  const name = hit.parts.map(([text, isAsked]) => (isAsked ? element("mark", {}, text) : text));
  const other = element("span", { class: "other", "aria-hidden": "true" }, words.other);
  return element(
    "div",
    { id: `saran-${place}`, role: "option", "aria-selected": "false", "data-place": String(place) },
    other,
    element("span", {}, ...name),
    element("small", {}, ` ${hit.detail}`),
  );
}

/** @param {Group[]} groups */
function fill(groups) {
  hits = groups.flatMap((group) => group.hits);
  active = -1;
  let place = 0;
  list.replaceChildren(...groups.map(({ kind, title, total, way, hits: found }) => {
    const of = total > found.length
      ? words.some.replace("{shown}", found.length).replace("{total}", total.toLocaleString(document.documentElement.lang))
      : "";
    const note = [words[way], of].filter(Boolean).join(" · ");
    const heading = element(
      "div",
      { id: `saran-${kind}`, class: "heading", role: "presentation" },
      title,
      element("small", {}, note),
    );
    const options = found.map((hit) => optionOf(hit, place++));
    return element("div", { role: "group", "aria-labelledby": heading.id }, heading, ...options);
  }));
}

/** @param {string} text */
function tell(text) {
  said.textContent = text;
}

/** Ask for what is written, and show the answer unless something newer was asked meanwhile. */
async function ask() {
  clearTimeout(waiting);
  const text = box.value.trim();
  asking?.abort();
  if (text.length < LEAST) {
    answered = null;
    show(false);
    return;
  }
  const mine = asking = new AbortController();
  const slow = setTimeout(() => {
    tell(words.slow);
    show(document.activeElement === box);
  }, SLOW);
  try {
    const answer = await fetch(`/cari.json?q=${encodeURIComponent(text)}`, { signal: mine.signal });
    const found = await answer.json();
    if (mine.signal.aborted) return;
    if (answer.ok) {
      fill(found.groups);
      if (found.waits) tell(words.waits);
      else tell(hits.length ? words.hint : words.nothing.replace("{text}", text));
    } else {
      fill([]);
      tell(found.error ?? words.failed);
    }
    answered = text;
  } catch {
    if (mine.signal.aborted) return;
    fill([]);
    answered = null;
    tell(words.failed);
  } finally {
    clearTimeout(slow);
  }
  show(document.activeElement === box);
  if (onMap && hits.length) activate(0);
}

/**
 * Do with a hit what Enter does, or the other thing that can be done with it.
 *
 * @param {Hit} hit
 * @param {boolean} isOther
 */
function choose(hit, isOther) {
  show(false);
  if (onMap && !isOther) {
    box.value = "";
    answered = null;
    document.dispatchEvent(new CustomEvent("actor-chosen", { detail: { id: hit.id } }));
  } else {
    location.assign(onMap || !isOther ? hit.url : hit.map);
  }
}

/** @param {KeyboardEvent} event */
async function enter(event) {
  const isOther = event.ctrlKey || event.metaKey;
  if (active < 0 && !onMap && !isOther) return; // the page with all that is found
  event.preventDefault();
  if (answered !== box.value.trim()) await ask();
  const hit = hits[Math.max(active, 0)];
  if (hit && answered !== null) choose(hit, isOther);
}

/** @param {number} by */
function move(by) {
  if (!hits.length) return;
  if (popup.hidden) show(true);
  // One place more than there are hits: what is written, without a hit.
  const count = hits.length + 1;
  activate(((active + 1 + by + count) % count) - 1);
}

box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, WAIT);
});
box.addEventListener("focus", () => {
  if (answered !== null && answered === box.value.trim()) show(true);
});
box.addEventListener("blur", () => show(false));
box.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter") {
    enter(event);
  } else if (event.key === "Escape" && !popup.hidden) {
    event.preventDefault(); // which would empty the box as well
    event.stopPropagation();
    show(false);
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  }
});
popup.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
list.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const chosen = /** @type {HTMLElement} */ (target.closest("[role=option]"));
  if (!chosen) return;
  const isOther = target.closest(".other") !== null || event.ctrlKey || event.metaKey;
  choose(hits[Number(chosen.dataset.place)], isOther);
});
