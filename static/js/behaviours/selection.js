// Tick boxes of a list: all at once, a range with Shift, and how many in the bar below.
behaviour("selection", (form) => {
  const boxes = () => [...form.querySelectorAll("tbody td.check input[type=checkbox], [data-tick]")];
  const all = () => form.querySelector("[data-all]");
  let last;

  function tell() {
    const ticked = boxes().filter((box) => box.checked).length;
    form.querySelectorAll("[data-count]").forEach((place) => (place.textContent = ticked));
    if (!all()) return;
    all().checked = ticked > 0 && ticked === boxes().length;
    all().indeterminate = ticked > 0 && ticked < boxes().length;
  }

  form.addEventListener("click", (event) => {
    const box = event.target;
    if (box.matches("[data-all]")) boxes().forEach((one) => (one.checked = box.checked));
    else if (!boxes().includes(box)) return;
    else if (event.shiftKey && last) {
      const [from, to] = [boxes().indexOf(last), boxes().indexOf(box)].sort((a, b) => a - b);
      boxes().slice(from, to + 1).forEach((one) => (one.checked = box.checked));
    }
    last = box;
    tell();
  });
  tell();
});
