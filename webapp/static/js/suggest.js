// Suggestions under the search box while the reader writes: links, walked with the arrows.

const WAIT = 150;
const LEAST = 2;

const box = document.getElementById("cari");
const list = document.createElement("ul");
list.className = "suggestions";
list.id = "saran";
list.hidden = true;
box.parentElement.append(list);
box.setAttribute("aria-controls", list.id);

let waiting = null;
let latest = 0;

function show(isShown) {
  list.hidden = !isShown;
}

// Names come from data: they are text, never markup.
function item({ name, detail, url }) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  const small = document.createElement("small");
  link.href = url;
  link.textContent = name;
  small.textContent = detail;
  link.append(small);
  line.append(link);
  return line;
}

async function ask() {
  const text = box.value.trim();
  latest += 1;
  const mine = latest;
  if (text.length < LEAST) {
    show(false);
    return;
  }
  const answer = await fetch(`/cari.json?q=${encodeURIComponent(text)}`);
  if (!answer.ok || mine !== latest) return;
  const found = await answer.json();
  list.replaceChildren(...found.map(item));
  show(found.length > 0 && document.activeElement === box);
}

function step(from, down) {
  const links = [...list.querySelectorAll("a")];
  const next = links.indexOf(from) + (down ? 1 : -1);
  if (next < 0) box.focus();
  else links[Math.min(next, links.length - 1)]?.focus();
}

box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, WAIT);
});
box.parentElement.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !list.hidden) {
    show(false);
    box.focus();
  } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    step(event.target, event.key === "ArrowDown");
  }
});
box.parentElement.addEventListener("focusout", (event) => {
  if (!box.parentElement.contains(event.relatedTarget)) show(false);
});
