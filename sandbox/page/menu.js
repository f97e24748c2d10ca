// A small menu beside the button that opened it; one is open at a time.

import { el } from "./dom.js";

let standing = null;

/** Closes the open menu and gives the focus back to its button. */
export function closeMenu(refocus = false) {
  if (!standing) return;
  const { node, anchor } = standing;
  standing = null;
  node.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (refocus) anchor.focus();
}

function stand(node, anchor) {
  closeMenu();
  const box = anchor.getBoundingClientRect();
  // A modal lies over everything outside it, so its menus must stand inside it.
  (anchor.closest("dialog") || document.body).append(node);
  const left = Math.max(8, Math.min(box.left, window.innerWidth - node.offsetWidth - 8));
  const upward = box.bottom + node.offsetHeight + 8 > window.innerHeight;
  Object.assign(node.style, {
    left: `${left}px`,
    top: `${upward ? Math.max(8, box.top - node.offsetHeight - 4) : box.bottom + 4}px`,
  });
  anchor.setAttribute("aria-expanded", "true");
  standing = { node, anchor };
}

function step(node, by) {
  const items = [...node.querySelectorAll("button")];
  const place = items.indexOf(document.activeElement);
  items[(place + by + items.length) % items.length]?.focus();
}

function keys(event) {
  const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  if (event.key === "Escape") closeMenu(true);
  else if (moves[event.key]) step(event.currentTarget, moves[event.key]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function entry(item) {
  if (item.line) return el("div", { class: "line", role: "separator" });
  const run = () => {
    closeMenu(true);
    item.run();
  };
  return el(
    "button",
    {
      type: "button",
      role: item.checked == null ? "menuitem" : "menuitemradio",
      "aria-checked": item.checked == null ? null : String(item.checked),
      class: item.danger ? "danger" : "",
      "aria-label": item.name,
      on: { click: run },
    },
    el("span", { class: "label" }, item.label),
    item.description ? el("span", { class: "description" }, item.description) : null,
  );
}

/** Opens a menu of {label, run, description?, danger?, checked?} and {line: true} beside its button. */
export function openMenu(anchor, items, kind = "") {
  const node = el("div", { class: `menu ${kind}`, role: "menu", on: { keydown: keys } }, items.map(entry));
  stand(node, anchor);
  node.querySelector("button")?.focus();
}

document.addEventListener("pointerdown", (event) => {
  if (standing && !standing.node.contains(event.target) && !standing.anchor.contains(event.target))
    closeMenu();
});
window.addEventListener("resize", () => closeMenu());
