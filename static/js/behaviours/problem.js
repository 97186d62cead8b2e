// Refusals other than 422 never land where the answer was aimed: they fill the page's one alert region.
behaviour("problem", (region) => {
  const lost = () => {
    region.replaceChildren(document.getElementById("words").content.cloneNode(true));
    region.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    const status = ctx.response.status;
    // What polls by itself does not wipe away what a person has yet to read.
    if (status < 400) return ctx.sourceElement.closest(".progress, [data-polls]") || region.replaceChildren();
    if (status === 422 || ctx.hx?.retarget) return;
    ctx.target = region;
    ctx.swap = "innerHTML show:top";
    ctx.push = ctx.replace = undefined;
    // A whole page (a proxy's, or our own for a plain request) is not put into the region.
    if (/<html|<body/i.test(ctx.text)) {
      ctx.swap = "none";
      lost();
    }
  });

  document.addEventListener("htmx:error", ({ detail }) => {
    if (detail.error?.name !== "AbortError" && !detail.ctx?.response) lost();
  });
});
