// Keys for the row one stands on (j and k walk): the link or button in it with that data-row-key is pressed.
behaviour("row-keys", (list) => {
  document.addEventListener("keydown", (event) => {
    if (!list.isConnected || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog[open]")) return;
    const key = CSS.escape(event.key);
    const chosen = list.querySelector(`tr[data-here] [data-row-key="${key}"]`);
    if (chosen) event.preventDefault(), chosen.click();
  });
});
