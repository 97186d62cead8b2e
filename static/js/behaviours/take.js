// Whoever edits their own value in a choice between two has chosen it.
behaviour("take", (choice) => {
  const mine = choice.querySelector("[data-mine]");
  choice.addEventListener("input", (event) => {
    if (event.target.type !== "radio" || event.target.name !== mine.name) mine.checked = true;
    choice.classList.remove("undecided");
  });
});
