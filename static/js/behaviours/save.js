// A form one works in: Ctrl+Enter saves, leaving with unsaved changes asks, a second click is not a second save.
behaviour("save", (form) => {
  let changed = Boolean(form.querySelector(".error-summary"));
  let sending = false;

  const ask = (event) => {
    if (changed && !sending && form.isConnected) event.preventDefault();
  };
  const free = () => {
    sending = false;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  };

  form.addEventListener("input", () => (changed = true));
  form.addEventListener("reset", () => (changed = false));
  form.addEventListener("grid:changed", () => (changed = true));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-main]") ?? undefined);
  });
  form.addEventListener("submit", (event) => {
    if (sending) return event.preventDefault();
    sending = true;
    (event.submitter ?? form.querySelector("[data-main]"))?.setAttribute("aria-busy", "true");
  });
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    // Taken in, or the sign-in was lost and the draft waits behind it: no question on the way.
    if (ctx.response?.headers.get("HX-Redirect")) changed = false;
  });
  form.addEventListener("htmx:finally:request", (event) => event.target === form && free());
  window.addEventListener("beforeunload", ask);
  window.addEventListener("pageshow", free);
});
