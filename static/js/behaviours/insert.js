// Puts its text where the cursor was in a text of the same form (data-into: the input's name).
behaviour("insert", (button) => {
  button.addEventListener("click", () => {
    const input = button.closest("form")?.elements[button.dataset.into];
    if (!input) return;
    const { selectionStart: start, selectionEnd: end } = input;
    input.setRangeText(button.dataset.text, start, end, "end");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
});
