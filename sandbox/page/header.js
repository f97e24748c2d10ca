// The head of a channel: name, topic, bookmarks, pins, and what can be done with the channel.

import { canvases } from "./canvas.js";
import { channelItems } from "./channelmenu.js";
import { button, el } from "./dom.js";
import { openMenu } from "./menu.js";
import { bare, mrkdwn } from "./mrkdwn.js";
import { link } from "./tokens.js";
import { tabs } from "./home.js";
import { patch } from "./patch.js";
import { isDirect, placeName } from "./places.js";
import { author, channel, emit, on, withApp, ws } from "./workspace.js";

function title(here) {
  if (isDirect(here)) return placeName(here);
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

function more(here) {
  if (isDirect(here)) return null;
  return button("⋯", (event) => openMenu(event.currentTarget, channelItems(channel())), {
    class: "icon",
    "aria-label": "Channel actions",
    "aria-haspopup": "menu",
  });
}

function titleRow(here) {
  const topic = here.topic || here.purpose || "";
  return el(
    "div",
    { class: "title-row" },
    el("h2", {}, title(here)),
    here.is_archived ? el("span", { class: "badge" }, "archived") : null,
    el("p", { class: "topic", title: topic }, mrkdwn(topic)),
    more(here),
  );
}

function shelf(here) {
  const kept = [canvases(here), pins(here), bookmarks(here)].flat().filter(Boolean);
  return el("div", { class: "shelf", hidden: !kept.length }, kept);
}

function rows(here) {
  const { id, name, topic, purpose, member, is_archived: archived } = here;
  const turned = { key: JSON.stringify(["tabs", id, ws.tab]), make: () => tabs(here) };
  return [
    { key: JSON.stringify([ws.me, id, name, topic, purpose, member, archived]), make: () => titleRow(here) },
    ...(withApp(here) && ws.bot.home_tab ? [turned] : []),
    { key: JSON.stringify([id, here.canvases, here.pins, here.bookmarks]), make: () => shelf(here) },
  ];
}

export function mountHeader(node) {
  const draw = () => {
    const turned = node.contains(document.activeElement) && document.activeElement.matches(".tab");
    patch(node, channel() ? rows(channel()) : []);
    if (turned) node.querySelector(".tab[aria-current]")?.focus();
  };
  ["state", "messages", "place"].forEach((topic) => on(topic, draw));
}
