// A question that must be answered before going on, in a dialog of our own.

/**
 * Ask; resolve with whether the reader agreed.
 *
 * @param {string} question
 * @param {string} yes
 * @param {string} no
 * @returns {Promise<boolean>}
 */
export function ask(question, yes, no) {
  const dialog = document.createElement("dialog");
  const text = document.createElement("p");
  const form = document.createElement("form");
  const before = /** @type {HTMLElement} */ (document.activeElement);
  text.id = "asked";
  text.textContent = question;
  dialog.setAttribute("aria-labelledby", text.id);
  form.method = "dialog";
  form.className = "buttons";
  for (const [value, label] of [["yes", yes], ["no", no]]) {
    const button = document.createElement("button");
    button.value = value;
    button.textContent = label;
    form.append(button);
  }
  dialog.append(text, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus();
      resolve(dialog.returnValue === "yes");
    });
  });
}
