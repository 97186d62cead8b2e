// A dialog opens as a popover without scripts; here it becomes modal: focus stays inside, Esc and a click outside close it.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[popovertarget]");
  const dialog = button && document.getElementById(button.getAttribute("popovertarget"));
  if (dialog?.tagName !== "DIALOG" || dialog.hasAttribute("popover")) return;
  if (button.getAttribute("popovertargetaction") === "hide") dialog.close();
  else dialog.showModal();
});

behaviour("dialog", (dialog) => {
  dialog.removeAttribute("popover");
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
});
