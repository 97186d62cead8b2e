// Puts the text of another element (data-copy: its selector) on the clipboard, and says so for a moment.
behaviour("copy", (button) => {
  const label = button.querySelector("span") ?? button;
  const said = label.textContent;

  button.addEventListener("click", async (event) => {
    const source = document.querySelector(button.dataset.copy);
    const text = source?.value ?? source?.textContent;
    if (!text || !navigator.clipboard) return source?.select?.();
    event.preventDefault();
    await navigator.clipboard.writeText(text);
    label.textContent = word("copied");
    setTimeout(() => (label.textContent = said), 2000);
  });
});
