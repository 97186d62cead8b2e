// Keeps what is typed in the browser until the server has it; offers it back after a lost connection.
(() => {
  const place = (key) => `draft:${location.pathname.split("/")[1]}:${key}`;
  const toSignIn = (address) => /\/sign-in$/.test(new URL(address, location).pathname); // nothing was taken in
  const skipped = (name, value) => name === "csrf_token" || typeof value !== "string";
  const version = (entries) => entries.find(([name]) => name === "version")?.[1];
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => !skipped(name, value));

  function fill(form, entries) {
    const names = new Set(entries.map(([name]) => name));
    for (const name of names) if (!form.elements[name]) form.dispatchEvent(new CustomEvent("draft:missing", { detail: name }));
    for (const element of form.elements) {
      if (!names.has(element.name) || element.type === "file") continue;
      const values = entries.filter(([name]) => name === element.name).map(([, value]) => value);
      if (element.matches("[type=checkbox],[type=radio]")) element.checked = values.includes(element.value);
      else element.value = values[0];
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offer(form, { entries, at }, key) {
    const box = document.createElement("div");
    box.className = "alert info";
    box.setAttribute("role", "status");
    box.innerHTML = "<div><p></p><p class='cluster'><button type='button' class='button secondary small'></button><button type='button' class='button quiet small'></button></p></div>";
    const [back, away] = box.querySelectorAll("button");
    const late = version(entries) !== version(typed(form)) ? word("older") : "";
    box.querySelector("p").textContent = `${word("restored")} (${new Date(at).toLocaleString(document.documentElement.lang)}) ${late}`;
    back.textContent = word("restore");
    away.textContent = word("discard");
    back.onclick = () => (fill(form, entries), box.remove());
    away.onclick = () => (localStorage.removeItem(place(key)), box.remove());
    form.prepend(box);
  }

  behaviour("draft", (form) => {
    const key = form.dataset.draft;
    const kept = JSON.parse(localStorage.getItem(place(key)) ?? "null");
    if (kept?.entries && !form.querySelector(".error-summary") && JSON.stringify(kept.entries) !== JSON.stringify(typed(form))) offer(form, kept, key);
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => localStorage.setItem(place(key), JSON.stringify({ at: Date.now(), entries: typed(form) })), 400);
    });
    form.addEventListener("reset", () => (clearTimeout(timer), localStorage.removeItem(place(key))));
    form.addEventListener("submit", () => (clearTimeout(timer), sessionStorage.setItem("draft-sent", key)));
    form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
      if (ctx.sourceElement !== form || toSignIn(ctx.response.headers.get("HX-Redirect") ?? "")) return;
      if (ctx.response.status < 400) localStorage.removeItem(place(key));
    });
  });

  document.addEventListener("DOMContentLoaded", () => {
    const sent = sessionStorage.getItem("draft-sent");
    if (!sent || toSignIn("") || document.querySelector(`[data-draft="${CSS.escape(sent)}"]`)) return;
    localStorage.removeItem(place(sent)); // the page after the form: it was taken in
    sessionStorage.removeItem("draft-sent");
  });
})();
