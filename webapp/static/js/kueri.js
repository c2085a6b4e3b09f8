// The console: runs in place with a way to cancel, completes words, remembers what was run.
import { enliven } from "./tables.js";

/** @type {HTMLFormElement} */
const form = document.getElementById("console");
const editor = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("q"));
const given = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("parameter"));
/** @type {HTMLOutputElement} */
const state = document.getElementById("state");
const cancel = document.getElementById("cancel");
/** @type {Record<string, string[]>} */
const words = {
  ...JSON.parse(document.getElementById("words").textContent),
  // As the store writes them; an engine cannot always tell.
  properties: `across affairs amount at at_least betweenness by capital code combination community
    confidence cooperation count country currency degree due_on ends_on evidence file first_stated_on
    form id item kind last_stated_on latitude length_km longitude name name_en number on overseer page
    pagerank population position projection province_code published_on publisher region_code role
    runs_from runs_until scheme scheme_reason scope signed_on stage starts_on title url verified
    year`.split(/\s+/),
  keywords: `MATCH,OPTIONAL MATCH,WHERE,RETURN,WITH,ORDER BY,LIMIT,SKIP,DISTINCT,UNWIND,CASE,WHEN,
    THEN,ELSE,END,EXISTS,UNION,IS NULL,IS NOT NULL,STARTS WITH,CONTAINS,IN,AND,OR,NOT,avg(),
    coalesce(),collect(),count(),date(),duration(),labels(),max(),min(),properties(),round(),size(),
    sum(),toLower(),toString(),type()`.split(/,\s*/),
};

// ------------------------------------------------------------------ running

/** @type {AbortController | null} */
let running = null;

/**
 * @param {"" | "running" | "done" | "cancelled" | "failed"} kind
 * @param {string} [seconds]
 */
function tell(kind, seconds) {
  state.value = kind ? state.dataset[kind].replace("{seconds}", seconds ?? "") : "";
}

/** The address that asks what the form holds. */
function address() {
  const asked = new URL(form.action);
  asked.searchParams.set("q", editor.value);
  if (given.value.trim()) asked.searchParams.set("parameter", given.value);
  return asked;
}

/** @param {string} html */
function showAnswer(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("answer");
  const answer = document.getElementById("answer");
  answer.replaceChildren(...fresh.childNodes);
  for (const table of answer.querySelectorAll("table.data")) enliven(table);
  const place = answer.querySelector(".place");
  if (place) selectPlace(Number(place.dataset.line), Number(place.dataset.column));
}

/**
 * Put the cursor where the error is.
 *
 * @param {number} line
 * @param {number} column
 */
function selectPlace(line, column) {
  const before = editor.value.split("\n").slice(0, line - 1);
  const start = before.reduce((sum, text) => sum + text.length + 1, 0);
  editor.focus();
  editor.setSelectionRange(start + column - 1, start + column);
}

async function run() {
  running?.abort();
  const mine = running = new AbortController();
  const asked = address();
  const began = performance.now();
  const elapsed = () => ((performance.now() - began) / 1000).toLocaleString(
    document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const clock = setInterval(() => tell("running", elapsed()), 100);
  const answer = document.getElementById("answer");
  cancel.hidden = false;
  answer.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(asked, { signal: mine.signal });
    showAnswer(await response.text());
    history.pushState(null, "", asked);
    tell("done", elapsed());
    if (response.ok) remember(editor.value, given.value);
  } catch (error) {
    if (running === mine) tell(error.name === "AbortError" ? "cancelled" : "failed");
  } finally {
    clearInterval(clock);
    if (running === mine) {
      running = null;
      cancel.hidden = true;
      answer.removeAttribute("aria-busy");
    }
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  closeCompletions();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
cancel.addEventListener("click", () => running?.abort());
addEventListener("popstate", () => location.reload());

// ------------------------------------------------------------------ history

const KEPT = 50;
const past = document.getElementById("history");

/** @typedef {{ q: string, parameter: string }} Entry */

/** @returns {Entry[]} */
function readPast() {
  try {
    return JSON.parse(localStorage.getItem("kueri")) ?? [];
  } catch {
    return [];
  }
}

/** @param {Entry[]} entries */
function writePast(entries) {
  try {
    localStorage.setItem("kueri", JSON.stringify(entries));
  } catch {
    // A browser that keeps nothing has no history; the console works all the same.
  }
  showPast(entries);
}

/**
 * @param {string} q
 * @param {string} parameter
 */
function remember(q, parameter) {
  const others = readPast().filter((entry) => entry.q !== q || entry.parameter !== parameter);
  writePast([{ q, parameter }, ...others].slice(0, KEPT));
}

/** @param {Entry[]} entries */
function showPast(entries) {
  past.hidden = entries.length === 0;
  past.querySelector("ol").replaceChildren(...entries.map((entry) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = entry.q.replace(/\s+/g, " ");
    button.title = entry.q;
    button.addEventListener("click", () => {
      editor.value = entry.q;
      given.value = entry.parameter;
      editor.focus();
    });
    item.append(button);
    return item;
  }));
}

past.querySelector(":scope > button").addEventListener("click", () => writePast([]));
showPast(readPast());

// ------------------------------------------------------------------ completion

const MOST = 12;
const list = document.getElementById("completions");
/** @type {{ word: string, typed: string }[]} */
let matches = [];
let chosen = 0;

// What the text before the cursor ends with → which words fit; the first that matches counts.
const CONTEXTS = [
  { before: /['"]([^'"\n]{2,})$/, kinds: ["names"], open: /(['"])[^'"\n]*$/ },
  { before: /-\[\w*:(\w*)$/, kinds: ["types"] },
  { before: /[:|](\w*)$/, kinds: ["labels", "types"] },
  { before: /\w\.(\w*)$/, kinds: ["properties"] },
  { before: /[({,]\s*(\w{2,})$/, kinds: ["properties", "keywords"] },
  { before: /(?:^|[\s(])(\w{2,})$/, kinds: ["keywords"] },
];

/** @param {string} text */
function isInQuotes(text) {
  return (text.split("\n").pop().match(/['"]/g) ?? []).length % 2 === 1;
}

function findMatches() {
  const before = editor.value.slice(0, editor.selectionStart);
  const quoted = isInQuotes(before);
  const context = CONTEXTS.find((one) => Boolean(one.open) === quoted && one.before.test(before));
  if (!context) return { typed: "", found: [] };
  const typed = context.before.exec(before)[1];
  const start = typed.toLowerCase();
  const all = context.kinds.flatMap((kind) => words[kind]);
  const begins = all.filter((word) => word.toLowerCase().startsWith(start));
  const holds = all.filter((word) => quoted && !begins.includes(word) && word.toLowerCase().includes(start));
  const found = [...begins, ...holds].filter((word) => word !== typed);
  return { typed, found: found.slice(0, MOST) };
}

function complete() {
  const { typed, found } = findMatches();
  matches = found.map((word) => ({ word, typed }));
  chosen = 0;
  list.hidden = matches.length === 0;
  list.replaceChildren(...matches.map(({ word }, index) => {
    const item = document.createElement("li");
    item.id = `completion-${index}`;
    item.role = "option";
    item.textContent = word;
    item.addEventListener("mousedown", (event) => {
      event.preventDefault();
      take(index);
    });
    return item;
  }));
  mark();
}

function mark() {
  [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
  list.children[chosen]?.scrollIntoView({ block: "nearest" });
  if (list.hidden) editor.removeAttribute("aria-activedescendant");
  else editor.setAttribute("aria-activedescendant", `completion-${chosen}`);
}

function closeCompletions() {
  matches = [];
  list.hidden = true;
  mark();
}

/** @param {number} index */
function take(index) {
  const { word, typed } = matches[index];
  const end = editor.selectionStart;
  editor.setRangeText(word, end - typed.length, end, "end");
  if (word.endsWith("()")) editor.setSelectionRange(editor.selectionStart - 1, editor.selectionStart - 1);
  closeCompletions();
}

/** @type {Record<string, () => void>} */
const KEYS = {
  ArrowDown: () => { chosen = (chosen + 1) % matches.length; mark(); },
  ArrowUp: () => { chosen = (chosen + matches.length - 1) % matches.length; mark(); },
  Tab: () => take(chosen),
  Enter: () => take(chosen),
  Escape: closeCompletions,
};

editor.setAttribute("aria-autocomplete", "list");
editor.setAttribute("aria-controls", list.id);
editor.addEventListener("input", complete);
editor.addEventListener("blur", closeCompletions);
editor.addEventListener("keydown", (event) => {
  if (list.hidden || event.ctrlKey || event.metaKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});
