// The head of a channel: name, topic, bookmarks, pins, and what can be done with the channel.

import { el, button, replace } from "./dom.js";
import { openMenu } from "./menu.js";
import { bare, mrkdwn } from "./mrkdwn.js";
import { link } from "./tokens.js";
import { done } from "./perform.js";
import { author, channel, emit, on, refresh, ws } from "./workspace.js";

function title(here) {
  if (here.is_im)
    return here.user === ws.bot.user_id ? ws.bot.name : ws.people.get(here.user)?.name || "Direct message";
  return `${here.is_private ? "🔒 " : "# "}${here.name}`;
}

function summary(message) {
  const block = (message.blocks || []).find((one) => one.text);
  const text = message.text || (block ? bare(block.text) : "") || "a message";
  return bare({ type: "mrkdwn", text }).replace(/\s+/g, " ").slice(0, 90);
}

function pinItems(here) {
  return here.pins.map((ts) => {
    const message = ws.messages.find((one) => one.ts === ts);
    return {
      label: message ? summary(message) : "An older message",
      description: message ? author(message).name : "",
      run: () => emit("go", { channel: here.id, ts }),
    };
  });
}

function pins(here) {
  if (!here.pins?.length) return null;
  return button(`📌 ${here.pins.length} pinned`, (event) => openMenu(event.currentTarget, pinItems(here)), {
    class: "chip-button",
    "aria-haspopup": "menu",
  });
}

function bookmarks(here) {
  return (here.bookmarks || []).map((one) =>
    el("span", { class: "bookmark" }, "🔖 ", link(one.link, one.title)),
  );
}

function choices(here) {
  const run = (what) => async () => {
    await done(what, { channel: here.id });
    await refresh("state");
  };
  return [
    here.member === false
      ? { label: "Join channel", run: run("join") }
      : { label: "Leave channel", run: run("leave") },
    { label: "Archive channel", danger: true, run: run("archive") },
  ];
}

function more(here) {
  if (here.is_im || here.is_archived) return null;
  return button("⋯", (event) => openMenu(event.currentTarget, choices(here)), {
    class: "icon",
    "aria-label": "Channel actions",
    "aria-haspopup": "menu",
  });
}

function draw(node) {
  const here = channel();
  if (!here) return replace(node);
  const shelf = [pins(here), bookmarks(here)].flat().filter(Boolean);
  return replace(
    node,
    el(
      "div",
      { class: "title-row" },
      el("h2", {}, title(here)),
      here.is_archived ? el("span", { class: "badge" }, "archived") : null,
      el(
        "p",
        { class: "topic", title: here.topic || here.purpose || "" },
        mrkdwn(here.topic || here.purpose || ""),
      ),
      more(here),
    ),
    shelf.length ? el("div", { class: "shelf" }, shelf) : null,
  );
}

export function mountHeader(node) {
  ["state", "messages", "place"].forEach((topic) => on(topic, () => draw(node)));
}
