// Rows of a table that can be dragged into another order. Inputs are numbered by place (columns-3-header), so they
// are numbered anew; without JavaScript the buttons in the row do the same.
behaviour("drag-rows", (body) => {
  let dragged = null;
  const rows = () => [...body.querySelectorAll("tr")];

  function renumber() {
    rows().forEach((row, place) => {
      row.querySelectorAll("[name], [id], [for]").forEach((element) => {
        for (const attribute of ["name", "id", "for"]) {
          const value = element.getAttribute(attribute);
          if (value) element.setAttribute(attribute, value.replace(/-\d+-/, `-${place}-`));
        }
      });
      row.querySelectorAll("button[value]").forEach((button) => {
        button.value = button.value.replace(/-\d+$/, `-${place}`);
      });
    });
    body.dispatchEvent(new Event("change", { bubbles: true }));
  }

  body.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("tr[draggable]");
    event.dataTransfer.effectAllowed = "move";
  });
  body.addEventListener("dragover", (event) => {
    const over = event.target.closest("tr[draggable]");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    over[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
  });
  body.addEventListener("drop", (event) => event.preventDefault());
  body.addEventListener("dragend", () => {
    dragged = null;
    renumber();
  });
  // Dragging would keep text in an input from being selected.
  body.addEventListener("focusin", (event) => {
    const row = event.target.closest("tr");
    if (row && event.target.matches("input, select")) row.draggable = false;
  });
  body.addEventListener("focusout", (event) => {
    const row = event.target.closest("tr");
    if (row) row.draggable = true;
  });
});
