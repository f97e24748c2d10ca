// A small window to find an emoji in, by its name; the ones that are used most stand there at first.

import { el } from "./dom.js";
import { PICKER, glyph, named } from "./emoji.js";
import { OptionList } from "./optionlist.js";

const MOST = 48;

const item = ([name, sign]) => ({ name, sign, label: name });

function found(words) {
  const part = words.trim().toLowerCase().replace(/:/g, "");
  if (!part) return PICKER.map((name) => item([name, glyph(name)]));
  const rows = named(part, MOST).map(item);
  // Any name may be a reaction: a workspace has emoji of its own.
  return rows.length || !/^[a-z0-9_+'-]+$/.test(part) ? rows : [item([part, "✎"])];
}

function place(node, anchor) {
  const box = anchor.getBoundingClientRect();
  const left = Math.max(8, Math.min(box.left, innerWidth - node.offsetWidth - 8));
  const upward = box.bottom + node.offsetHeight + 8 > innerHeight;
  const top = upward ? Math.max(8, box.top - node.offsetHeight - 4) : box.bottom + 4;
  Object.assign(node.style, { left: `${left}px`, top: `${top}px` });
}

/** Opens the picker beside a button; `picked` is called with a name. */
export function pickEmoji(anchor, picked) {
  const close = () => {
    dialog.close();
    dialog.remove();
    anchor.focus();
  };
  const take = (one) => {
    close();
    picked(one.name);
  };
  const field = el("input", {
    class: "field",
    placeholder: "Find an emoji by its name",
    "aria-label": "Emoji name",
    on: {
      input: () => list.show(found(field.value)),
      keydown: (event) => list.key(event) && event.key !== "Escape" && event.preventDefault(),
    },
  });
  const list = new OptionList(field, "Emoji", take, "emoji-grid");
  const outside = (event) => event.target === dialog && close();
  const dialog = el(
    "dialog",
    { class: "emoji-picker", "aria-label": "Pick an emoji", on: { click: outside, cancel: close } },
    el("div", {}, field, list.node),
  );
  document.body.append(dialog);
  list.show(found(""));
  dialog.showModal();
  place(dialog, anchor);
  field.focus();
}
