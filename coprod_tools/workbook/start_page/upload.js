// A field to choose a file with; a file that is too large is refused here, before any of it is sent.

function render({ model, el }) {
  const words = model.get("words");
  const id = `coprod-upload-${Math.random().toString(36).slice(2)}`;
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = words.label;
  const field = document.createElement("input");
  field.type = "file";
  field.id = id;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  field.addEventListener("change", async () => {
    const file = field.files[0];
    said.textContent = "";
    if (!file) return;
    if (file.size > model.get("largest")) {
      said.textContent = words.large;
      field.value = "";
      return;
    }
    model.send({ name: file.name }, undefined, [await file.arrayBuffer()]);
  });
  el.classList.add("coprod-upload");
  el.replaceChildren(label, field, said);
}

export default { render };
