// A type-ahead that gathers: each chosen option becomes a ticked box above, and the input is free for the next one.
behaviour("gather", (field) => {
  const hidden = field.querySelector("[data-value]");
  const input = field.querySelector("[role=combobox]");
  const gathered = field.querySelector("[data-gathered]");
  hidden.addEventListener("change", () => {
    if (!hidden.value) return;
    const had = gathered.querySelector(`input[value="${CSS.escape(hidden.value)}"]`);
    if (had) had.checked = true;
    else {
      const box = field.querySelector("template").content.cloneNode(true);
      box.querySelector("input").value = hidden.value;
      box.querySelector("span").textContent = input.value;
      gathered.append(box);
    }
    hidden.value = input.value = "";
  });
});
