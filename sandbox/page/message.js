// One message: who, when, what it says, its files, its reactions, and what can be done with it.

import { blocksOf } from "./blocks.js";
import { clockTime, full, lastTime, ofTs } from "./dates.js";
import { avatar, button, el } from "./dom.js";
import { drawn } from "./emoji.js";
import { fileOf } from "./files.js";
import { guarded } from "./guard.js";
import { tools } from "./messagetools.js";
import { mrkdwn } from "./mrkdwn.js";
import { done, perform } from "./perform.js";
import { Draft } from "./values.js";
import { author, called, emit, ws } from "./workspace.js";

const SYSTEM =
  /^(channel|group)_(join|leave|topic|purpose|name|archive|unarchive|convert)|^(bot_add|bot_remove|pinned_item)/;

function contextOf(message, channel) {
  const draft = Draft.of(`${channel}/${message.ts}`);
  return {
    draft,
    place: { channel, ts: message.ts },
    press: (block, element, value) =>
      perform("press", {
        channel,
        ts: message.ts,
        block_id: block.block_id,
        action_id: element.action_id,
        value,
        state: draft.values(message.blocks),
      }),
  };
}

function attachment(part, ctx) {
  const content = part.blocks
    ? blocksOf(part.blocks, ctx)
    : [
        part.pretext ? el("div", { class: "prewrap" }, mrkdwn(part.pretext)) : null,
        part.title ? el("strong", {}, mrkdwn(part.title)) : null,
        el("div", { class: "prewrap" }, mrkdwn(part.text || part.fallback || "")),
      ];
  const colour = /^#?[0-9a-f]{6}$/i.test(part.color || "") ? `#${part.color.replace("#", "")}` : null;
  return el("div", { class: "attachment", style: colour ? { borderLeftColor: colour } : null }, content);
}

function body(message, channel) {
  if (message.deleted) return [el("p", { class: "tombstone" }, "This message was deleted.")];
  const ctx = contextOf(message, channel);
  const said = message.blocks?.length
    ? blocksOf(message.blocks, ctx)
    : message.text
      ? [el("div", { class: "prewrap" }, mrkdwn(message.text))]
      : [];
  return [
    el("div", { class: "said" }, said, message.edited ? el("span", { class: "edited" }, "(edited)") : null),
    (message.attachments || []).map((part) => attachment(part, ctx)),
    (message.files || []).map(fileOf),
  ];
}

const names = (users) => users.map((id) => called(id) || id).join(", ");

function reaction(message, channel, { name, users }) {
  const mine = users.includes(ws.me);
  const toggle = () => done(mine ? "unreact" : "react", { channel, ts: message.ts, name });
  return button([el("span", { class: "emoji" }, drawn(name)), ` ${users.length}`], toggle, {
    class: "reaction",
    "aria-pressed": String(mine),
    "aria-label": `${name}, ${users.length}`,
    title: `${names(users)} reacted with :${name}:`,
  });
}

const MOST_FACES = 3;

function replies(message) {
  if (!message.reply_count) return null;
  const words = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const faces = (message.reply_users || []).slice(0, MOST_FACES).map((user) => avatar(author({ user }), "tiny"));
  const last = `Last reply ${lastTime(ofTs(message.latest_reply))}`;
  const parts = [faces, el("strong", {}, words), " ", el("span", { class: "hint" }, last)];
  return button(parts, () => emit("go", { thread: message.ts }), { class: "replies" });
}

function heading(message, who) {
  const at = ofTs(message.ts);
  return el(
    "div",
    { class: "heading" },
    el("strong", { class: "name" }, who.name),
    who.bot ? el("span", { class: "app-tag" }, "APP") : null,
    el("time", { datetime: new Date(at).toISOString(), title: full(at) }, clockTime(at)),
  );
}

function broadcast(message) {
  const open = () => emit("go", { thread: message.thread_ts });
  return el("p", { class: "broadcast" }, "↪ Replied to ", button("a thread", open, { class: "replies" }));
}

function marks(message, inThread) {
  return [
    message.subtype === "thread_broadcast" && !inThread ? broadcast(message) : null,
    message.ephemeral ? el("p", { class: "only-you" }, "👁 Only visible to you") : null,
    message.pinned ? el("p", { class: "pinned" }, "📌 Pinned") : null,
  ];
}

function systemLine(message, who) {
  return el(
    "article",
    { class: "message system", data: { ts: message.ts } },
    avatar(who, "small"),
    el(
      "div",
      {},
      el("strong", {}, who.name),
      " ",
      mrkdwn(message.text.replace(/^<@\w+(\|[^>]*)?> /, "")),
      " ",
      el("time", {}, clockTime(ofTs(message.ts))),
    ),
  );
}

/** The node of a message; `follows` leaves out the name where the same person spoke just before. */
export function messageOf(message, channel, { follows = false, inThread = false } = {}) {
  const who = author(message);
  if (SYSTEM.test(message.subtype || "")) return systemLine(message, who);
  const at = ofTs(message.ts);
  const side = follows ? el("time", { class: "aside", title: full(at) }, clockTime(at)) : avatar(who);
  const kind = [
    "message",
    follows && "follows",
    message.ephemeral && "ephemeral",
    message.pinned && "is-pinned",
  ]
    .filter(Boolean)
    .join(" ");
  const reactions = (message.reactions || []).map((one) => reaction(message, channel, one));
  return el(
    "article",
    { class: kind, data: { ts: message.ts }, "aria-label": `${who.name} at ${clockTime(at)}` },
    side,
    el(
      "div",
      { class: "content" },
      marks(message, inThread),
      follows ? null : heading(message, who),
      guarded(() => body(message, channel), message.text),
      reactions.length ? el("div", { class: "reactions" }, reactions) : null,
      inThread ? null : replies(message),
    ),
    message.deleted ? null : tools(message, channel, inThread),
  );
}

/** Everything that decides how a message looks: while it stays the same, its node stays too. */
export function signature(message, follows) {
  const dated = JSON.stringify(message.blocks || message.text || "").includes("!date");
  return JSON.stringify([message, follows, ws.me, dated ? ws.clock.version : 0, ws.channels.size]);
}
