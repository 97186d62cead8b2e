// Files are sent one after the other as soon as they are dropped, pasted, chosen or photographed; the card follows.
behaviour("uploads", (form) => {
  const progress = form.querySelector(".file-progress");
  const button = form.querySelector("button");
  let busy = false;
  button.hidden = true;

  async function send(files) {
    if (busy || !files.length) return;
    busy = true;
    progress.hidden = false;
    const bar = progress.querySelector("progress");
    const words = progress.querySelector("span");
    bar.max = files.length;
    let refused = null;
    for (const [place, file] of files.entries()) {
      words.textContent = `${place + 1}/${files.length} ${file.name}`;
      const body = new FormData();
      body.append("csrf_token", form.elements.csrf_token.value);
      body.append("files", file, file.name || `${word("pasted")}.png`);
      const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
      if (answer?.headers.get("HX-Redirect")) return (location.href = answer.headers.get("HX-Redirect"));
      if (!answer?.ok) refused = answer ? await answer.text() : "";
      bar.value = place + 1;
    }
    busy = false;
    const card = form.closest("#attachments");
    if (refused) return replaced(card, refused);
    htmx.ajax("GET", form.dataset.back, { target: card, swap: "outerHTML" });
  }

  function replaced(card, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("#attachments");
    progress.querySelector("span").textContent = word("lost");
    if (fresh) (card.replaceWith(fresh), htmx.process(fresh), fresh.querySelector(".error-summary")?.focus());
  }

  form.addEventListener("change", (event) => event.target.type === "file" && send([...event.target.files]));
  const paste = (event) => {
    if (!form.isConnected) return document.removeEventListener("paste", paste);
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length) (event.preventDefault(), send(files));
  };
  document.addEventListener("paste", paste);
});
