// Puts the page together: who one is and where one stands are in the address, everything else comes from the server.

import * as api from "./api.js";
import { mountClock } from "./clockbar.js";
import { mountComposer } from "./composer.js";
import { el } from "./dom.js";
import { mountHeader } from "./header.js";
import { mountInspector } from "./inspector.js";
import { mountMessages, reveal } from "./messages.js";
import { mountModal } from "./modal.js";
import { attempt } from "./perform.js";
import { mountSidebar } from "./sidebar.js";
import { mountTheme } from "./themeswitch.js";
import { mountThread } from "./thread.js";
import { emit, on, refresh, refreshAll, ws } from "./workspace.js";

const part = (id) => document.getElementById(id);

/** What is fetched again after each kind of change. */
const AFTER = {
  message: ["messages", "thread", "state"],
  channel: ["state", "messages", "thread"],
  view: ["views"],
  clock: ["clock"],
};

let stop = () => {};

function changed(change) {
  // Some changes concern one person alone.
  if (change.user && change.user !== ws.me) return;
  if (change.kind === "request" && ws.inspecting) attempt(() => refreshAll("log", "faults"));
  if (change.kind === "notice" && change.text) emit("notice", change.text);
  if (AFTER[change.kind]) attempt(() => refreshAll(...AFTER[change.kind]));
}

function connected(up) {
  document.body.classList.toggle("offline", !up);
  // What happened while the line was down was not announced.
  if (up) attempt(() => refreshAll("clock", "state", "messages", "thread", "views"));
}

function tell(text) {
  const line = el("p", {}, text);
  part("notices").append(line);
  setTimeout(() => line.remove(), 6000);
}

function address() {
  const values = new URLSearchParams(location.hash.slice(1));
  return { as: values.get("as"), channel: values.get("channel"), thread: values.get("thread") };
}

function remember() {
  const values = Object.entries({ as: ws.me, channel: ws.channelId, thread: ws.threadTs }).filter(
    ([, value]) => value,
  );
  history.replaceState(null, "", `#${new URLSearchParams(values)}`);
  document.title = `${ws.channels.get(ws.channelId)?.name || "Sandbox"} · ${ws.team.name || "Sandbox"}`;
}

/** The channel asked for, if this person may see it; otherwise one that they are in. */
function standing(wanted) {
  const mine = [...ws.channels.values()].filter((one) => !one.is_archived && !one.is_im);
  return ws.channels.has(wanted) ? wanted : (mine.find((one) => one.member !== false) || mine[0])?.id || null;
}

async function becomes(person, wanted) {
  Object.assign(ws, { me: person, messages: [], thread: [], views: [], threadTs: null });
  emit("person");
  stop();
  await refresh("state");
  ws.channelId = standing(wanted ?? ws.channelId);
  stop = api.listen(ws.me, changed, connected);
}

async function go({ as, channel, thread, ts }) {
  const moved = channel && channel !== ws.channelId;
  if (as && as !== ws.me) await becomes(as, channel);
  else if (moved) await moveTo(channel);
  if (thread !== undefined || moved) ws.threadTs = thread || null;
  emit("place");
  await refreshAll("messages", "thread", "views");
  // What was just read is unread no longer.
  await refresh("state");
  remember();
  if (ts && !reveal(part("messages"), ts)) tell("That message is not in this list.");
  if (thread) part("thread").querySelector("textarea").focus();
}

async function moveTo(channel) {
  if (!ws.channels.has(channel)) await refresh("state");
  if (!ws.channels.has(channel)) return tell("You cannot see that channel.");
  Object.assign(ws, { channelId: channel, messages: [], thread: [] });
  return undefined;
}

/** Who the address names, or the first person of the workspace. */
async function someone() {
  const asked = address().as;
  const found = await api.state(asked).catch((error) => (asked ? api.state() : Promise.reject(error)));
  return (
    found.people.find((one) => one.id === asked) ||
    found.people.find((one) => !one.deleted && one.id !== found.bot.user_id)
  );
}

async function start() {
  mountSidebar(part("sidebar"));
  mountHeader(part("channel-header"));
  mountMessages(part("messages"));
  mountComposer(part("composer"));
  mountThread(part("thread"));
  mountClock(part("clock"));
  mountInspector(part("inspector"), part("inspector-toggle"));
  mountModal();
  mountTheme(part("theme-toggle"));
  on("go", (place) => attempt(() => go(place)));
  on("refused", tell);
  window.addEventListener("hashchange", () => attempt(() => go(address())));
  await refresh("clock");
  const { channel, thread } = address();
  await go({ as: (await someone()).id, channel, thread: thread || undefined });
  return true;
}

if ((await attempt(start)) === null) {
  part("messages").append(
    el("p", { class: "nothing" }, "The workspace could not be opened. Reload to try again."),
  );
}
