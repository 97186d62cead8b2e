// Keys of a page one works in by keyboard alone: data-shortcut="F2" or "Alt+1" within. A button or link is pressed, a
// folded part opens, anything else is where the cursor goes: to its first empty input.
behaviour("shortcuts", (scope) => {
  const inputs = "input:not([type=hidden], [type=checkbox]), select, textarea";

  function go(place) {
    if (place.matches("summary")) {
      const folded = place.parentElement;
      folded.open = true;
      const tick = folded.querySelector("input[type=checkbox]");
      if (tick && !tick.checked) tick.click();
      place = folded;
    }
    const all = [...place.querySelectorAll(inputs)].filter((one) => one.offsetParent);
    (all.find((one) => !one.value) ?? all[0])?.focus();
  }

  document.addEventListener("keydown", (event) => {
    if (!scope.isConnected || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey) return;
    const key = CSS.escape(`${event.altKey ? "Alt+" : ""}${event.key}`);
    const place = scope.querySelector(`[data-shortcut="${key}"]`);
    if (!place) return;
    event.preventDefault();
    if (place.matches("button, a, [type=checkbox]")) place.click();
    else go(place);
  });
});
