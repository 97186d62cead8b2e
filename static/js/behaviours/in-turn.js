// Around a form with many files: what is too large stays here and is told by its name (data-most, bytes); the rest goes in
// portions (data-portion, bytes), the first with the form, the others to where that leads, with data-next behind it.
behaviour("in-turn", (place) => {
  const { next, lost } = place.dataset;
  const [most, portion, many] = [Number(place.dataset.most), Number(place.dataset.portion), 20];
  const progress = place.querySelector(".file-progress");

  function portions(form, files) {
    const pairs = form.querySelector("[name=turns]:checked") ? 2 : 1;
    const all = [[]];
    for (let at = 0; at < files.length; at += pairs) {
      const more = files.slice(at, at + pairs);
      const size = all.at(-1).concat(more).reduce((sum, file) => sum + file.size, 0);
      if (all.at(-1).length && (size > portion || all.at(-1).length >= many)) all.push([]);
      all.at(-1).push(...more);
    }
    return all;
  }

  async function send(url, files, fields) {
    const body = new FormData();
    fields.filter(([, value]) => !(value instanceof File)).forEach(([name, value]) => body.append(name, value));
    files.forEach((file) => body.append("files", file, file.name));
    return fetch(url, { method: "POST", body, headers: { "HX-Request": "true" } });
  }

  function replaced(form, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(form.id);
    progress.hidden = true;
    form.replaceWith(fresh);
    htmx.process(fresh);
  }

  async function work(form, all, names) {
    const fields = [...new FormData(form), ...names.map((name) => ["too_large", name])];
    const few = fields.filter(([name]) => name === "csrf_token" || name === "turns");
    const bar = progress.querySelector("progress");
    [progress.hidden, bar.max, bar.value] = [false, all.length, 0];
    let page = "";
    for (const [at, files] of all.entries()) {
      const answer = await send(page ? page + next : form.action, files, page ? few : fields);
      page = answer.headers.get("HX-Redirect") ?? page;
      if (!page) return replaced(form, await answer.text());
      bar.value = at + 1;
    }
    form.dispatchEvent(new Event("reset"));  // what was typed is kept: no question on the way
    location.href = page;
  }

  place.addEventListener("submit", (event) => {
    const form = event.target;
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((input) => [...input.files]);
    const fitting = files.filter((file) => file.size <= most);
    const all = portions(form, fitting);
    if (fitting.length === files.length && all.length < 2) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    work(form, all, files.filter((file) => file.size > most).map((file) => file.name)).catch(() => (progress.querySelector("span").textContent = lost));
  }, { capture: true });
});
