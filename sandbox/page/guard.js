// Keeps one thing that cannot be drawn from taking the rest of the page with it.

import { el } from "./dom.js";

/** What `draw` gives; where it fails, words stand instead, and the browser's console hears why. */
export function guarded(draw, instead = "This cannot be drawn here.") {
  try {
    return draw();
  } catch (error) {
    reportError(error);
    return el("span", { class: "hint" }, instead);
  }
}
