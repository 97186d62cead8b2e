// Cards that are dragged into another column: dropping fills the card's own form with the column's value and sends it.
// Without a mouse the menu of the card does the same.
behaviour("drop-cards", (board) => {
  let dragged = null;
  const column = (event) => event.target.closest("[data-drop]");
  const mark = (over) => board.querySelectorAll("[data-drop]").forEach((one) => one.classList.toggle("over", one === over));

  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[draggable]");
    dragged?.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
  });
  board.addEventListener("dragover", (event) => {
    const over = column(event);
    if (!dragged || !over) return;
    event.preventDefault();
    mark(over.contains(dragged) ? null : over);
  });
  board.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    mark(null);
  });
  board.addEventListener("drop", (event) => {
    const over = column(event);
    event.preventDefault();
    if (!dragged || !over || over.contains(dragged)) return;
    const form = dragged.querySelector("form[hx-post]");
    form.elements.phase.value = over.dataset.drop;
    form.requestSubmit();
  });
});
