// Columns of a list are made wider and narrower at the edge of their heads; the widths are kept for the reader.
behaviour("resize", (list) => {
  const table = list.querySelector("table");
  const names = list.dataset.columns.split(",");
  const heads = table ? [...table.tHead.rows[0].cells] : [];
  if (heads.length !== names.length) return;

  function fix() {
    const widths = heads.map((head) => Math.round(head.getBoundingClientRect().width));
    let columns = table.querySelector("colgroup");
    if (!columns) {
      columns = document.createElement("colgroup");
      columns.append(...names.map(() => document.createElement("col")));
      table.caption.after(columns);
    }
    [...columns.children].forEach((column, i) => (column.width = widths[i]));
    table.classList.add("sized");
    return [...columns.children];
  }

  function keep(columns) {
    const form = list.querySelector("form.widths");
    const pairs = names.map((name, i) => [name, Math.round(columns[i].width)]);
    form.elements.widths.value = JSON.stringify(Object.fromEntries(pairs));
    form.requestSubmit();
  }

  heads.forEach((head, i) => {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    head.append(grip);
    grip.addEventListener("pointerdown", (down) => {
      down.preventDefault();
      const columns = fix();
      const before = Number(columns[i].width);
      grip.setPointerCapture(down.pointerId);
      const drag = (move) => (columns[i].width = Math.max(40, Math.round(before + move.clientX - down.clientX)));
      grip.addEventListener("pointermove", drag);
      grip.addEventListener("pointerup", () => (grip.removeEventListener("pointermove", drag), keep(columns)), { once: true });
    });
    grip.addEventListener("click", (event) => event.stopPropagation());
  });
});
