// Short notes on what did not work: long enough to be read, longer while one points at them, until closed.

import { button, el } from "./dom.js";
import { on } from "./workspace.js";

const SHORTEST = 12_000;
const PER_LETTER = 90;

/** Calls `run` after a while, of which the time under the pointer or the focus does not count. */
function after(node, wait, run) {
  let timer = setTimeout(run, wait);
  const hold = () => clearTimeout(timer);
  const goOn = () => {
    clearTimeout(timer);
    timer = setTimeout(run, wait);
  };
  ["pointerenter", "focusin"].forEach((name) => node.addEventListener(name, hold));
  ["pointerleave", "focusout"].forEach((name) => node.addEventListener(name, goOn));
  return hold;
}

export function mountNotices(node) {
  on("refused", (text) => {
    const close = () => {
      stop();
      line.remove();
    };
    const away = button("✕", close, { class: "icon", "aria-label": "Close notice" });
    const line = el("div", { class: "toast" }, el("p", {}, text), away);
    const stop = after(line, Math.max(SHORTEST, PER_LETTER * text.length), close);
    node.append(line);
  });
}
