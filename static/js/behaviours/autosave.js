// The server keeps this form's draft: once it has saved, the browser's own copy (behaviour "draft") may go.
behaviour("autosave", (part) => {
  const form = part.closest("form");
  part.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (!(ctx.response?.status < 400)) return;
    localStorage.removeItem(`draft:${location.pathname.split("/")[1]}:${form.dataset.draft}`);
  });
});
