// A notice that goes by itself after a while, not while it is being read; a problem stays until it is clicked away.
behaviour("toast", (toast) => {
  const go = () => {
    toast.dataset.going = "yes";
    setTimeout(() => toast.remove(), 160);
  };
  let timer;
  const wait = () => {
    if (!toast.classList.contains("problem")) timer = setTimeout(go, toast.querySelector("[data-undo]") ? 20000 : 6000);
  };
  toast.addEventListener("mouseenter", () => clearTimeout(timer));
  toast.addEventListener("mouseleave", wait);
  toast.addEventListener("click", go);
  wait();
});
