// On a phone the menu slides up from the bar; without scripts the link's #menu target shows it.
behaviour("drawer", (link) => {
  const menu = document.getElementById("menu");
  const show = (open) => menu.toggleAttribute("data-open", open);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    show(!menu.hasAttribute("data-open"));
    if (menu.hasAttribute("data-open")) menu.querySelector("a").focus({ preventScroll: true });
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target) && !link.contains(event.target)) show(false);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
});
