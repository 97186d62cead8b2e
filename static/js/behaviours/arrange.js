// Things in lists that are moved by a handle, by arrow keys on it, or by buttons; also from one list of the same sort to
// the next. Only elements move: the order in which their inputs stand is what is sent.
behaviour("arrange", (root) => {
  let dragged = null;
  const sortOf = (thing) => thing.dataset.thing;
  const lists = (sort) => [...root.querySelectorAll(`[data-list="${sort}"]`)];
  const thingOf = (element) => element.closest("[data-thing]");
  const told = (thing, focus) => {
    focus?.focus();
    thing.dispatchEvent(new Event("change", { bubbles: true }));
  };

  function move(thing, way, focus) {
    const sort = sortOf(thing);
    const beside = (step) => {
      let one = step < 0 ? thing.previousElementSibling : thing.nextElementSibling;
      while (one && one.dataset.thing !== sort) one = step < 0 ? one.previousElementSibling : one.nextElementSibling;
      return one;
    };
    if (way === "up") beside(-1)?.before(thing);
    else if (way === "down") beside(1)?.after(thing);
    else {
      const all = lists(sort);
      all[all.indexOf(thing.parentElement) + (way === "before" ? -1 : 1)]?.append(thing);
    }
    told(thing, focus);
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-way]");
    if (!button) return;
    event.preventDefault();
    move(thingOf(button), button.dataset.way, button);
  });
  const keys = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "before", ArrowRight: "after" };
  root.addEventListener("keydown", (event) => {
    const handle = event.target.closest(".handle");
    const thing = handle && thingOf(handle);
    const way = keys[event.key];
    if (!thing || !way || (sortOf(thing) !== "field" && !/Up|Down/.test(event.key))) return;
    event.preventDefault();
    move(thing, way, handle);
  });
  root.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".handle") && thingOf(event.target);
    if (dragged) event.dataTransfer.effectAllowed = "move";
  });
  root.addEventListener("dragover", (event) => {
    if (!dragged) return;
    const over = event.target.closest(`[data-thing="${sortOf(dragged)}"]`);
    const list = event.target.closest("[data-thing=card]")?.querySelector(`[data-list="${sortOf(dragged)}"]`);
    if (over || list) event.preventDefault();
    if (over === dragged || dragged.contains(over)) return;
    const box = over?.getBoundingClientRect();
    if (over) over[event.clientY > box.top + box.height / 2 ? "after" : "before"](dragged);
    else if (list && !list.children.length) list.append(dragged);
  });
  root.addEventListener("drop", (event) => dragged && event.preventDefault());
  root.addEventListener("dragend", () => dragged && (told(dragged), (dragged = null)));
});
