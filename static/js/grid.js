// A table to type in: arrows, Enter and Tab walk, a block from Excel is pasted with as many rows as it needs,
// Ctrl+D fills down, rows come and go. Every cell is a plain input named prefix-row-column, so the form that
// arrives at the server is the same with and without this file; sums shown here are only a help for the eye.
behaviour("grid", (grid) => {
  const body = grid.querySelector("tbody");
  const pattern = grid.querySelector("template");
  const prefix = grid.dataset.prefix;
  const form = grid.closest("form");
  const product = (grid.dataset.product ?? "").split("*").map((name) => name.trim());

  // ---------------------------------------------------------------- where things are

  const rows = () => [...body.rows];
  const cells = (row) => [...row.querySelectorAll("td:not(.grid-tools) :is(input, select, textarea)")]
    .filter((cell) => cell.type !== "hidden");
  const cellAt = (row, column) => rows()[row] && cells(rows()[row])[column];
  const named = (row, name) => row.querySelector(`[name$="-${CSS.escape(name)}"]`);

  function placeOf(cell) {
    const row = cell.closest("tr");
    return { row: rows().indexOf(row), column: cells(row).indexOf(cell) };
  }

  // ---------------------------------------------------------------- rows come and go

  const nextNumber = () => 1 + Math.max(-1, ...rows().map((row) => {
    const name = row.querySelector("[name]")?.name ?? "";
    return Number(name.slice(prefix.length + 1).split("-")[0]) || 0;
  }));

  function addRow(after) {
    if (!pattern) return undefined; // the rows are given: an answer has exactly the lines that were asked
    const row = pattern.content.querySelector("tr").cloneNode(true);
    const number = nextNumber();
    for (const element of row.querySelectorAll("[name], [id], [for]")) {
      for (const attribute of ["name", "id", "for"]) {
        const value = element.getAttribute(attribute);
        if (value) element.setAttribute(attribute, value.replace("__row__", number));
      }
    }
    if (after) after.after(row);
    else body.append(row);
    equip(row);
    renumber();
    return row;
  }

  function removeRow(row) {
    if (!pattern) return;
    const at = rows().indexOf(row);
    const column = Math.max(0, cells(row).indexOf(document.activeElement));
    row.remove();
    if (!rows().length) addRow();
    renumber();
    changed();
    focusCell(Math.min(at, rows().length - 1), column);
  }

  function renumber() {
    rows().forEach((row, i) => {
      row.querySelector(".grid-no").textContent = i + 1;
    });
  }

  function equip(row) {
    row.querySelector("[data-remove]")?.removeAttribute("hidden");
  }

  function ensureRows(count) {
    while (pattern && rows().length < count) addRow();
  }

  // ---------------------------------------------------------------- walking

  function focusCell(row, column) {
    const cell = cellAt(row, column);
    if (!cell) return false;
    cell.focus();
    cell.select?.();
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  // Left and right leave a cell only when the caret stands at its edge or the whole text is marked.
  function atEdge(cell, step) {
    if (cell.tagName === "SELECT") return true;
    const { selectionStart: from, selectionEnd: to, value } = cell;
    if (from === null) return true;
    if (from === 0 && to === value.length) return true;
    return from === to && from === (step < 0 ? 0 : value.length);
  }

  function walk(event, cell) {
    const { row, column } = placeOf(cell);
    const vertical = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (vertical && cell.tagName !== "SELECT" && !(cell.tagName === "TEXTAREA" && cell.value.includes("\n"))) {
      return focusCell(row + vertical, column) && event.preventDefault();
    }
    const sideways = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (sideways && !event.shiftKey && atEdge(cell, sideways)) {
      return focusCell(row, column + sideways) && event.preventDefault();
    }
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      if (!event.shiftKey && row === rows().length - 1) addRow();
      return focusCell(row + (event.shiftKey ? -1 : 1), column);
    }
    // Tab at the very end makes a new line, but only from a line with something in it: else one could not leave.
    const last = row === rows().length - 1 && column === cells(body.rows[row]).length - 1;
    if (event.key === "Tab" && !event.shiftKey && last && cells(body.rows[row]).some((one) => typed(one))) {
      event.preventDefault();
      addRow();
      return focusCell(row + 1, 0);
    }
    return undefined;
  }

  const typed = (cell) => cell.type !== "checkbox" && cell.tagName !== "SELECT" && cell.value.trim() !== "";

  // ---------------------------------------------------------------- filling

  function setValue(cell, text) {
    if (!cell || cell.readOnly || cell.disabled) return;
    if (cell.tagName === "SELECT") {
      const option = [...cell.options].find((one) => one.value === text || one.text.trim() === text.trim());
      if (option) cell.value = option.value;
    } else if (cell.type === "checkbox") {
      cell.checked = /^(1|true|○|yes|x)$/i.test(text.trim());
    } else {
      cell.value = text;
    }
    cell.closest("td").classList.remove("invalid");
    cell.removeAttribute("aria-invalid");
  }

  function fillDown(cell) {
    const { row, column } = placeOf(cell);
    const above = cellAt(row - 1, column);
    if (!above) return;
    setValue(cell, above.value);
    changed(cell);
    if (!focusCell(row + 1, column)) cell.select?.();
  }

  // Excel's clipboard: tabs between cells, line ends between rows, quotes around cells that hold either.
  function readBlock(text) {
    const block = [[""]];
    let quoted = false;
    for (let i = 0; i < text.length; i += 1) {
      const sign = text[i];
      const row = block[block.length - 1];
      if (quoted) {
        if (sign !== '"') row[row.length - 1] += sign;
        else if (text[i + 1] === '"') (row[row.length - 1] += sign), (i += 1);
        else quoted = false;
      } else if (sign === '"' && row[row.length - 1] === "") quoted = true;
      else if (sign === "\t") row.push("");
      else if (sign === "\n") block.push([""]);
      else if (sign !== "\r") row[row.length - 1] += sign;
    }
    if (block.length > 1 && block[block.length - 1].join("") === "") block.pop();
    return block;
  }

  function paste(event, cell) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    const block = readBlock(text);
    if (block.length === 1 && block[0].length === 1) return;
    event.preventDefault();
    const { row, column } = placeOf(cell);
    ensureRows(row + block.length);
    block.forEach((values, down) => values.forEach((value, right) => {
      const target = cellAt(row + down, column + right);
      setValue(target, target?.tagName === "TEXTAREA" ? value : value.replace(/\s*\n\s*/g, " ").trim());
    }));
    focusCell(row + block.length - 1, column);
    changed(cell);
  }

  // ---------------------------------------------------------------- sums for the eye

  const yen = new Intl.NumberFormat("ja-JP", { maximumFractionDigits: 0 });

  function numberOf(cell) {
    const plain = (cell?.value ?? "").normalize("NFKC").replace(/[,\s¥\\円]/g, "").replace(/^[▲△]/, "-");
    return plain === "" ? NaN : Number(plain);
  }

  function sum() {
    if (product.length !== 2) return;
    let whole = 0;
    for (const row of rows()) {
      const amount = numberOf(named(row, product[0])) * numberOf(named(row, product[1]));
      // Whole yen, cut off as the server does by default; a hair is added against binary fractions (0.1 * 3).
      const shown = Math.trunc(amount + Math.sign(amount) * 1e-6);
      row.querySelector("[data-amount]").textContent = Number.isFinite(shown) ? yen.format(shown) : "";
      if (Number.isFinite(shown)) whole += shown;
    }
    const place = grid.querySelector("[data-sum]");
    if (place) place.textContent = `¥${yen.format(whole)}`;
  }

  function changed(cell) {
    sum();
    cell?.dispatchEvent(new Event("input", { bubbles: true }));
    grid.dispatchEvent(new CustomEvent("grid:changed", { bubbles: true }));
  }

  // ---------------------------------------------------------------- listening

  const isCell = (element) => element.matches("input, select, textarea") && element.closest("tbody") === body;

  grid.addEventListener("keydown", (event) => {
    if (!isCell(event.target) || event.isComposing) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      event.preventDefault();
      fillDown(event.target);
    } else if ((event.ctrlKey || event.metaKey) && event.key === "Backspace" && event.shiftKey) {
      event.preventDefault();
      removeRow(event.target.closest("tr"));
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey) {
      walk(event, event.target);
    }
  });
  grid.addEventListener("paste", (event) => isCell(event.target) && paste(event, event.target));
  grid.addEventListener("change", (event) => isCell(event.target) && changed());
  grid.addEventListener("input", (event) => isCell(event.target) && sum());
  grid.addEventListener("focusin", (event) => isCell(event.target) && event.target.select?.());
  grid.addEventListener("click", (event) => {
    if (event.target.closest("[data-add]")) cells(addRow())[0]?.focus();
    const remove = event.target.closest("[data-remove]");
    if (remove) removeRow(remove.closest("tr"));
  });
  // A draft that is brought back may hold more rows than the page came with.
  form?.addEventListener("draft:missing", ({ detail: name }) => {
    if (!pattern || !name.startsWith(`${prefix}-`)) return;
    const wanted = Number(name.slice(prefix.length + 1).split("-")[0]);
    while (nextNumber() <= wanted && nextNumber() < 1000) addRow();
    sum();
  });
  form?.addEventListener("input", (event) => event.target === form && changed());

  rows().forEach(equip);
  grid.querySelectorAll("[data-add], [data-hint]").forEach((element) => element.removeAttribute("hidden"));
  sum();
});
