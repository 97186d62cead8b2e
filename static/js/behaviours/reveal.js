// A button whose answer appears elsewhere (data-reveal) brings it into sight, on a phone below the form.
behaviour("reveal", (button) => {
  button.addEventListener("htmx:finally:request", () => {
    document.querySelector(button.dataset.reveal)?.scrollIntoView({ block: "nearest" });
  });
});
