// The input of one cell: Enter saves, Esc leaves it as it was, Tab saves and goes on, leaving it unchanged closes it.
behaviour("cell-editor", (editor) => {
  const cell = editor.closest("td");
  const list = editor.closest("[data-columns]");
  const inputs = () => [...editor.querySelectorAll("[name]:not([type=hidden])")];
  const state = () => JSON.stringify([...editor.querySelectorAll("[name]")].map((one) => (one.type === "checkbox" ? one.checked : one.value)));
  const row = cell.closest("tr").id;
  const name = list.dataset.columns.split(",")[cell.cellIndex];
  const before = editor.querySelector(".error, .alert") ? "" : state();
  const tell = (detail) => list.dispatchEvent(new CustomEvent("cell:next", { detail: { row, name, step: 1, open: false, ...detail } }));

  function leave(detail) {
    editor.remove();
    tell(detail);
  }

  function save(detail) {
    if (editor.ariaBusy === "true") return;
    if (state() === before) return leave(detail);
    editor.ariaBusy = "true";
    // Once it was saved the row is another element; when it was refused another editor stands here.
    const answered = () => {
      if (editor.isConnected) return;
      document.removeEventListener("htmx:after:swap", later);
      if (!document.getElementById(editor.id)) tell(detail);
    };
    const later = () => setTimeout(answered);
    document.addEventListener("htmx:after:swap", later);
    editor.addEventListener("htmx:finally:request", () => (editor.ariaBusy = "false"));
    htmx.trigger(editor, "cell:save");
  }

  editor.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing || event.defaultPrevented) return;
    if (event.key === "Escape") event.preventDefault(), leave({});
    else if (event.key === "Tab") event.preventDefault(), save({ open: true, step: event.shiftKey ? -1 : 1 });
    else if (event.key === "Enter" && !(event.target.matches("textarea") && !event.ctrlKey) && !event.target.closest("button")) event.preventDefault(), save({});
  });
  editor.addEventListener("click", (event) => {
    if (event.target.closest("[data-save]")) save({});
    else if (event.target.closest("[data-cancel]")) leave({});
  });
  editor.addEventListener("focusout", () => setTimeout(() => {
    if (editor.isConnected && !editor.contains(document.activeElement) && state() === before) editor.remove();
  }, 200));

  editor.classList.toggle("end", editor.getBoundingClientRect().right > list.getBoundingClientRect().right);
  const first = inputs()[0];
  first?.focus();
  if (first?.select && first.type === "text") first.select();
});
