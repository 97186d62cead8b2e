// Cells that are changed in place: a double click, or Enter and F2 on the cell one walked to with the arrow keys. The
// server answers the input; Tab goes on to the next cell. Ctrl+Z takes back what was done last.
behaviour("cells", (list) => {
  const names = list.dataset.columns.split(",");
  const editable = new Set(list.dataset.editable.split(" ").filter(Boolean));
  const fits = matchMedia("(min-width: 761px)");
  const nameOf = (cell) => names[cell.cellIndex];
  const cells = () => [...list.querySelectorAll("tbody td")].filter((cell) => editable.has(nameOf(cell)));
  const cellAt = (target) => target.closest?.("tbody td");
  const may = (cell) => fits.matches && cell && editable.has(nameOf(cell));
  let waiting;

  function walkTo(cell) {
    if (!cell) return;
    list.querySelector("td[tabindex]")?.removeAttribute("tabindex");
    cell.tabIndex = 0;
    cell.focus();
  }

  function edit(cell) {
    if (!may(cell) || cell.querySelector(".cell-editor")) return;
    const row = cell.closest("tr");
    const url = `${list.dataset.base}/${row.id.slice(-36)}/cells/${nameOf(cell)}?question=${encodeURIComponent(list.dataset.question)}`;
    walkTo(cell);
    htmx.ajax("GET", url, { source: list, target: cell, swap: "afterbegin" });
  }

  // A single click opens the row; it waits a moment, so that a double click can be told from it.
  list.addEventListener("click", (event) => {
    const cell = cellAt(event.target);
    if (!may(cell) || event.target.closest("a, button, input, select, textarea, label, .cell-editor") || event.ctrlKey || event.metaKey) return;
    event.stopPropagation();
    clearTimeout(waiting);
    if (event.detail === 1 && !String(getSelection())) waiting = setTimeout(() => cell.closest("tr").querySelector(".row-link").click(), 230);
  }, true);
  list.addEventListener("dblclick", (event) => (clearTimeout(waiting), !event.target.closest("a, input") && edit(cellAt(event.target))));

  list.addEventListener("keydown", (event) => {
    const cell = cellAt(event.target);
    if (event.target.closest(".cell-editor") || event.target !== cell) return;
    const [x, y] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key] ?? [];
    if (event.key === "Enter" || event.key === "F2") event.preventDefault(), edit(cell);
    else if (x) event.preventDefault(), walkTo(cells()[cells().indexOf(cell) + x]);
    else if (y) event.preventDefault(), walkTo(list.querySelector("tbody").rows[cell.parentNode.sectionRowIndex + y]?.cells[cell.cellIndex]);
  });

  list.addEventListener("cell:next", ({ detail }) => {
    const all = cells();
    const at = all.findIndex((cell) => cell.closest("tr").id === detail.row && nameOf(cell) === detail.name);
    detail.open ? edit(all[at + detail.step]) : walkTo(all[at]);
  });

  document.addEventListener("keydown", (event) => {
    if (!list.isConnected || event.target.closest?.("input, textarea, select")) return;
    if (event.key === "F2" && !event.defaultPrevented) edit(cells().find((cell) => cell.closest("tr[data-here]")) ?? cells()[0]);
    else if (event.key === "z" && (event.ctrlKey || event.metaKey)) [...document.querySelectorAll("[data-undo]")].at(-1)?.click();
  });
});
