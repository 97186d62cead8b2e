// A quiet line on top of the page while anything is being fetched (the stylesheet waits 300 ms before it shows).
behaviour("busy", () => {
  let running = 0;
  const show = (change) => {
    running = Math.max(0, running + change);
    document.body.toggleAttribute("data-busy", running > 0);
  };
  const silent = (event) => event.target.closest?.(".progress, [data-polls]");
  document.addEventListener("htmx:before:request", (event) => silent(event) || show(1));
  document.addEventListener("htmx:finally:request", (event) => silent(event) || show(-1));
});
