// What was swapped in and asks for attention (a summary of errors, a heading) takes the focus.
behaviour("focus", (element) => {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
});
