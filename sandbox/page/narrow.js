// On a narrow window the bar on the left comes out at a button, and goes when one has chosen.

import { on } from "./workspace.js";

export function mountNarrow(toggle, sidebar) {
  const show = (out) => {
    document.body.classList.toggle("side-out", out);
    toggle.setAttribute("aria-expanded", String(out));
  };
  toggle.addEventListener("click", () => {
    const out = !document.body.classList.contains("side-out");
    show(out);
    if (out) sidebar.querySelector("[aria-current], button").focus();
  });
  sidebar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.body.classList.contains("side-out")) return;
    show(false);
    toggle.focus();
  });
  on("place", () => show(false));
}
