// What could not be sent yet: the list on the device, sent one after the other when the network is back, each until the
// server has taken it in or said why not. A refusal stays here with its reason.
behaviour("unsent", (place) => {
  if (!device.able) return;
  const { owner, page } = place.dataset;
  const [list, blank, told] = ["ul", "template", "[data-sent]"].map((what) => place.querySelector(what));
  const mine = () => device.drafts(owner);

  async function draw() {
    const drafts = await mine();
    place.querySelector("summary span").textContent = word("unsent").replace("#", drafts.length);
    place.querySelector("details").hidden = !drafts.length;
    place.hidden = !drafts.length && told.hidden;
    list.replaceChildren(...drafts.map(row));
  }

  function row(one) {
    const line = blank.content.cloneNode(true).querySelector("li");
    const said = Object.fromEntries(one.entries);
    line.querySelector("b").textContent = [said.partner_id_text, said.name || (said.content ?? "").slice(0, 40)].filter(Boolean).join(" ") || "—";
    line.querySelector("time").textContent = new Date(one.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
    line.querySelector("p").textContent = one.reason ?? "";
    line.querySelector("[data-edit]").onclick = () => (sessionStorage.setItem("resume", one.once), location.assign(page));
    line.querySelector("[data-drop]").onclick = async () => confirm(word("drop")) && (await device.drop(one.once), draw());
    return line;
  }

  async function send() {
    const waiting = (await mine()).filter((one) => !one.reason && one.once !== sessionStorage.getItem("resume"));
    if (!waiting.length || !navigator.onLine) return;
    let sent = 0;
    for (const one of waiting) {
      const answer = await device.send(one, owner, page).catch(() => null);
      if (!answer) break; // no network after all, or nobody is signed in
      if (answer.entered) sent += (await device.drop(one.once), 1);
      else await device.keep({ ...one, reason: answer.reason });
    }
    told.hidden = !sent;
    told.textContent = sent ? word("sent").replace("#", sent) : "";
  }

  const alone = () => navigator.locks.request("unsent", { ifAvailable: true }, (lock) => lock && send()).then(draw);
  place.addEventListener("unsent:changed", draw);
  window.addEventListener("online", () => place.isConnected && alone());
  const entered = sessionStorage.getItem("entered");
  sessionStorage.removeItem("entered");
  (entered ? device.drop(entered) : Promise.resolve()).then(draw).then(alone);
});
