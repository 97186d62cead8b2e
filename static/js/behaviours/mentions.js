// @ and the beginning of a name offers colleagues; arrows and Enter (or a click) write the chosen one out.
behaviour("mentions", (box) => {
  const area = box.querySelector("textarea");
  const list = box.querySelector("[role=listbox]");
  const options = () => [...list.querySelectorAll("[role=option]")];
  let timer;

  // What stands between the last @ and the caret, or null.
  const typed = () => /(?:^|[^\w.+-])[@＠]([^\s@＠]{0,30})$/.exec(area.value.slice(0, area.selectionStart))?.[1] ?? null;
  const close = () => (list.hidden = true);
  const marked = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");

  function mark(at) {
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    options()[at]?.scrollIntoView({ block: "nearest" });
  }

  async function offer() {
    const query = typed();
    if (query === null) return close();
    const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
    const answer = await fetch(`${box.dataset.from}?q=${encodeURIComponent(query)}`, { headers });
    if (!answer.ok || answer.redirected || typed() !== query) return close();
    list.innerHTML = await answer.text();
    list.hidden = options().length === 0;
    mark(0);
  }

  function choose(option) {
    const end = area.selectionStart;
    area.setRangeText(`${option.dataset.text} `, end - typed().length, end, "end");
    close();
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 150);
  });
  area.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) event.preventDefault(), choose(option);
  });
  area.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) event.preventDefault(), mark((marked() + step + options().length) % options().length);
    else if (event.key === "Escape") event.preventDefault(), close();
    else if (["Enter", "Tab"].includes(event.key) && !event.ctrlKey && !event.metaKey) event.preventDefault(), choose(options()[marked()]);
  });
});
