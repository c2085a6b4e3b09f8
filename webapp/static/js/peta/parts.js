// The parts of the page that the server writes, escaped there: put in the place of those before.
import { morphChildren } from "./morph.js";

/**
 * Give a selector of a control, so that its successor can be found.
 *
 * @param {Element} control
 */
function selectorOf(control) {
  if (control.id) return `#${CSS.escape(control.id)}`;
  const tests = ["name", "value", "href", "data-act", "data-value"]
    .filter((name) => control.hasAttribute(name))
    .map((name) => `[${name}="${CSS.escape(control.getAttribute(name))}"]`);
  return tests.length ? control.localName + tests.join("") : null;
}

/**
 * Give what a part holds, whether the server gave the part itself or its content.
 *
 * @param {string} id
 * @param {string} html
 * @returns {ParentNode & Node}
 */
function contentOf(id, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  const whole = template.content.firstElementChild;
  return whole?.id === id ? whole : template.content;
}

/**
 * Put a part's new content in the place of the old; the focus stays where it was.
 *
 * @param {string} id
 * @param {string} html
 */
export function replacePart(id, html) {
  const part = document.getElementById(id);
  if (!part) return;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const selector = focused && selectorOf(focused);
  morphChildren(part, contentOf(id, html));
  if (focused && !part.contains(document.activeElement)) {
    const successor = selector && part.querySelector(selector);
    (successor || part.closest("details")?.querySelector("summary") || part).focus();
  }
  document.dispatchEvent(new CustomEvent("part-changed", { detail: { id } }));
}
