// Copying the address that shows the same page on any other day.

/** @type {HTMLAnchorElement} */
const permanent = document.getElementById("permanent");
const button = document.getElementById("copy-link");
const said = document.getElementById("said");

async function copy() {
  try {
    await navigator.clipboard.writeText(permanent.href);
    said.textContent = button.dataset.copied;
  } catch {
    said.textContent = button.dataset.failed;
  }
}

button.hidden = false;
button.addEventListener("click", copy);
