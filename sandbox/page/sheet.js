// A window over the page that stays open while what it shows changes; one is open at a time.

import { button, el, freshId } from "./dom.js";
import { on } from "./workspace.js";

let standing = null;

export function closeSheet() {
  if (!standing) return;
  const { dialog } = standing;
  standing = null;
  dialog.close();
  dialog.remove();
}

/** Draws anew, and gives the focus back to the button of the row that had it. */
function redraw() {
  if (!standing) return;
  const row = document.activeElement?.dataset?.row;
  standing.draw(standing.body);
  if (row && !standing.body.contains(document.activeElement))
    standing.body.querySelector(`[data-row="${CSS.escape(row)}"]`)?.focus();
}

function frame(title) {
  const id = freshId("sheet");
  const body = el("div", { class: "modal-body" });
  const notice = el("p", { class: "notice", role: "alert" });
  const close = button("✕", closeSheet, { class: "icon", "aria-label": "Close" });
  const form = el("div", { class: "sheet-frame" }, el("header", {}, el("h2", { id }, title), close), notice, body);
  const dialog = el("dialog", { class: "modal sheet", "aria-labelledby": id }, form);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    closeSheet();
  });
  return { dialog, body, notice };
}

/** Opens a window whose content `draw` puts into a node, now and whenever the workspace changed. */
export function openSheet(title, draw) {
  closeSheet();
  standing = { ...frame(title), draw };
  document.body.append(standing.dialog);
  redraw();
  standing.dialog.showModal();
}

on("state", redraw);
on("person", closeSheet);
on("refused", (text) => {
  if (standing) standing.notice.textContent = text;
});
/** What was refused before is over when something else is tried. */
export function forgetRefusal() {
  if (standing) standing.notice.textContent = "";
}
