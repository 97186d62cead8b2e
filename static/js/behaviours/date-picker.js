// The browser's own calendar beside a text input that reads every way of writing a date.
behaviour("date-picker", (place) => {
  const text = place.querySelector("input");
  const button = place.querySelector("button");
  const calendar = document.createElement("input");
  calendar.type = "date";
  calendar.tabIndex = -1;
  calendar.setAttribute("aria-hidden", "true");
  if (!calendar.showPicker) return;
  place.append(calendar);
  button.hidden = false;
  button.addEventListener("click", () => {
    const found = text.value.match(/(\d{4})\D(\d{1,2})\D(\d{1,2})/);
    if (found) calendar.value = [found[1], found[2].padStart(2, "0"), found[3].padStart(2, "0")].join("-");
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    const time = text.value.match(/\d{1,2}:\d{2}/)?.[0] ?? text.dataset.time;
    text.value = calendar.value.replaceAll("-", "/") + (time ? ` ${time}` : "");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.dispatchEvent(new Event("change", { bubbles: true }));
    text.focus();
  });
});
