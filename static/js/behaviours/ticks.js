// Ticks stay while one pages through a list: kept in this tab under the list's address, and sent along with its form.
// On the page of the change (no bar) they are forgotten once it is sent.
behaviour("ticks", (list) => {
  const key = `ticks:${list.dataset.ticks}`;
  const most = Number(list.dataset.most);
  const bar = list.querySelector(".selection-bar");
  if (list.matches("[data-forget]")) {
    list.addEventListener("submit", ({ target }) => target.method === "post" && sessionStorage.removeItem(key));
    return;
  }
  if (!bar) return;
  const kept = new Set(JSON.parse(sessionStorage.getItem(key) ?? "[]"));
  const boxes = () => [...list.querySelectorAll("tbody td.check input[type=checkbox]")];

  function others() {
    const here = new Set(boxes().map((box) => box.value));
    return [...kept].filter((id) => !here.has(id));
  }

  function show() {
    const elsewhere = others().map((id) => Object.assign(document.createElement("input"), { type: "hidden", name: "ids", value: id }));
    bar.querySelector("[data-elsewhere]").replaceChildren(...elsewhere);
    bar.querySelector("[data-others]").hidden = !elsewhere.length;
    list.toggleAttribute("data-ticked", kept.size > 0);
    list.querySelectorAll("[data-count]").forEach((place) => (place.textContent = kept.size));
  }

  function note() {
    const full = boxes().filter((box) => box.checked && !kept.has(box.value)).slice(Math.max(most - kept.size, 0));
    full.forEach((box) => (box.checked = false));
    bar.querySelector("[data-full]").hidden = !full.length;
    for (const box of boxes()) kept[box.checked ? "add" : "delete"](box.value);
    if (kept.size) sessionStorage.setItem(key, JSON.stringify([...kept]));
    else sessionStorage.removeItem(key);
    show();
  }

  function clear() {
    kept.clear();
    boxes().forEach((box) => (box.checked = false));
    note();
  }

  boxes().forEach((box) => (box.checked ||= kept.has(box.value)));
  list.addEventListener("click", ({ target }) => target.matches(".check input") && note());
  bar.addEventListener("reset", () => setTimeout(clear));
  show();
});
