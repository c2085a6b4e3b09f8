// How many agreements began and ended in each year: bars over the slider, each of which is its year.

const SVG = "http://www.w3.org/2000/svg";
const [ABOVE, BELOW] = [24, 10]; // pixels for what began, and for what ended

/** @typedef {{year: number, began: number, ended: number}} Year */

/**
 * Give bars of a height within `room` that grow with their counts; what is there is seen.
 * @param {number[]} counts
 * @param {number} room
 */
export function heights(counts, room) {
  const most = Math.max(1, ...counts);
  return counts.map((count) => (count ? Math.max(1, (room * count) / most) : 0));
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Element[]} children
 */
function element(name, attributes, children = []) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.append(...children);
  return made;
}

/**
 * Name the first and the last year, and those between that end in 0 or 5.
 * @param {number[]} years
 */
function axis(years) {
  const [first, last] = [years[0], years.at(-1)];
  const near = years.length / 12; // years so near the ends would be written over them
  const named = years.filter((year) => year === first || year === last
    || (year % 5 === 0 && year - first > near && last - year > near));
  const row = document.createElement("div");
  row.className = "axis";
  row.ariaHidden = "true";
  row.append(...years.map((year) => {
    const place = document.createElement("span");
    place.textContent = named.includes(year) ? String(year) : "";
    return place;
  }));
  return row;
}

/**
 * Draw the bars; give what shows which year is meant.
 * @param {HTMLElement} box
 * @param {Year[]} years without a gap
 * @param {{words: Words, choose: (year: number) => void}} hands
 * @returns {(year: number) => void}
 */
export function drawHistogram(box, years, { words, choose }) {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const up = heights(years.map(({ began }) => began), ABOVE);
  const down = heights(years.map(({ ended }) => ended), BELOW);
  const columns = years.map(({ year, began, ended }, i) => {
    const title = element("title", {});
    title.textContent = words.clickBar
      .replace("{year}", String(year))
      .replace("{began}", number.format(began))
      .replace("{ended}", number.format(ended));
    // The title belongs to the whole column, so that a year without a bar can be chosen too.
    const column = element("g", { "data-year": year }, [
      title,
      element("rect", { class: "whole", x: i - 0.5, width: 1, y: 0, height: ABOVE + BELOW }),
      element("rect", { class: "began", x: i - 0.38, width: 0.76, y: ABOVE - up[i], height: up[i] }),
      element("rect", { class: "ended", x: i - 0.38, width: 0.76, y: ABOVE, height: down[i] }),
    ]);
    column.addEventListener("click", () => choose(year));
    return column;
  });
  const picture = element("svg", {
    viewBox: `-0.5 0 ${years.length} ${ABOVE + BELOW}`,
    preserveAspectRatio: "none",
    role: "img",
    "aria-label": words.years,
  }, columns);
  box.replaceChildren(picture, axis(years.map(({ year }) => year)));
  return (year) => {
    for (const [i, column] of columns.entries()) {
      column.classList.toggle("now", years[i].year === year);
      column.classList.toggle("later", years[i].year > year);
    }
  };
}
