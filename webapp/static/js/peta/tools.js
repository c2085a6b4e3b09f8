// The buttons over the map that only the page itself can answer.

/** Id, action, what stands on it, its name in the words, and its key. */
const TOOLS = [
  { id: "undo", act: "undo", sign: "↶", word: "undo", key: "z" },
  { id: "redo", act: "redo", sign: "↷", word: "redo", key: "Shift+z" },
  { id: "lasso", act: "lasso", word: "lasso", key: "l" },
];
/** Those that the page comes with. @type {Record<string, string>} */
const OF_PAGE = { fit: "fit", "zoom-in": "zoomIn", "zoom-out": "zoomOut" };

/**
 * Put the buttons there that the page lacks; give all tools by id.
 *
 * @param {HTMLElement} tools
 * @param {Words} words
 * @returns {Record<string, HTMLButtonElement>}
 */
export function makeTools(tools, words) {
  for (const [id, act] of Object.entries(OF_PAGE)) document.getElementById(id).dataset.act = act;
  for (const { id, act, sign, word, key } of TOOLS) {
    if (document.getElementById(id)) continue;
    const button = document.createElement("button");
    Object.assign(button, { id, type: "button", title: `${words[word]} (${key})` });
    button.textContent = sign ?? words.lassoShort;
    button.setAttribute("aria-label", words[word]);
    button.dataset.act = act;
    tools.append(button);
  }
  const buttons = /** @type {NodeListOf<HTMLButtonElement>} */ (tools.querySelectorAll("button"));
  return Object.fromEntries([...buttons].map((button) => [button.id, button]));
}

/**
 * Let undo and redo be pressed only where there is a step.
 *
 * @param {Record<string, HTMLButtonElement>} tools
 * @param {import("./steps.js").Steps} steps
 */
export function keepCurrent(tools, steps) {
  const update = () => {
    const focused = document.activeElement;
    tools.undo.disabled = !steps.canUndo;
    tools.redo.disabled = !steps.canRedo;
    if (focused instanceof HTMLButtonElement && focused.disabled) {
      document.getElementById("canvas").focus();
    }
  };
  document.addEventListener("address-changed", update);
  update();
}
