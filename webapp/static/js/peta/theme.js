// The page's colours, for what is drawn on a canvas.

const NAMES = ["paper", "ink", "muted", "land", "coast", "line"];

export function readTheme() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]),
  );
}

/** Call back whenever the colours change: dark or light, or on paper. */
export function onThemeChange(callback) {
  for (const query of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(query).addEventListener("change", callback);
  }
}
