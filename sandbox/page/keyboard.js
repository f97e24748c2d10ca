// The page's keys, and the sheet that lists them.

import { button, el } from "./dom.js";
import { isDirect } from "./places.js";
import { openSwitcher } from "./switcher.js";
import { byName } from "./sidebar.js";
import { emit, unread, ws } from "./workspace.js";

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const MOD = MAC ? "⌘" : "Ctrl";

const SHEET = [
  ["Go to a channel or a conversation", [MOD, "K"]],
  ["The channel above, the channel below", ["Alt", "↑ or ↓"]],
  ["The next unread channel", ["Alt", "Shift", "↓"]],
  ["Edit the last message", ["↑"], "in an empty field"],
  ["Send", ["Enter"]],
  ["A new line", ["Shift", "Enter"]],
  ["Complete a @person, #channel, :emoji: or /command", ["Tab"]],
  ["Close what is open: menu, form, thread", ["Esc"]],
  ["This list", ["?"], "outside of text fields"],
];

function row([what, keys, where]) {
  const caps = keys.flatMap((key, place) => [place ? " + " : "", el("kbd", {}, key)]);
  return [el("dt", {}, what), el("dd", {}, caps, where ? el("span", { class: "hint" }, ` ${where}`) : null)];
}

export function openSheet() {
  const close = () => {
    dialog.close();
    dialog.remove();
  };
  const head = el("h2", { id: "sheet-title" }, "Keys");
  const away = button("Close", close, { class: "btn" });
  const dialog = el(
    "dialog",
    { class: "ask sheet", "aria-labelledby": "sheet-title", on: { close: () => dialog.remove() } },
    head,
    el("dl", {}, SHEET.map(row)),
    el("footer", {}, away),
  );
  document.body.append(dialog);
  dialog.showModal();
}

const mine = () =>
  [...ws.channels.values()].filter((one) => !one.is_archived && one.member !== false).sort(
    (one, other) => Number(isDirect(one)) - Number(isDirect(other)) || byName(one, other),
  );

function step(by, wanted = () => true) {
  const listed = mine();
  const here = listed.findIndex((one) => one.id === ws.channelId);
  const order = listed.map((_, place) => listed[(here + by * (place + 1) + listed.length * 2) % listed.length]);
  const found = order.find(wanted);
  if (found) emit("go", { channel: found.id });
}

const typing = ({ target }) => target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
const busy = () => document.querySelector("dialog[open], .menu") !== null;

/** What a key means on the page, or nothing. */
function meaning(event) {
  const { key, altKey, shiftKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && key.toLowerCase() === "k") return openSwitcher;
  if ((mod && key === "/") || (key === "?" && !mod && !typing(event))) return openSheet;
  if (altKey && !mod && key === "ArrowDown") return () => step(1, shiftKey ? unread : undefined);
  if (altKey && !mod && key === "ArrowUp") return () => step(-1, shiftKey ? unread : undefined);
  if (key === "Escape" && ws.threadTs && !typing(event)) return () => emit("go", { thread: null });
  return null;
}

export function mountKeys() {
  document.addEventListener("keydown", (event) => {
    const run = event.isComposing || busy() ? null : meaning(event);
    if (!run) return;
    event.preventDefault();
    run();
  });
}
