// Puts texts into the inputs of its form (data-fill: {name: text}); by itself, once, where data-at-once is set.
behaviour("fill", (button) => {
  const form = button.closest("form");

  function fill() {
    for (const [name, text] of Object.entries(JSON.parse(button.dataset.fill))) {
      const input = form?.elements[name];
      if (!input || input.value === text) continue;
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  button.addEventListener("click", fill);
  if (button.dataset.atOnce !== undefined) fill();
});
