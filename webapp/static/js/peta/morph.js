// Putting new content in the place of old without losing what the reader does in it: elements that
// stay keep their focus, their openness, how far they are scrolled, and who listens to them.

// What may hold one control, by which it is known. Others are many, and are not looked into.
const HOLDERS = new Set(["INPUT", "LABEL", "LI"]);

/** @param {Node} node */
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const { id, dataset } = /** @type {HTMLElement} */ (node);
  if (id) return `#${id}`;
  if (dataset.id) return `=${dataset.id}`;
  if (!HOLDERS.has(node.nodeName)) return null;
  const holder = /** @type {HTMLElement} */ (node);
  const control = holder.matches("input") ? holder : holder.querySelector("input[name]");
  if (!control) return null;
  return `${node.nodeName} ${control.getAttribute("name")} ${control.getAttribute("value")}`;
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function morphAttributes(old, fresh) {
  const isOpenable = old.matches("details, dialog");
  for (const { name } of [...old.attributes]) {
    if (!fresh.hasAttribute(name) && !(isOpenable && name === "open")) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (isOpenable && name === "open") continue;
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 */
function morphControl(old, fresh) {
  if (old instanceof HTMLInputElement && fresh instanceof HTMLInputElement) {
    if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.checked;
    // What is being written stays: it has not been asked for yet.
    else if (old !== document.activeElement) old.value = fresh.value;
  } else if (old instanceof HTMLSelectElement && fresh instanceof HTMLSelectElement) {
    for (const [i, option] of [...old.options].entries()) {
      option.selected = fresh.options[i].selected;
    }
  }
}

/**
 * @param {Node} old
 * @param {Node} fresh
 */
function morphNode(old, fresh) {
  if (!(old instanceof Element && fresh instanceof Element)) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return;
  }
  // What a module draws by itself.
  if ("own" in /** @type {HTMLElement} */ (old).dataset) return;
  morphAttributes(old, fresh);
  morphChildren(old, fresh);
  morphControl(old, fresh);
}

/**
 * Make the children of one element the same as those of another, keeping what is there.
 *
 * @param {Element} old
 * @param {ParentNode & Node} fresh
 */
export function morphChildren(old, fresh) {
  /** @type {Map<string, Node>} */
  const keyed = new Map();
  for (const child of old.childNodes) {
    const key = keyOf(child);
    if (key && !keyed.has(key)) keyed.set(key, child);
  }
  let next = old.firstChild;
  for (const child of [...fresh.childNodes]) {
    const key = keyOf(child);
    let match = key ? keyed.get(key) ?? null : null;
    if (!key) {
      match = next;
      while (match && (keyOf(match) || match.nodeName !== child.nodeName)) match = match.nextSibling;
    }
    if (!match || match.nodeName !== child.nodeName) {
      old.insertBefore(document.importNode(child, true), next);
      continue;
    }
    if (key) keyed.delete(key);
    // Only what stands elsewhere is moved: moving takes the focus away.
    if (match === next) next = next.nextSibling;
    else old.insertBefore(match, next);
    morphNode(match, child);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}
