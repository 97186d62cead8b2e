// Search and filters of a list work while one types and chooses; the address holds only what was asked.
behaviour("filters", (form) => {
  form.dataset.live = "yes";
  if (!form.matches("[hx-get], [hx-post]")) {
    form.addEventListener("change", (event) => event.target.matches("select, [type=checkbox], [type=radio]") && form.requestSubmit());
    return;
  }
  form.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    for (const [name, value] of [...ctx.request.body]) if (value === "") ctx.request.body.delete(name);
  });
});
