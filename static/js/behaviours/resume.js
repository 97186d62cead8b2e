// Opens what was kept on the device in its form again: as the server shows it, with what it says to it; without a network
// as it was typed.
behaviour("resume", async (form) => {
  const once = sessionStorage.getItem("resume");
  const place = document.getElementById("unsent");
  if (!once || !place || !device.able || form.dataset.resumed) return;
  const draft = (await device.drafts(place.dataset.owner)).find((one) => one.once === once);
  sessionStorage.removeItem("resume");
  if (!draft) return;
  const answer = await device.send(draft, place.dataset.owner, place.dataset.page, { review: "1" }).catch(() => null);
  const shown = answer?.form ?? form;
  shown.dataset.resumed = "yes";
  if (answer?.form) {
    form.replaceWith(shown);
    htmx.process(shown);
  } else fill(shown);
  attach(shown);
  shown.dispatchEvent(new Event("input", { bubbles: true }));
  shown.scrollIntoView({ block: "start" });

  function fill(target) {
    for (const [name, value] of draft.entries) {
      const all = [...target.querySelectorAll(`[name="${name}"]`)];
      const named = all[0] ?? target.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name }));
      if (named instanceof HTMLSelectElement && ![...named.options].some((one) => one.value === value)) named.add(new Option(draft.labels[name] ?? value, value));
      if (named.type === "radio") for (const one of all) one.checked = one.value === value;
      else named.value = value;
    }
  }

  function attach(target) {
    const input = target.querySelector("input[type=file]");
    if (!input || !draft.files.length) return;
    const carried = new DataTransfer();
    for (const [, file, called] of draft.files) carried.items.add(new File([file], called, { type: file.type }));
    input.files = carried.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
