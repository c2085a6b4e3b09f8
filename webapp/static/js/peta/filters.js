// The form of filters: applied at once, and without empty words in the address.

export function bindFilters(form) {
  const legend = form.querySelector("#legend");
  form.addEventListener("change", (event) => {
    if (legend?.contains(event.target) || event.target.id === "year") return;
    if (event.target.name === "dari" || event.target.name === "ke") {
      if (!(form.elements.dari.value && form.elements.ke.value)) return;
    }
    form.requestSubmit();
  });
  form.addEventListener("formdata", ({ formData }) => {
    for (const name of new Set(formData.keys())) {
      const values = formData.getAll(name).filter((value) => value !== "");
      formData.delete(name);
      const boxes = form.querySelectorAll(`#legend input[name="${name}"]`);
      if (boxes.length && boxes.length === values.length) continue;
      for (const value of values) formData.append(name, value);
    }
  });
  const drawer = document.getElementById("drawer");
  if (matchMedia("(max-width: 700px)").matches) drawer.open = false;
}
