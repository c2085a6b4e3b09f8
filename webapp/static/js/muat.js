// Files may be dropped on the form, and are sent at once.

const form = document.getElementById("kirim-berkas");
const input = form.elements.namedItem("berkas");
document.getElementById("letakkan").hidden = false;

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
}
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) form.classList.remove("over");
});
form.addEventListener("drop", (event) => {
  event.preventDefault();
  form.classList.remove("over");
  if (event.dataTransfer.files.length === 0) return;
  input.files = event.dataTransfer.files;
  form.requestSubmit();
});
form.addEventListener("submit", () => {
  const button = form.querySelector("button");
  // Disabled after sending has begun, so that a second press sends nothing twice.
  setTimeout(() => { button.disabled = true; });
});
addEventListener("pageshow", () => { form.querySelector("button").disabled = false; });
