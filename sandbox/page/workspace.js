// What the page knows of the workspace: fetched again when the server says that it changed, handed to whoever listens.

import * as api from "./api.js";

export const ws = {
  me: null,
  channelId: null,
  threadTs: null,
  tab: null,
  team: {},
  bot: {},
  people: new Map(),
  groups: new Map(),
  bots: new Map(),
  channels: new Map(),
  commands: [],
  shortcuts: [],
  messages: [],
  thread: [],
  views: [],
  home: null,
  log: [],
  faults: [],
  chance: null,
  latency: 0,
  detours: [],
  kinds: { calls: {}, detours: {}, methods: [] },
  limits: { on: false, methods: {}, channels: {}, refused: [] },
  socket: {},
  inspecting: false,
  clock: { now: Date.now(), rate: 1, at: performance.now(), version: 0 },
};

const listeners = new Map();
const running = new Map();

export function on(topic, run) {
  listeners.set(topic, [...(listeners.get(topic) || []), run]);
}

export function emit(topic, value) {
  (listeners.get(topic) || []).forEach((run) => run(value));
}

const byId = (rows) => new Map((rows || []).map((row) => [row.id, row]));

const FETCH = {
  async state() {
    const { me } = ws;
    const found = await api.state(me);
    if (me !== ws.me) return;
    Object.assign(ws, {
      team: found.team,
      bot: found.bot,
      commands: found.commands || [],
      shortcuts: found.shortcuts || [],
    });
    Object.assign(ws, {
      people: byId(found.people),
      groups: byId(found.groups),
      bots: byId(found.bots),
      channels: byId(found.channels),
    });
  },
  async messages() {
    const { me, channelId, tab } = ws;
    // Who looks at the app's Home has not read what it wrote.
    const found = channelId && !tab ? await api.messages(me, channelId) : { messages: [] };
    if (me !== ws.me || channelId !== ws.channelId || tab !== ws.tab) return;
    ws.messages = found.messages;
  },
  async thread() {
    const { me, channelId, threadTs } = ws;
    const found = threadTs ? await api.messages(me, channelId, threadTs) : { messages: [] };
    if (me === ws.me && threadTs === ws.threadTs) ws.thread = found.messages;
  },
  async views() {
    const { me } = ws;
    const found = await api.views(me);
    if (me === ws.me) ws.views = found.views;
  },
  async home() {
    const { me, tab } = ws;
    const found = tab === "home" ? await api.home(me) : { view: null };
    if (me === ws.me && tab === ws.tab) ws.home = found.view;
  },
  async clock() {
    const found = await api.clock();
    ws.clock = {
      now: Date.parse(found.now),
      rate: found.rate,
      version: found.version,
      at: performance.now(),
    };
  },
  async faults() {
    const found = await api.faults();
    Object.assign(ws, { faults: found.faults, chance: found.random, latency: found.latency });
  },
  async kinds() {
    ws.kinds = await api.faultKinds();
  },
  async detours() {
    ws.detours = (await api.detours()).detours;
  },
  async limits() {
    ws.limits = await api.limits();
  },
  async socket() {
    ws.socket = await api.socket();
  },
  async log() {
    const last = ws.log.length ? ws.log[ws.log.length - 1].n : null;
    const found = await api.log(last);
    ws.log = [...ws.log, ...found.entries].slice(-1000);
  },
};

async function run(topic, job) {
  do {
    job.again = false;
    await FETCH[topic]();
    emit(topic);
  } while (job.again);
}

/** Fetches a topic again; calls that come while one is under way become one more. */
export function refresh(topic) {
  const under = running.get(topic);
  if (under) {
    under.again = true;
    return under.promise;
  }
  const job = { again: false };
  job.promise = run(topic, job).finally(() => running.delete(topic));
  running.set(topic, job);
  return job.promise;
}

export const refreshAll = (...topics) => Promise.all(topics.map(refresh));

/** The sandbox's time now, in milliseconds, between two announcements too. */
export function now() {
  return ws.clock.now + (performance.now() - ws.clock.at) * ws.clock.rate;
}

export const channel = () => ws.channels.get(ws.channelId);
export const person = () => ws.people.get(ws.me) || {};
export const zone = () => person().tz || "UTC";

/** Who wrote a message, as a name, a colour and whether it is the app. */
export function author(message) {
  const found = ws.people.get(message.user);
  if (message.bot_id || message.user === ws.bot.user_id)
    return { id: message.user, name: message.username || ws.bot.name || "app", bot: true };
  return found
    ? { ...found, name: shown(found) }
    : { id: message.user, name: message.username || "Unknown person" };
}

/** What somebody is called, a person or an app; nothing for who is not known here. */
export const called = (id) => shown(ws.people.get(id) || ws.bots.get(id) || { name: "" });

export const shown = (someone) => someone.real_name || someone.name;

/** Whether something was said in a channel that this person has not read; where they stand, they read it. */
export const unread = (of) => of.unread > 0 && (of.id !== ws.channelId || ws.tab === "home");

/** Whether a conversation is the one with the app. */
export const withApp = (of) => Boolean(of?.is_im) && of.user === ws.bot.user_id;
