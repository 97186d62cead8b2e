// Sends what was kept on the device, with a token of now and only while its owner is signed in.
(() => {
  async function token(owner, page) {
    const answer = await fetch(page, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return null;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (found.documentElement.dataset.kept || found.querySelector("#unsent")?.dataset.owner !== owner) return null;
    return found.querySelector("form [name=csrf_token]")?.value ?? null;
  }

  function reasonIn(found) {
    const said = [...found.querySelectorAll(".error-summary li, .difference li")].map((one) => one.textContent.trim());
    return (said.join(" / ") || found.body.textContent).replace(/\s+/g, " ").trim().slice(0, 500);
  }

  // null: not possible now; else {entered} or {reason, form: the form as the server shows it}.
  window.device.send = async (draft, owner, page, more = {}) => {
    const known = await token(owner, page);
    if (!known) return null;
    const body = new FormData();
    for (const [name, value] of [...draft.entries, ...Object.entries(more), ["csrf_token", known]]) body.append(name, value);
    for (const [name, file, called] of draft.files) body.append(name, file, called);
    const answer = await fetch(draft.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (answer.status >= 500 || answer.redirected || device.toSignIn(answer.headers.get("HX-Redirect"))) return null;
    if (answer.ok) return { entered: true };
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    return { reason: reasonIn(found), form: found.querySelector(`form[action="${draft.action}"]`) };
  };
})();
