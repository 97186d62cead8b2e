// What is said below a field: the field looks wrong while an error stands there, and is asked again while one mends it.
behaviour("notes", (notes) => {
  const field = notes.closest(".field");
  const input = field.querySelector("[aria-describedby]");
  let timer;
  new MutationObserver(() => {
    const wrong = Boolean(notes.querySelector(".error"));
    field.classList.toggle("invalid", wrong);
    if (wrong) input?.setAttribute("aria-invalid", "true");
    else input?.removeAttribute("aria-invalid");
  }).observe(notes, { childList: true });
  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (field.classList.contains("invalid")) timer = setTimeout(() => field.dispatchEvent(new Event("recheck")), 500);
  });
});
