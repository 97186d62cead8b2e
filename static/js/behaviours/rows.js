// A list's rows: a click anywhere opens the row's link, j and k walk, Enter opens, x ticks.
behaviour("rows", (table) => {
  const rows = () => [...table.tBodies[0].rows];
  const link = (row) => row?.querySelector(".row-link");
  const here = () => table.querySelector("tr[data-here]");
  const busy = (target) => target.closest("a, button, input, select, textarea, label, summary, dialog, details");

  function move(step) {
    const all = rows();
    const next = all[Math.max(0, Math.min(all.length - 1, all.indexOf(here()) + step))];
    here()?.removeAttribute("data-here");
    next?.setAttribute("data-here", "");
    next?.scrollIntoView({ block: "nearest" });
  }

  function open(row, apart) {
    if (apart) window.open(link(row).href, "_blank", "noopener");
    else link(row).click();
  }

  table.addEventListener("click", (event) => {
    const row = event.target.closest("tbody tr");
    if (!link(row) || busy(event.target) || String(getSelection())) return;
    open(row, event.ctrlKey || event.metaKey);
  });

  document.addEventListener("keydown", (event) => {
    if (!table.isConnected || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (busy(event.target) || document.querySelector(".table[data-behaviour~=rows]") !== table) return;
    if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "Enter" && link(here())) open(here());
    else if (event.key === "x") here()?.querySelector("td input[type=checkbox]")?.click();
  });
});
