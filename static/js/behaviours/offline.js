// A form that can be saved without a network: it is kept on the device under its word (`once`) until it can be sent, as
// files too (data-most bytes). A page that came from the device never sends itself: its token may be old.
behaviour("offline", (form) => {
  const place = document.getElementById("unsent");
  if (!place || !device.able) return;
  const stale = Boolean(document.documentElement.dataset.kept);
  if (stale && !form.dataset.resumed) form.elements.once.value = crypto.randomUUID();

  function draft() {
    const all = [...new FormData(form)];
    const labels = {};
    for (const one of form.querySelectorAll("select")) labels[one.name] = one.selectedOptions[0]?.textContent.trim();
    return {
      once: form.elements.once.value, owner: place.dataset.owner, action: form.getAttribute("action"), at: Date.now(), labels,
      entries: all.filter(([name, value]) => name !== "csrf_token" && typeof value === "string"),
      files: all.filter(([, value]) => value instanceof File && value.size).map(([name, file]) => [name, file, file.name]),
    };
  }

  async function store() {
    const kept = draft();
    const size = kept.files.reduce((sum, [, file]) => sum + file.size, 0);
    if (size > Number(form.dataset.most)) return say(word("toomuch"));
    try {
      await device.keep(kept);
    } catch {
      return say(word("unkept"));
    }
    form.reset();
    for (const hidden of form.querySelectorAll("[data-value]")) hidden.value = "";
    form.elements.once.value = crypto.randomUUID();
    place.dispatchEvent(new Event("unsent:changed"));
    if (await caches.match(place.dataset.page, { ignoreVary: true })) location.assign(place.dataset.page);
    else window.scrollTo(0, 0);
  }

  function say(sentence) {
    form.querySelector("[data-note]").textContent = sentence;
    form.dispatchEvent(new CustomEvent("htmx:finally:request"));
  }

  form.addEventListener("submit", (event) => {
    if (navigator.onLine && !stale) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    store();
  }, true);
  form.addEventListener("htmx:error", ({ target, detail }) => target === form && !detail.ctx?.response && store());
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement !== form || ctx.response.status >= 400 || device.toSignIn(ctx.response.headers.get("HX-Redirect"))) return;
    sessionStorage.setItem("entered", form.elements.once.value); // the page after this one drops its draft
  });
});
