// Cells of a table that know a master: while one types, the server's options are offered; choosing one fills the
// other cells of the line that are still empty (data-fill-unit, data-fill-price …) and the hidden <column>_id.
behaviour("grid-lookup", (grid) => {
  const answers = new Map();
  let timer;
  let latest = 0;

  const options = (list) => [...list.options];

  async function ask(cell) {
    const query = cell.value.trim();
    const turn = (latest += 1);
    if (!query) return;
    const url = `${cell.dataset.lookup}${cell.dataset.lookup.includes("?") ? "&" : "?"}q=${encodeURIComponent(query)}`;
    if (!answers.has(url)) {
      const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Request-Type": "partial" } }).catch(() => null);
      if (!answer?.ok) return;
      answers.set(url, await answer.text());
    }
    if (turn === latest) offer(cell, answers.get(url));
  }

  function offer(cell, html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    cell.list.replaceChildren(...[...parsed.querySelectorAll("[role=option]")].map((item) => {
      const option = document.createElement("option");
      option.value = item.dataset.text ?? item.textContent.trim();
      option.label = item.textContent.replace(/\s+/g, " ").trim();
      Object.assign(option.dataset, item.dataset);
      return option;
    }));
    take(cell); // who typed a whole code before the answer came meant that one
  }

  function take(cell) {
    const chosen = options(cell.list).find((option) => option.value === cell.value);
    const row = cell.closest("tr");
    const column = cell.name.split("-").pop();
    const set = (name, value, always) => {
      const other = row.querySelector(`[name$="-${CSS.escape(name)}"]`);
      if (!other || (!always && other.value && other.tagName !== "SELECT")) return;
      other.value = value;
      other.dispatchEvent(new Event("input", { bubbles: true }));
    };
    set(`${column}_id`, chosen?.dataset.value ?? "", true);
    for (const [key, value] of Object.entries(chosen?.dataset ?? {})) {
      if (key.startsWith("fill")) set(key.slice(4).replace(/[A-Z]/g, (c, i) => (i ? "_" : "") + c.toLowerCase()), value);
    }
    return Boolean(chosen);
  }

  grid.addEventListener("input", (event) => {
    if (!event.target.dataset?.lookup || take(event.target)) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(event.target), 150);
  });
});
