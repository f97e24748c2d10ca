// Puts the page together: who one is and where one stands are in the address, everything else comes from the server.

import * as api from "./api.js";
import { mountBanner } from "./banner.js";
import { mountClock } from "./clockbar.js";
import { mountComposer } from "./composer.js";
import { el } from "./dom.js";
import { SHOWN } from "./faults.js";
import { mountHeader } from "./header.js";
import { enterTab, mountHome } from "./home.js";
import { mountInspector } from "./inspector.js";
import { mountKeys } from "./keyboard.js";
import { mountMessages, reveal } from "./messages.js";
import { mountModal } from "./modal.js";
import { mountNarrow } from "./narrow.js";
import { mountNotices } from "./notices.js";
import { attempt } from "./perform.js";
import { isDirect } from "./places.js";
import { mountSidebar } from "./sidebar.js";
import { mountTheme } from "./themeswitch.js";
import { mountThread } from "./thread.js";
import { mountWaiting } from "./waiting.js";
import { channel as place, emit, on, person, refresh, refreshAll, unread, withApp, ws } from "./workspace.js";

const part = (id) => document.getElementById(id);

/** What is fetched again after each kind of change. */
const AFTER = {
  message: ["messages", "thread", "state"],
  channel: ["state", "messages", "thread"],
  people: ["state"],
  view: ["views", "home"],
  clock: ["clock", "limits"],
  limits: ["limits"],
};
/** The same for what only the inspector shows. */
const INSPECTED = {
  request: ["log", ...SHOWN],
  faults: ["faults"],
  detours: ["detours"],
  socket: ["socket"],
};

let stop = () => {};

function changed(change) {
  // Some changes concern one person alone.
  if (change.user && change.user !== ws.me) return;
  if (INSPECTED[change.kind] && ws.inspecting) attempt(() => refreshAll(...INSPECTED[change.kind]));
  if (change.kind === "notice" && change.text) emit("notice", change.text);
  if (AFTER[change.kind]) attempt(() => refreshAll(...AFTER[change.kind]));
}

function connected(up) {
  document.body.classList.toggle("offline", !up);
  // What happened while the line was down was not announced.
  if (up) attempt(() => refreshAll("clock", "limits", "state", "messages", "thread", "views", "home"));
}

function address() {
  const values = new URLSearchParams(location.hash.slice(1));
  return { as: values.get("as"), channel: values.get("channel"), thread: values.get("thread"), tab: values.get("tab") };
}

function remember() {
  const values = Object.entries({ as: ws.me, channel: ws.channelId, thread: ws.threadTs, tab: ws.tab }).filter(
    ([, value]) => value,
  );
  history.replaceState(null, "", `#${new URLSearchParams(values)}`);
  titled();
}

/** Two windows may be two people: the title says whose it is, and how much they have not read. */
function titled() {
  const waiting = [...ws.channels.values()].filter(unread).length;
  const words = [ws.channels.get(ws.channelId)?.name, person().name, ws.team.name].filter(Boolean);
  document.title = `${waiting ? `(${waiting}) ` : ""}${words.join(" · ")}`;
}

/** The channel asked for, if this person may see it; otherwise one that they are in. */
function standing(wanted) {
  const mine = [...ws.channels.values()].filter((one) => !one.is_archived && !isDirect(one));
  return ws.channels.has(wanted) ? wanted : (mine.find((one) => one.member !== false) || mine[0])?.id || null;
}

async function becomes(person, wanted) {
  const atApp = withApp(place());
  Object.assign(ws, { me: person, messages: [], thread: [], views: [], home: null, threadTs: null });
  emit("person");
  stop();
  await refresh("state");
  // Each has a conversation of their own with the app: who stood there finds theirs.
  const same = atApp ? [...ws.channels.values()].find(withApp)?.id : ws.channelId;
  ws.channelId = standing(wanted ?? same);
  stop = api.listen(ws.me, changed, connected);
}

/** Which of the app's tabs is open; elsewhere, and without a Home, there are messages alone. */
function turn(tab) {
  ws.tab = tab === "home" && withApp(place()) && ws.bot.home_tab ? "home" : null;
  if (ws.tab) ws.threadTs = null;
}

async function go({ as, channel, thread, ts, tab }) {
  const moved = channel && channel !== ws.channelId;
  if (as && as !== ws.me) await becomes(as, channel);
  else if (moved) await moveTo(channel);
  if (thread !== undefined || moved) ws.threadTs = thread || null;
  turn(tab || (moved || thread || ts ? null : ws.tab));
  emit("place");
  remember();
  await enterTab();
  await refreshAll("messages", "thread", "views", "home");
  // What was just read is unread no longer.
  await refresh("state");
  if (ts && !reveal(part("messages"), ts)) emit("refused", "That message is not in this list.");
  if (thread) part("thread").querySelector("textarea").focus();
}

async function moveTo(channel) {
  if (!ws.channels.has(channel)) await refresh("state");
  if (!ws.channels.has(channel)) return emit("refused", "You cannot see that channel.");
  Object.assign(ws, { channelId: channel, messages: [], thread: [] });
  return undefined;
}

/** Nobody acts through an account that was closed meanwhile: the next person takes over. */
function leaveClosedAccount() {
  const { deleted } = ws.people.get(ws.me) || {};
  const next = deleted && [...ws.people.values()].find((one) => !one.deleted);
  if (!next) return;
  emit("refused", "That account was deactivated.");
  emit("go", { as: next.id });
}

/** Who the address names, or the first person of the workspace. */
async function someone() {
  const asked = address().as;
  const found = await api.state(asked).catch((error) => (asked ? api.state() : Promise.reject(error)));
  return (
    found.people.find((one) => one.id === asked && !one.deleted) ||
    found.people.find((one) => !one.deleted && one.id !== found.bot.user_id)
  );
}

async function start() {
  mountSidebar(part("sidebar"));
  mountHeader(part("channel-header"));
  mountMessages(part("messages"));
  mountComposer(part("composer"));
  mountHome(part("home"), [part("messages"), part("composer")]);
  mountThread(part("thread"));
  mountClock(part("clock"));
  mountBanner(part("banner"));
  mountWaiting(part("waiting"));
  mountInspector(part("inspector"), part("inspector-toggle"));
  mountModal();
  mountTheme(part("theme-toggle"));
  on("go", (place) => attempt(() => go(place)));
  mountNotices(part("notices"));
  mountKeys();
  mountNarrow(part("sidebar-toggle"), part("sidebar"));
  on("state", titled);
  on("state", leaveClosedAccount);
  window.addEventListener("hashchange", () => attempt(() => go(address())));
  await refresh("clock");
  const { channel, thread, tab } = address();
  await go({ as: (await someone()).id, channel, thread: thread || undefined, tab });
  return true;
}

if ((await attempt(start)) === null) {
  part("messages").append(
    el("p", { class: "nothing" }, "The workspace could not be opened. Reload to try again."),
  );
}
