// Prints the page one is on; without JavaScript the browser's own menu does.
behaviour("print", (link) => {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
});
