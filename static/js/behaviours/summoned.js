// A dialog that the server sent opens by itself, and is gone once it is closed.
behaviour("summoned", (dialog) => {
  dialog.showModal();
  dialog.addEventListener("close", () => dialog.remove());
});
