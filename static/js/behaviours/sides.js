// Chooses one side (data-side) in every choice between two of its form.
behaviour("sides", (button) => {
  button.addEventListener("click", () => {
    for (const choice of button.form.querySelectorAll(`input[type="radio"][value="${button.dataset.side}"]`)) choice.checked = true;
  });
});
