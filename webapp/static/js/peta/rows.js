// The table below the map: fetched anew when the map's choice changes.
import { enliven } from "../tables.js";

let latest = 0;

export async function refreshRows() {
  const section = document.getElementById("rows");
  if (!section) return;
  latest += 1;
  const mine = latest;
  const answer = await fetch(location.href);
  if (!answer.ok || mine !== latest) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  section.replaceChildren(...page.getElementById("rows").childNodes);
  for (const table of section.querySelectorAll("table.data")) enliven(table);
  section.dispatchEvent(new CustomEvent("rows-changed", { bubbles: true }));
}

/** Show which row is meant by what is selected on the map. */
export function chooseRow(id) {
  for (const row of document.querySelectorAll("#rows tr.chosen")) row.classList.remove("chosen");
  if (id) document.querySelector(`#rows tr[data-id="${CSS.escape(id)}"]`)?.classList.add("chosen");
}
