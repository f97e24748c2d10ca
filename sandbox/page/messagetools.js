// What can be done with a message: react, reply, use a shortcut of the app, edit, delete.

import { button, el } from "./dom.js";
import { pickEmoji } from "./emojipicker.js";
import { openMenu } from "./menu.js";
import { agreed, prompted } from "./confirm.js";
import { done, perform } from "./perform.js";
import { unescape } from "./tokens.js";
import { emit, ws } from "./workspace.js";

function react(message, channel, name) {
  const mine = (message.reactions || []).some((one) => one.name === name && one.users.includes(ws.me));
  return done(mine ? "unreact" : "react", { channel, ts: message.ts, name });
}

const pick = (anchor, message, channel) => pickEmoji(anchor, (name) => react(message, channel, name));

export async function editMessage(message, channel) {
  const before = unescape(message.text);
  const text = await prompted("Edit message", { value: before, many: true });
  if (text !== null && text !== before) await done("edit", { channel, ts: message.ts, text });
}

async function remove(message, channel) {
  if (
    await agreed(
      "Delete message",
      "Are you sure you want to delete this message? This cannot be undone.",
      "Delete",
    )
  )
    await done("delete", { channel, ts: message.ts });
}

function shortcuts(message, channel) {
  return ws.shortcuts
    .filter((one) => one.type === "message")
    .map((one) => ({
      label: one.name,
      description: ws.bot.name,
      run: () => perform("shortcut", { callback_id: one.callback_id, channel, ts: message.ts }),
    }));
}

function own(message, channel) {
  if (message.user !== ws.me || message.ephemeral || message.bot_id) return [];
  return [
    { line: true },
    { label: "Edit message", run: () => editMessage(message, channel) },
    { label: "Delete message", danger: true, run: () => remove(message, channel) },
  ];
}

function more(anchor, message, channel, inThread) {
  const reply = inThread
    ? []
    : [{ label: "Reply in thread", run: () => emit("go", { thread: message.thread_ts || message.ts }) }];
  const copied = { label: "Copy text", run: () => navigator.clipboard?.writeText(message.text || "") };
  openMenu(anchor, [
    ...reply,
    { label: "Add reaction…", run: () => pick(anchor, message, channel) },
    copied,
    { line: true },
    ...shortcuts(message, channel),
    ...own(message, channel),
  ]);
}

/** The small bar that a message shows under the pointer or the focus. */
export function tools(message, channel, inThread) {
  if (message.ephemeral) return null;
  const small = (label, name, run) =>
    button(label, (event) => run(event.currentTarget), { class: "icon", "aria-label": name, title: name });
  return el(
    "div",
    { class: "tools", role: "group", "aria-label": "Message actions" },
    small("📌", "React with pushpin", () => react(message, channel, "pushpin")),
    small("☺", "Add reaction", (anchor) => pick(anchor, message, channel)),
    inThread
      ? null
      : small("💬", "Reply in thread", () => emit("go", { thread: message.thread_ts || message.ts })),
    small("⋯", "More actions", (anchor) => more(anchor, message, channel, inThread)),
  );
}
