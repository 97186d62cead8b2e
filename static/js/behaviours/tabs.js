// Tabs that do not fit scroll sideways; the one that is open comes into sight.
behaviour("tabs", (tabs) => {
  const here = tabs.querySelector("[aria-current]");
  if (!here || tabs.scrollWidth <= tabs.clientWidth) return;
  const [outer, inner] = [tabs.getBoundingClientRect(), here.getBoundingClientRect()];
  tabs.scrollLeft += inner.left + inner.width / 2 - outer.left - outer.width / 2;
});
