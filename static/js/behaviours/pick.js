// A link that chooses an entry of a lookup beside it (data-into: the field's name) instead of leading to another page.
behaviour("pick", (link) => {
  link.addEventListener("click", (event) => {
    const hidden = link.closest("form")?.querySelector(`[name="${link.dataset.into}"]`);
    if (!hidden || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    hidden.value = link.dataset.value;
    hidden.form.elements[`${link.dataset.into}_text`].value = link.textContent.trim();
    for (const one of link.parentElement.children) one.setAttribute("aria-current", String(one === link));
    hidden.dispatchEvent(new Event("input", { bubbles: true }));
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  });
});
