// The page's colours, for what is drawn on a canvas.

const NAMES = ["paper", "ink", "muted", "land", "coast", "line"];

/** @returns {Theme} */
export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colours = NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]);
  return /** @type {any} */ (Object.fromEntries(colours));
}

/**
 * Call back whenever the colours change: dark or light, or on paper.
 * @param {() => void} callback
 */
export function onThemeChange(callback) {
  for (const query of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(query).addEventListener("change", callback);
  }
}
