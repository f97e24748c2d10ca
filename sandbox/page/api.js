// The page's only way to the server: one function per call of the sandbox's own interface.

/** The server refused, and said why in a sentence. */
export class Refused extends Error {}

async function call(path, options) {
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error || `The sandbox answered ${response.status}.`);
  return answer;
}

function query(values) {
  const pairs = Object.entries(values).filter(([, value]) => value != null);
  return new URLSearchParams(pairs).toString();
}

const get = (path, values = {}) => call(`${path}?${query(values)}`);
const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
const remove = (path) => call(path, { method: "DELETE" });

export const state = (me) => get("/control/state", { as: me });
export const messages = (me, channel, thread) =>
  get("/control/messages", { as: me, channel, thread_ts: thread });
export const views = (me) => get("/control/views", { as: me });
/** What the app published for this person's Home tab. */
export const home = (me) => get("/control/home", { as: me });
export const log = (after) => get("/control/log", { after });
export const clock = () => get("/clock");
/** The instant at which the bot has something due next, or null. */
export const nextDeadline = () => get("/control/next");
export const faults = () => get("/control/faults");
export const lineUpFault = (fault) => post("/control/faults", fault);
export const faultKinds = () => get("/control/faults/kinds");
export const leaveToChance = (order) => post("/control/faults/random", order);
export const delayAll = (ms) => post("/control/faults/latency", { ms });
export const removeFault = (number) => remove(`/control/faults/${number}`);
export const clearFaults = () => remove("/control/faults");
export const detours = () => get("/control/detours");
export const detour = (order) => post("/control/detours", order);
export const removeDetour = (number) => remove(`/control/detours/${number}`);
export const clearDetours = () => remove("/control/detours");
export const limits = () => get("/control/limits");
export const switchLimits = (on) => post("/control/limits", { on });
export const socket = () => get("/control/socket");
export const disturbSocket = (what) => post("/control/socket", { do: what });
export const moveClock = (move) => post("/control/clock", move);
/** One of the things that a person does: command, press, submit, say, react, ... */
export const act = (what, body) => post(`/control/${what}`, body);
/** Title and Markdown of a canvas. */
export const canvas = (id, me) => get(`/control/canvases/${encodeURIComponent(id)}`, { as: me });
export const fileAddress = (id, me) => `/control/files/${encodeURIComponent(id)}?${query({ as: me })}`;

export async function fileText(id, me) {
  const response = await fetch(fileAddress(id, me));
  if (!response.ok) throw new Refused("The file cannot be read.");
  return response.text();
}

/** Calls `changed` with every change that the server announces to this person; returns how to stop. */
export function listen(me, changed, connected) {
  const source = new EventSource(`/control/events?${query({ as: me })}`);
  source.addEventListener("change", (event) => changed(JSON.parse(event.data)));
  source.addEventListener("open", () => connected(true));
  source.addEventListener("error", () => connected(false));
  return () => source.close();
}
