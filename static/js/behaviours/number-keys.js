// Big keys that type a number into the input named by data-into: digits, data-key="clear", data-key="back".
// The first digit after the page has opened takes the place of the number that was proposed.
behaviour("number-keys", (keys) => {
  const input = document.querySelector(keys.dataset.into);
  if (!input) return;
  let fresh = true;
  keys.hidden = false;

  function press(key) {
    if (key === "clear") input.value = "";
    else if (key === "back") input.value = input.value.slice(0, -1);
    else input.value = (fresh ? "" : input.value) + key;
    fresh = false;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  input.addEventListener("focus", () => { fresh = false; });
  keys.addEventListener("click", (event) => {
    const button = event.target.closest("[data-key]");
    if (button) press(button.dataset.key);
  });
});
