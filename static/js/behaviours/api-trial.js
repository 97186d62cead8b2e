// The documentation of the API sends a GET with the token on the page, as a program would: without cookies.
behaviour("api-trial", (form) => {
  const status = form.querySelector("[data-status]");
  const answer = form.querySelector("[data-answer]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const token = document.getElementById("new-secret").textContent;
    const address = new URL(form.elements.address.value, location.href);
    if (address.origin !== location.origin) return;
    status.textContent = "…";
    try {
      const got = await fetch(address, { headers: { Authorization: `Bearer ${token}`, Accept: "application/json" }, credentials: "omit" });
      const text = await got.text();
      status.textContent = `${got.status} ${got.statusText} · ETag ${got.headers.get("ETag") ?? "—"}`;
      answer.textContent = pretty(text);
    } catch (trouble) {
      status.textContent = String(trouble);
      answer.textContent = "";
    }
    answer.hidden = !answer.textContent;
  });
  const pretty = (text) => {
    try {
      return JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      return text;
    }
  };
});
