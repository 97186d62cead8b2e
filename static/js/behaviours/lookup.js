// Type-ahead: the server answers options, arrows and Enter choose one, the hidden input holds its value.
behaviour("lookup", (field) => {
  const input = field.querySelector("[role=combobox]");
  const hidden = field.querySelector("[data-value]");
  const list = field.querySelector("[role=listbox]");
  const options = () => [...list.querySelectorAll("[role=option]")];

  function show(open) {
    list.hidden = !open || options().length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (list.hidden) input.removeAttribute("aria-activedescendant");
  }

  function mark(at) {
    const all = options();
    all.forEach((option, i) => {
      option.id ||= `${list.id}-${i}`;
      option.setAttribute("aria-selected", String(i === at));
    });
    all[at]?.scrollIntoView({ block: "nearest" });
    if (all[at]) input.setAttribute("aria-activedescendant", all[at].id);
  }

  function choose(option) {
    hidden.value = option.dataset.value;
    input.value = option.dataset.text ?? option.textContent.trim();
    show(false);
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const marked = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  new MutationObserver(() => (show(document.activeElement === input), mark(0))).observe(list, { childList: true });
  input.addEventListener("input", () => ((hidden.value = ""), list.replaceChildren()));  // Enter takes no answer to earlier letters
  input.addEventListener("focus", () => show(true));
  input.addEventListener("blur", () => setTimeout(() => show(false), 150));
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) event.preventDefault(), choose(option);
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) event.preventDefault(), show(true), mark((marked() + step + options().length) % options().length);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && !event.isComposing && !list.hidden && options()[marked()]) event.preventDefault(), choose(options()[marked()]);
  });
});
