// Named views: what the map shows is saved under a name, and what was saved is listed.
import { change, params } from "./state.js";

/**
 * @typedef {{id: string, name: string, description: string, mode: string, per: string | null}} View
 */

const get = document.getElementById.bind(document);
/** @type {HTMLDialogElement} */
const dialog = get("views");
/** @type {HTMLFormElement} */
const form = get("view-form");
const list = get("view-list");
const question = get("view-question");
const submit = get("view-submit");
const words = JSON.parse(dialog.dataset.words);
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const fields = {
  state: field("keadaan"),
  replaced: field("ganti"),
  name: field("nama"),
  description: field("keterangan"),
  always: field("hari_ini"),
};

/** @type {View[]} */
let known = [];

/** @param {string} text */
const folded = (text) =>
  text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().split(/\s+/).filter(Boolean).join(" ");

/** @param {string} text */
function say(text) {
  get("said").textContent = text;
}

/** @param {View} view */
const pathOf = (view) => `/peta/pandangan/${encodeURIComponent(view.id)}`;

/** Say which view is open, where one is. */
function showOpen() {
  const open = known.find((view) => view.id === params().get("pandangan"));
  get("view-open").textContent = open ? words.open.replace("{name}", open.name) : "";
  return open;
}

/** Say whether saving would replace a view, before it is done. */
function weigh() {
  const same = known.find((view) => folded(view.name) === folded(fields.name.value));
  fields.replaced.value = same?.id ?? "";
  question.textContent = same ? words.replaces.replace("{name}", same.name) : "";
  submit.textContent = same ? words.replace : words.save;
}

/** @param {View} view */
async function copy(view) {
  try {
    await navigator.clipboard.writeText(new URL(pathOf(view), location.href).href);
    question.textContent = words.copied;
  } catch {
    question.textContent = words.notCopied;
  }
}

// Names come from data: they are text, never markup.
/** @param {View} view */
function lineOf(view) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  const detail = document.createElement("small");
  const button = document.createElement("button");
  link.href = pathOf(view);
  link.textContent = view.name;
  detail.textContent = [view.mode, view.per, view.description].filter(Boolean).join(" · ");
  button.type = "button";
  button.className = "quiet";
  button.textContent = words.copy;
  button.addEventListener("click", () => copy(view));
  line.append(link, detail, button);
  return line;
}

/** Give a line of the list that only says something. @param {string} text */
function saying(text) {
  const line = document.createElement("li");
  line.textContent = text;
  return line;
}

async function read() {
  const answer = await fetch("/peta/pandangan.json");
  if (!answer.ok) throw new Error(answer.statusText);
  known = await answer.json();
  list.replaceChildren(...known.map(lineOf));
  if (!known.length) list.replaceChildren(saying(words.none));
  return showOpen();
}

async function open() {
  fields.state.value = location.search;
  question.textContent = "";
  dialog.showModal();
  try {
    const current = await read();
    if (current && !fields.name.value) {
      fields.name.value = current.name;
      fields.description.value = current.description;
      fields.always.checked = current.per === null;
    }
    weigh();
  } catch {
    list.replaceChildren(saying(words.unlisted));
  }
}

async function save() {
  submit.setAttribute("disabled", "");
  try {
    const answer = await fetch("/peta/pandangan.json", { method: "POST", body: new FormData(form) });
    const kept = await answer.json();
    if (!answer.ok) {
      question.textContent = kept.error;
      return;
    }
    change({ pandangan: kept.id });
    say(words.saved.replace("{name}", kept.name));
    dialog.close();
    await read();
  } catch {
    question.textContent = words.failed;
  } finally {
    submit.removeAttribute("disabled");
  }
}

get("views-bar").hidden = false;
get("save-view").addEventListener("click", () => open().then(() => fields.name.focus()));
get("list-views").addEventListener("click", () => open().then(() => list.querySelector("a")?.focus()));
get("views-close").addEventListener("click", () => dialog.close());
fields.name.addEventListener("input", weigh);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
document.addEventListener("address-changed", showOpen);
if (params().has("pandangan")) read().catch(() => {}); // its name is only told, not needed
