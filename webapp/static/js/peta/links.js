// Links of the page that lead to another state of the same map are steps; others follow the state.
import { address, LOCAL, none, params } from "./state.js";

// What another mode of the map does not take over.
const OF_MODE = [...LOCAL, "urut", "halaman", "ukuran", "warna", "tata"];

/**
 * Give the parameters that a link means: what it does not touch is as it is now, not as it was
 * when the link was written.
 *
 * @param {URLSearchParams} meant
 * @param {URLSearchParams} written - The page's parameters when the link was written.
 * @param {URLSearchParams} now
 * @returns {import("./state.js").Changes}
 */
export function changesOf(meant, written, now) {
  const names = new Set([...meant.keys(), ...now.keys()]);
  /** @type {import("./state.js").Changes} */
  const changes = {};
  for (const name of names) {
    const [wanted, before] = [meant.getAll(name), written.getAll(name)];
    const isUntouched = LOCAL.includes(name) && wanted.join("\n") === before.join("\n");
    if (!isUntouched) changes[name] = wanted;
  }
  return changes;
}

/**
 * @param {MouseEvent} event
 * @param {string} mode
 * @returns {HTMLAnchorElement | null}
 */
function linkOf(event, mode) {
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  /** @type {HTMLAnchorElement | null} */
  const link = /** @type {HTMLElement} */ (event.target).closest("main a[href]");
  if (!isPlain || !link || event.defaultPrevented || link.target || link.download) return null;
  if (link.origin !== location.origin || link.pathname !== location.pathname) return null;
  if ("reload" in link.dataset || link.hash) return null;
  const { searchParams } = new URL(link.href);
  // A saved view is opened by the server; another mode is another page.
  if (searchParams.get("pandangan") !== params().get("pandangan") || searchParams.has("lang")) return null;
  return (searchParams.get("mode") ?? "batas") === mode ? link : null;
}

/** Have the links to another language or mode lead from what is shown now. */
function followAddress() {
  for (const link of document.querySelectorAll(".head .tabs a")) {
    const mode = new URL(link.getAttribute("href"), location.href).searchParams.get("mode");
    link.setAttribute("href", address(location.pathname, { ...none(OF_MODE), mode }));
  }
  for (const link of document.querySelectorAll("header .languages a")) {
    const values = params();
    values.set("lang", link.getAttribute("hreflang"));
    link.setAttribute("href", `${location.pathname}?${values}`);
  }
}

/** @param {import("./explorer.js").Explorer} explorer */
export function bindLinks(explorer) {
  let written = params();
  explorer.onPicture(() => {
    written = params();
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event, explorer.mode);
    if (!link) return;
    event.preventDefault();
    explorer.step(changesOf(new URL(link.href).searchParams, written, params()));
  });
  document.addEventListener("address-changed", followAddress);
}
