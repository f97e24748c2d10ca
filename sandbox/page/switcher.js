// Ctrl+K: to a channel, a conversation or a person's place in the bar, by a few letters of its name.

import { el } from "./dom.js";
import { OptionList } from "./optionlist.js";
import { isDirect, placeName } from "./places.js";
import { byName } from "./sidebar.js";
import { emit, unread, ws } from "./workspace.js";

const MOST = 12;

const sign = (one) => (isDirect(one) ? "●" : one.is_private ? "🔒" : "#");

function found(words) {
  const wanted = words.trim().toLowerCase().replace(/^[#@]/, "");
  return [...ws.channels.values()]
    .filter((one) => placeName(one).toLowerCase().includes(wanted))
    .sort((one, other) => rank(one) - rank(other) || byName(one, other))
    .slice(0, MOST)
    .map((one) => ({ id: one.id, sign: sign(one), label: placeName(one), description: about(one) }));
}

/** Unread ones first, archived ones last. */
const rank = (one) => (one.is_archived ? 2 : unread(one) ? 0 : 1);

function about(one) {
  const facts = [unread(one) && "unread", one.is_archived && "archived", one.member === false && "not joined"];
  return facts.filter(Boolean).join(", ") || one.topic;
}

export function openSwitcher() {
  const take = (one) => {
    dialog.close();
    emit("go", { channel: one.id });
  };
  const field = el("input", {
    class: "field",
    placeholder: "Go to…",
    "aria-label": "Go to a channel or a conversation",
    on: {
      input: () => list.show(found(field.value)),
      keydown: (event) => event.key !== "Escape" && list.key(event) && event.preventDefault(),
    },
  });
  const list = new OptionList(field, "Channels and conversations", take);
  const dialog = el(
    "dialog",
    { class: "switcher", "aria-label": "Go to", on: { close: () => dialog.remove() } },
    field,
    list.node,
  );
  document.body.append(dialog);
  list.show(found(""));
  dialog.showModal();
  field.focus();
}
