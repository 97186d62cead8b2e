// Keys of the whole site: / searches, g and a letter goes, ? shows them all.
behaviour("keys", (help) => {
  let waiting;
  document.addEventListener("keydown", (event) => {
    const everywhere = document.querySelector("[data-everywhere]");
    if (event.key === "k" && (event.ctrlKey || event.metaKey) && everywhere?.offsetParent) {
      event.preventDefault();
      everywhere.select();
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
    if (waiting) {
      clearTimeout(waiting);
      waiting = undefined;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) event.preventDefault(), link.click();
      return;
    }
    if (event.key === "g") waiting = setTimeout(() => (waiting = undefined), 1200);
    else if (event.key === "?") help.showModal();
    else if (event.key === "/") {
      const search = [...document.querySelectorAll("[data-search], main input[type=search]")].find((input) => input.offsetParent);
      if (search) event.preventDefault(), search.focus();
    }
  });
});
