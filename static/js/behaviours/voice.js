// Speech into a text of the form (data-into), where the browser can listen; the element is shown only then.
behaviour("voice", (element) => {
  const Listener = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  const input = element.closest("form")?.elements[element.dataset.into];
  if (!Listener || !input) return;
  const listener = new Listener();
  const button = element.querySelector("button");
  let listening = false;
  listener.lang = document.documentElement.lang === "en" ? "en-US" : "ja-JP";
  listener.continuous = true;
  element.hidden = false;

  function set(on) {
    listening = on;
    button.setAttribute("aria-pressed", String(on));
  }

  listener.addEventListener("result", (event) => {
    for (const heard of [...event.results].slice(event.resultIndex).filter((one) => one.isFinal)) {
      input.setRangeText(heard[0].transcript, input.selectionEnd, input.selectionEnd, "end");
    }
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  listener.addEventListener("end", () => set(false));
  listener.addEventListener("error", () => set(false));
  button.addEventListener("click", () => {
    if (listening) listener.stop();
    else listener.start();
    set(!listening);
  });
});
