// A long list becomes short while one types: what does not hold the words is hidden, and headings without rows too.
behaviour("narrow", (list) => {
  const search = list.querySelector("input[type=search]");
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  search?.removeAttribute("name"); // nothing for the server
  search?.addEventListener("input", () => {
    const words = plain(search.value).split(/\s+/);
    list.querySelectorAll("[data-text]").forEach((row) => {
      row.hidden = !words.every((word) => plain(row.dataset.text).includes(word));
    });
    list.querySelectorAll("[data-narrowed]").forEach((part) => (part.hidden = !part.querySelector("[data-text]:not([hidden])")));
  });
  search?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    list.querySelector("[data-text]:not([hidden]) :is(a, input)")?.click();
  });
});
