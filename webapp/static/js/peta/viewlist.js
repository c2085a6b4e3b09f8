// The page of all views: copying the link of one.

const said = document.getElementById("said");
const words = document.getElementById("view-words").dataset;

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (
  document.querySelectorAll("button[data-copy]")
)) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
      said.textContent = words.copied;
    } catch {
      said.textContent = words.failed;
    }
  });
}
