// Links one walks through with the arrows, beginning in the search field above them.
behaviour("arrow-links", (list) => {
  const field = () => document.querySelector("[data-everywhere]");
  const links = () => [...list.querySelectorAll("a")];

  function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !list.isConnected || links().length === 0) return;
    const all = links();
    const at = all.indexOf(document.activeElement) + step;
    if (at < -1) return;
    event.preventDefault();
    if (at === -1) list.closest("form")?.querySelector("input[type=search]")?.focus();
    else all[Math.min(at, all.length - 1)].focus();
  }

  list.addEventListener("keydown", walk);
  if (list.closest("form")?.contains(field())) field().addEventListener("keydown", walk);
});
