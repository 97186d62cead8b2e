// Photos of a telephone are made smaller before they are sent (data-longest pixels): upright by what the camera noted,
// without the place where they were taken. What the browser cannot read, or is small enough, goes as it is.
behaviour("shrink", (place) => {
  const longest = Number(place.dataset.longest);
  let working = null;

  async function smaller(file) {
    if (!/^image\/(jpeg|png|webp|hei[cf])$/.test(file.type)) return file;
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
    const scale = picture ? longest / Math.max(picture.width, picture.height) : 1;
    if (scale >= 1) return file;
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    if (!made || made.size >= file.size) return file;
    return new File([made], file.name.replace(/\.\w+$/, ".jpg"), { type: made.type, lastModified: file.lastModified });
  }

  async function shrink(input) {
    const chosen = new DataTransfer();
    for (const file of input.files) chosen.items.add(await smaller(file));
    if (![...chosen.files].every((file, at) => file === input.files[at])) {
      input.files = chosen.files;
      input.dispatchEvent(new CustomEvent("change", { bubbles: true, detail: "shrunk" }));
    }
  }

  place.addEventListener("change", (event) => {
    if (event.target.type !== "file" || event.detail === "shrunk") return;
    const mine = shrink(event.target).catch(() => {}).finally(() => working === mine && (working = null));
    working = mine;
  });
  place.closest("form").addEventListener("submit", (event) => {
    if (!working) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { currentTarget: form, submitter } = event;
    working.then(() => form.requestSubmit(submitter ?? undefined));
  }, { capture: true });
});
