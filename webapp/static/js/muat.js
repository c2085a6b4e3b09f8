// Files may be dropped on the form, and are sent at once.

/** @type {HTMLFormElement} */
const form = document.getElementById("kirim-berkas");
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("berkas"));
/** @type {HTMLButtonElement} */
const send = form.querySelector("button");
document.getElementById("letakkan").hidden = false;

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
}
form.addEventListener("dragleave", (event) => {
  if (!form.contains(/** @type {Node} */ (event.relatedTarget))) form.classList.remove("over");
});
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (event.dataTransfer.files.length === 0) return;
  input.files = event.dataTransfer.files;
  form.requestSubmit();
});
form.addEventListener("submit", () => {
  // Disabled after sending has begun, so that a second press sends nothing twice.
  setTimeout(() => { send.disabled = true; });
});
addEventListener("pageshow", () => { send.disabled = false; });
