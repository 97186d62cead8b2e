// A details menu that closes like a menu and is walked with the arrow keys.
behaviour("menu", (menu) => {
  const items = () => [...menu.querySelectorAll(".menu-item, .menu-panel > .button, .menu-panel > form > .button")];
  const close = (refocus) => {
    menu.open = false;
    if (refocus) menu.querySelector("summary").focus();
  };
  document.addEventListener("click", (event) => menu.open && !menu.contains(event.target) && close());
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) close();
  });
  menu.addEventListener("keydown", (event) => {
    if (event.target.closest("dialog")) return;
    if (event.key === "Escape" && menu.open) return close(true);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    menu.open = true;
    const all = items();
    const at = all.indexOf(document.activeElement);
    all[(at + step + all.length) % all.length]?.focus();
  });
});
