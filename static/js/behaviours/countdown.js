// How long is left until an instant, in words that stand on the element; red in the last day.
behaviour("countdown", (place) => {
  const until = new Date(place.dataset.until);
  let timer;

  function show() {
    const left = Math.floor((until - Date.now()) / 60000);
    const parts = { d: Math.floor(left / 1440), h: Math.floor(left / 60) % 24, m: left % 60 };
    const pattern = left < 0 ? "over" : left >= 1440 ? "days" : left >= 60 ? "hours" : "minutes";
    place.textContent = place.dataset[pattern].replace(/\{(\w)\}/g, (_all, name) => parts[name]);
    place.toggleAttribute("data-near", left < 1440);
    if (left < 0 || !place.isConnected) clearInterval(timer);
  }

  timer = setInterval(show, 20000);
  show();
});
