// The bar on the left: the workspace, who one is, channels and conversations with the app.

import { createChannel, startTalk } from "./channelmenu.js";
import { avatar, button, el, replace } from "./dom.js";
import { hasDraft } from "./drafts.js";
import { openMenu } from "./menu.js";
import { patch } from "./patch.js";
import { openPeople } from "./peoplesheet.js";
import { isDirect, placeName } from "./places.js";
import { emit, on, person, shown, unread, withApp, ws } from "./workspace.js";

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
  const state = [me.away && "away", me.quiet?.until && "do not disturb"].filter(Boolean).join(", ");
  const lines = [line(me.title || `@${me.name}`), line(zone), state ? line(state) : null];
  const words = el("span", {}, el("strong", {}, shown(me)), lines);
  return el("div", { class: "me" }, avatar({ ...me, name: shown(me) || "?" }), words);
}

/** One window may be one person, and another window another. */
function secondWindow(people) {
  const open = ({ id }) => window.open(`/#as=${encodeURIComponent(id)}`, "_blank", "noopener");
  const items = people
    .filter((one) => one.id !== ws.me)
    .map((one) => ({ label: shown(one), description: one.title, run: () => open(one) }));
  return button("Open a second window as…", (event) => openMenu(event.currentTarget, items), {
    class: "second-window",
    "aria-haspopup": "menu",
  });
}

function picker() {
  const people = [...ws.people.values()].filter((one) => !one.deleted && one.id !== ws.bot.user_id);
  const faces = el("div", { class: "faces", role: "group", "aria-label": "People" }, people.map(face));
  const title = el("p", { class: "acting" }, "You act as");
  return el("section", { class: "picker", "aria-label": "Act as" }, title, myself(), faces, secondWindow(people));
}

const peopleButton = () =>
  el("p", { class: "people-line" }, button("People & groups", openPeople, { class: "people-button", "aria-haspopup": "dialog" }));

function team() {
  const name = ws.team.name || "Sandbox";
  return el(
    "div",
    { class: "team" },
    el("span", { class: "team-sign", "aria-hidden": "true" }, name[0]),
    el("h1", {}, name),
  );
}

/** Whether something waits to be sent there; where one stands, one sees it. */
const drafted = (of) => of.id !== ws.channelId && hasDraft(of.id);

/** What a screen reader calls a conversation: its name and everything that its looks say. */
function label(of) {
  const facts = [
    of.is_private && !isDirect(of) && "private",
    of.is_archived && "archived",
    unread(of) && "unread",
    drafted(of) && "draft",
  ];
  return [isDirect(of) ? placeName(of) : `#${of.name}`, ...facts].filter(Boolean).join(", ");
}

/** The app opens with its Home, if it has one and said nothing new. */
const tabOf = (of) => (withApp(of) && ws.bot.home_tab && !unread(of) ? "home" : "messages");

function conversation(of) {
  const here = of.id === ws.channelId;
  const looks = [unread(of) && "unread", of.is_archived && "archived", of.member === false && "outside"];
  const sign = isDirect(of) ? "●" : of.is_private ? "🔒" : "#";
  const words = [
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("span", { class: "conversation-name" }, placeName(of)),
    withApp(of) ? el("span", { class: "app-tag" }, "APP") : null,
    isDirect(of) && unread(of) ? el("span", { class: "unread-count", "aria-hidden": "true" }, String(of.unread)) : null,
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

const GROUPS = [
  {
    title: "Channels",
    holds: (one) => !isDirect(one) && !one.is_archived && one.member !== false,
    adds: ["Create a channel", createChannel],
  },
  {
    title: "Direct messages",
    holds: (one) => isDirect(one) && !withApp(one),
    adds: ["New direct message", startTalk],
  },
  { title: "Not joined", holds: (one) => !isDirect(one) && !one.is_archived && one.member === false },
  { title: "Archived", holds: (one) => !isDirect(one) && one.is_archived },
  { title: "Apps", holds: withApp },
];

/** A group's section, and how to bring it up to date. */
function sectionOf(group) {
  const list = el("ul", {});
  const [name, run] = group.adds || [];
  const add = run ? button("+", run, { class: "icon", "aria-label": name }) : null;
  const node = el("section", { class: "group" }, el("h2", {}, group.title, add), list);
  const draw = (channels) => {
    const mine = channels.filter(group.holds);
    node.hidden = !mine.length && !group.adds;
    const keyOf = (of) => JSON.stringify([label(of), isDirect(of) && of.unread, of.id, of.id === ws.channelId, of.member]);
    patch(
      list,
      mine.map((of) => ({ key: keyOf(of), make: () => conversation(of) })),
    );
  };
  return { node, draw };
}

export const byName = (one, other) => String(one.name).localeCompare(String(other.name), "en", { numeric: true });

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
      { key: "people and groups", make: peopleButton },
    ]);
    sections.forEach((one) => one.draw([...ws.channels.values()].sort(byName)));
  };
  ["state", "messages", "place", "draft"].forEach((topic) => on(topic, () => refocusing(node, draw)));
}
