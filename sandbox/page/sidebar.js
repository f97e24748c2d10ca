// The bar on the left: the workspace, who one is, channels and conversations with the app.

import { prompted } from "./confirm.js";
import { avatar, button, el, replace } from "./dom.js";
import { done } from "./perform.js";
import { emit, on, person, refresh, shown, unread, ws } from "./workspace.js";

function face(one) {
  const mine = one.id === ws.me;
  const title = [shown(one), one.title, one.is_owner ? "workspace owner" : null].filter(Boolean).join(" · ");
  return button(avatar({ ...one, name: shown(one) }, "small"), () => emit("go", { as: one.id }), {
    class: "face",
    "aria-pressed": String(mine),
    "aria-label": `Act as ${shown(one)}`,
    title,
    "data-user": one.id,
  });
}

function localTime(one) {
  return one.tz ? one.tz.replace(/_/g, " ") : "UTC";
}

function picker() {
  const me = person();
  const people = [...ws.people.values()].filter((one) => !one.deleted && one.id !== ws.bot.user_id);
  return el(
    "section",
    { class: "picker", "aria-label": "Act as" },
    el("p", { class: "acting" }, "You act as"),
    el(
      "div",
      { class: "me" },
      avatar({ ...me, name: shown(me) || "?" }),
      el(
        "span",
        {},
        el("strong", {}, shown(me)),
        el("span", { class: "description" }, me.title || `@${me.name}`),
        el("span", { class: "description" }, localTime(me)),
      ),
    ),
    el("div", { class: "faces", role: "group", "aria-label": "People" }, people.map(face)),
  );
}

function conversation(of) {
  const other = of.is_im ? ws.people.get(of.user) : null;
  const name = of.is_im
    ? of.user === ws.bot.user_id
      ? ws.bot.name
      : other
        ? shown(other)
        : "direct message"
    : of.name;
  const sign = of.is_im ? "●" : of.is_private ? "🔒" : "#";
  const kind = [
    "conversation",
    unread(of) && "unread",
    of.is_archived && "archived",
    of.member === false && "outside",
    of.id === ws.channelId && "here",
  ]
    .filter(Boolean)
    .join(" ");
  return el(
    "li",
    {},
    button(
      [
        el("span", { class: "sign", "aria-hidden": "true" }, sign),
        el("span", { class: "conversation-name" }, name),
        of.is_im && of.user === ws.bot.user_id ? el("span", { class: "app-tag" }, "APP") : null,
      ],
      () => emit("go", { channel: of.id }),
      {
        class: kind,
        "aria-current": of.id === ws.channelId ? "page" : null,
        "aria-label": label(of, name),
        "data-channel": of.id,
      },
    ),
  );
}

function label(of, name) {
  return [
    of.is_im ? name : `#${name}`,
    of.is_private && !of.is_im ? "private" : null,
    of.is_archived ? "archived" : null,
    unread(of) ? "unread" : null,
  ]
    .filter(Boolean)
    .join(", ");
}

function group(title, rows, extra) {
  if (!rows.length && !extra) return null;
  return el(
    "section",
    { class: "group" },
    el("h2", {}, title, extra || null),
    el("ul", {}, rows.map(conversation)),
  );
}

async function create() {
  const name = await prompted("Create a channel", { label: "Name", confirm: "Create" });
  const made = name && (await done("channel", { name: name.trim().toLowerCase().replace(/\s+/g, "-") }));
  if (!made) return;
  await refresh("state");
  emit("go", { channel: made.channel });
}

function draw(node) {
  const channels = [...ws.channels.values()].sort((one, other) =>
    String(one.name).localeCompare(String(other.name), "en", { numeric: true }),
  );
  const open = channels.filter((one) => !one.is_im && !one.is_archived);
  replace(
    node,
    el(
      "div",
      { class: "team" },
      el("span", { class: "team-sign", "aria-hidden": "true" }, (ws.team.name || "S")[0]),
      el("h1", {}, ws.team.name || "Sandbox"),
    ),
    picker(),
    el(
      "div",
      { class: "groups" },
      group(
        "Channels",
        open.filter((one) => one.member !== false),
        button("+", create, { class: "icon", "aria-label": "Create a channel" }),
      ),
      group(
        "Direct messages",
        channels.filter((one) => one.is_im),
      ),
      group(
        "Not joined",
        open.filter((one) => one.member === false),
      ),
      group(
        "Archived",
        channels.filter((one) => !one.is_im && one.is_archived),
      ),
    ),
  );
}

/** Redraws the bar without taking the focus from the button that had it. */
function redraw(node) {
  const had = document.activeElement;
  const key = node.contains(had) ? had.getAttribute("aria-label") : null;
  const scrolled = node.querySelector(".groups")?.scrollTop || 0;
  draw(node);
  node.querySelector(".groups").scrollTop = scrolled;
  if (key) node.querySelector(`[aria-label="${CSS.escape(key)}"]`)?.focus();
}

export function mountSidebar(node) {
  ["state", "messages", "place"].forEach((topic) => on(topic, () => redraw(node)));
}
