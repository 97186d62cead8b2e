// The register of behaviours. `behaviour("menu", (element) => …)` runs once for every element that carries
// data-behaviour="menu", now or later: what htmx swaps in wakes up by itself.
(() => {
  const known = new Map();
  const awake = new WeakMap();

  window.behaviour = (name, attach) => known.set(name, attach);
  // Sentences for scripts stand translated on <template id="words">.
  window.word = (name) => document.getElementById("words")?.dataset[name] ?? "";

  function wake(element) {
    const had = awake.get(element) ?? new Set();
    for (const name of element.dataset.behaviour.split(" ")) {
      if (had.has(name) || !known.has(name)) continue;
      had.add(name);
      known.get(name)(element);
    }
    awake.set(element, had);
  }

  function wakeBelow(root) {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches("[data-behaviour]")) wake(root);
    root.querySelectorAll("[data-behaviour]").forEach(wake);
  }

  document.addEventListener("DOMContentLoaded", () => {
    wakeBelow(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) change.addedNodes.forEach(wakeBelow);
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
