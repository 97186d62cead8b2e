// Scanning with one hand: the field takes the focus again after each answer, and the answer can be heard. `data-heard`
// on a swapped-in element is `taken` (short and high), `full` or `wrong` (long, low, twice, and the phone shakes).
behaviour("scanner", (root) => {
  const field = root.querySelector("[data-scan]");
  const heard = root.querySelector("[data-heard]")?.dataset.heard;
  if (field && !matchMedia("(pointer: coarse)").matches) field.focus({ preventScroll: true });
  if (heard) play(heard);

  function play(what) {
    const wrong = what !== "taken";
    navigator.vibrate?.(wrong ? [200, 80, 200] : 30);
    try {
      const sound = (play.context ??= new (window.AudioContext ?? window.webkitAudioContext)());
      const tones = wrong ? [[160, 0, 0.28], [130, 0.34, 0.4]] : [[1180, 0, 0.07]];
      for (const [pitch, begin, long] of tones) tone(sound, pitch, sound.currentTime + begin, long, wrong);
    } catch {
      // Without sound the colour and the word still say it.
    }
  }

  function tone(sound, pitch, begin, long, rough) {
    const voice = sound.createOscillator();
    const loud = sound.createGain();
    voice.type = rough ? "square" : "sine";
    voice.frequency.value = pitch;
    loud.gain.setValueAtTime(rough ? 0.25 : 0.2, begin);
    loud.gain.exponentialRampToValueAtTime(0.001, begin + long);
    voice.connect(loud).connect(sound.destination);
    voice.start(begin);
    voice.stop(begin + long);
  }
});
