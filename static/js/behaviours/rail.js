// Folds the menu to icons. The choice is a cookie, so that the server draws the next page right at once.
behaviour("rail", (button) => {
  const root = document.documentElement;
  const narrow = () => getComputedStyle(root).getPropertyValue("--rail-width").trim() === "56px";
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = narrow() ? "wide" : "icons";
    root.dataset.rail = now;
    document.cookie = `rail=${now}; path=/; max-age=31536000; samesite=lax`;
  });
});
