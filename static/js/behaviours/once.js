// One click, one request: the pressed button shows that it works and does not answer again.
behaviour("once", (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    form.closest("dialog")?.addEventListener("close", free, { once: true });
  });
  const free = () => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  };
  form.addEventListener("htmx:finally:request", free);
  window.addEventListener("pageshow", free);
});
