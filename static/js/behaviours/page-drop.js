// Files dropped anywhere on the page land in the form's input, and are sent at once.
behaviour("page-drop", (place) => {
  const form = place.querySelector("form");
  const input = form.querySelector("input[type=file]");
  const frame = form.querySelector(".file-drop");
  const holds = (event) => form.isConnected && [...(event.dataTransfer?.types ?? [])].includes("Files");

  document.addEventListener("dragover", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    frame.dataset.over = "yes";
  });
  document.addEventListener("dragleave", (event) => {
    if (form.isConnected && !event.relatedTarget) delete frame.dataset.over;
  });
  document.addEventListener("drop", (event) => {
    if (!holds(event)) return;
    event.preventDefault();
    delete frame.dataset.over;
    if (frame.contains(event.target)) return; // the frame has taken them itself
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  form.addEventListener("change", () => input.files.length && form.requestSubmit());
});
