// Several chosen ones: what the type-ahead found is added as a tick; a tick taken out leaves it out.
behaviour("subjects", (field) => {
  const chosen = field.querySelector("[data-chosen]");
  const hidden = field.querySelector("[data-value]");
  const input = field.querySelector("[role=combobox]");

  field.addEventListener("change", (event) => {
    if (event.target !== hidden || !hidden.value) return;
    const there = [...chosen.querySelectorAll("input")].find((tick) => tick.value === hidden.value);
    if (there) there.checked = true;
    else {
      const label = document.createElement("label");
      const tick = Object.assign(document.createElement("input"), { type: "checkbox", name: hidden.name, value: hidden.value, checked: true });
      const name = Object.assign(document.createElement("span"), { textContent: input.value });
      label.className = "check";
      label.append(tick, name);
      chosen.append(label);
    }
    hidden.value = input.value = "";
    input.focus();
  });
});
