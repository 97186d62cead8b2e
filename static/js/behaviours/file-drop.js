// Files dropped on the frame land in its input; their names are shown.
behaviour("file-drop", (place) => {
  const input = place.querySelector("input[type=file]");
  const names = place.querySelector(".file-names");
  const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  place.dataset.ready = "yes";

  function tell() {
    names.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name} (${size(file.size)})`;
      return item;
    }));
  }

  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => (event.preventDefault(), (place.dataset.over = "yes")));
  }
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => delete place.dataset.over);
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    const files = new DataTransfer();
    for (const file of input.multiple ? event.dataTransfer.files : [...event.dataTransfer.files].slice(0, 1)) files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  input.addEventListener("change", tell);
});
