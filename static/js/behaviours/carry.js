// Things that are carried by their handle, with mouse, finger or pen, into one of several places; a number key on the
// handle does the same. Each thing is a form with a select `to`: carrying chooses the place there and sends the form.
behaviour("carry", (root) => {
  let held = null;
  const places = () => [...root.querySelectorAll("[data-into]")];
  const thingOf = (element) => element.closest("[data-carried]");
  const placeAt = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-into]");

  function mark(place) {
    for (const one of places()) one.classList.toggle("is-over", one === place);
  }

  function send(thing, place) {
    if (!place || place.contains(thing)) return;
    thing.elements.to.value = place.dataset.into;
    thing.requestSubmit();
  }

  function drop(event, carried) {
    const { thing } = held;
    held = null;
    thing.classList.remove("is-carried");
    thing.style.removeProperty("translate");
    const place = carried && root.contains(thing) ? placeAt(event) : null;
    mark(null);
    send(thing, place);
  }

  root.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button > 0) return;
    held = { thing: thingOf(handle), x: event.clientX, y: event.clientY + window.scrollY };
    handle.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", (event) => {
    if (!held) return;
    const [right, down] = [event.clientX - held.x, event.clientY + window.scrollY - held.y];
    held.thing.classList.add("is-carried");
    held.thing.style.setProperty("translate", `${right}px ${down}px`);
    mark(placeAt(event));
    const edge = event.clientY < 60 ? -12 : event.clientY > window.innerHeight - 60 ? 12 : 0;
    if (edge) window.scrollBy(0, edge);
  });
  root.addEventListener("pointerup", (event) => held && drop(event, true));
  root.addEventListener("pointercancel", (event) => held && drop(event, false));
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held) drop(event, false);
    if (!event.target.closest("[data-handle]") || event.ctrlKey || event.metaKey || event.altKey) return;
    const place = places().find((one) => one.dataset.key === event.key);
    if (place) event.preventDefault();
    send(thingOf(event.target), place);
  });
});
