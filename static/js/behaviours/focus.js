// What was swapped in and asks for attention (a summary of errors, a heading) takes the focus.
behaviour("focus", (element) => {
  if (element.closest("[data-quiet]")) return; // an example, not an answer
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
});
