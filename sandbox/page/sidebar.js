// The bar on the left: the workspace, who one is, channels and conversations with the app.

import { prompted } from "./confirm.js";
import { avatar, button, el, replace } from "./dom.js";
import { hasDraft } from "./drafts.js";
import { patch } from "./patch.js";
import { done } from "./perform.js";
import { emit, on, person, refresh, shown, unread, withApp, ws } from "./workspace.js";

const named = (classes) => classes.filter(Boolean).join(" ");

function face(one) {
  const title = [shown(one), one.title, one.is_owner ? "workspace owner" : null].filter(Boolean).join(" · ");
  return button(avatar({ ...one, name: shown(one) }, "small"), () => emit("go", { as: one.id }), {
    class: "face",
    "aria-pressed": String(one.id === ws.me),
    "aria-label": `Act as ${shown(one)}`,
    title,
    "data-user": one.id,
  });
}

function myself() {
  const me = person();
  const line = (text) => el("span", { class: "description" }, text);
  const zone = (me.tz || "UTC").replace(/_/g, " ");
  const words = el("span", {}, el("strong", {}, shown(me)), line(me.title || `@${me.name}`), line(zone));
  return el("div", { class: "me" }, avatar({ ...me, name: shown(me) || "?" }), words);
}

function picker() {
  const people = [...ws.people.values()].filter((one) => !one.deleted && one.id !== ws.bot.user_id);
  const faces = el("div", { class: "faces", role: "group", "aria-label": "People" }, people.map(face));
  const title = el("p", { class: "acting" }, "You act as");
  return el("section", { class: "picker", "aria-label": "Act as" }, title, myself(), faces);
}

function team() {
  const name = ws.team.name || "Sandbox";
  return el(
    "div",
    { class: "team" },
    el("span", { class: "team-sign", "aria-hidden": "true" }, name[0]),
    el("h1", {}, name),
  );
}

function nameOf(of) {
  if (!of.is_im) return of.name;
  if (withApp(of)) return ws.bot.name;
  const other = ws.people.get(of.user);
  return other ? shown(other) : "direct message";
}

/** Whether something waits to be sent there; where one stands, one sees it. */
const drafted = (of) => of.id !== ws.channelId && hasDraft(of.id);

/** What a screen reader calls a conversation: its name and everything that its looks say. */
function label(of) {
  const facts = [
    of.is_private && !of.is_im && "private",
    of.is_archived && "archived",
    unread(of) && "unread",
    drafted(of) && "draft",
  ];
  return [of.is_im ? nameOf(of) : `#${of.name}`, ...facts].filter(Boolean).join(", ");
}

/** The app opens with its Home, if it has one and said nothing new. */
const tabOf = (of) => (withApp(of) && ws.bot.home_tab && !unread(of) ? "home" : "messages");

function conversation(of) {
  const here = of.id === ws.channelId;
  const looks = [unread(of) && "unread", of.is_archived && "archived", of.member === false && "outside"];
  const sign = of.is_im ? "●" : of.is_private ? "🔒" : "#";
  const words = [
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("span", { class: "conversation-name" }, nameOf(of)),
    withApp(of) ? el("span", { class: "app-tag" }, "APP") : null,
    drafted(of) ? el("span", { class: "draft", "aria-hidden": "true" }, "✎") : null,
  ];
  const node = button(words, () => emit("go", { channel: of.id, tab: tabOf(of) }), {
    class: named(["conversation", here && "here", ...looks]),
    "aria-current": here ? "page" : null,
    "aria-label": label(of),
    "data-channel": of.id,
  });
  return el("li", {}, node);
}

async function create() {
  const name = await prompted("Create a channel", { label: "Name", confirm: "Create" });
  const made = name && (await done("channel", { name: name.trim().toLowerCase().replace(/\s+/g, "-") }));
  if (!made) return;
  await refresh("state");
  emit("go", { channel: made.channel });
}

const GROUPS = [
  {
    title: "Channels",
    holds: (one) => !one.is_im && !one.is_archived && one.member !== false,
    creates: true,
  },
  { title: "Direct messages", holds: (one) => one.is_im && !withApp(one) },
  { title: "Not joined", holds: (one) => !one.is_im && !one.is_archived && one.member === false },
  { title: "Archived", holds: (one) => !one.is_im && one.is_archived },
  { title: "Apps", holds: withApp },
];

/** A group's section, and how to bring it up to date. */
function sectionOf(group) {
  const list = el("ul", {});
  const add = group.creates ? button("+", create, { class: "icon", "aria-label": "Create a channel" }) : null;
  const node = el("section", { class: "group" }, el("h2", {}, group.title, add), list);
  const draw = (channels) => {
    const mine = channels.filter(group.holds);
    node.hidden = !mine.length && !group.creates;
    const keyOf = (of) => JSON.stringify([label(of), of.id, of.id === ws.channelId, of.member]);
    patch(
      list,
      mine.map((of) => ({ key: keyOf(of), make: () => conversation(of) })),
    );
  };
  return { node, draw };
}

const byName = (one, other) => String(one.name).localeCompare(String(other.name), "en", { numeric: true });

/** Runs a redraw and gives the focus back to the button that had it, where it was made anew. */
function refocusing(node, draw) {
  const { channel, user } = (node.contains(document.activeElement) && document.activeElement.dataset) || {};
  draw();
  const wanted = channel
    ? `[data-channel="${CSS.escape(channel)}"]`
    : `[data-user="${CSS.escape(user || "")}"]`;
  if ((channel || user) && !node.contains(document.activeElement)) node.querySelector(wanted)?.focus();
}

export function mountSidebar(node) {
  const top = el("div", {});
  const sections = GROUPS.map(sectionOf);
  replace(
    node,
    top,
    el(
      "div",
      { class: "groups" },
      sections.map((one) => one.node),
    ),
  );
  const draw = () => {
    const people = JSON.stringify([ws.me, [...ws.people.values()]]);
    patch(top, [
      { key: `team ${ws.team.name}`, make: team },
      { key: people, make: picker },
    ]);
    sections.forEach((one) => one.draw([...ws.channels.values()].sort(byName)));
  };
  ["state", "messages", "place", "draft"].forEach((topic) => on(topic, () => refocusing(node, draw)));
}
