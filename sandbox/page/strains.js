// Two strains that Slack itself puts on an app: limits of how often it may call, and Socket Mode's connections that end.

import { disturbSocket, switchLimits } from "./api.js";
import { show } from "./dates.js";
import { el, replace } from "./dom.js";
import { change, chip, group } from "./faultfields.js";
import { on, ws } from "./workspace.js";

const clockTime = (instant) => show(Date.parse(instant), "time_secs");

const used = ([method, { calls, of }]) => el("li", {}, el("strong", {}, method), ` ${calls} of ${of}`);

const refused = ({ method, at, until }) =>
  el("li", { class: "was-refused" }, el("strong", {}, method), ` at ${clockTime(at)}, again from ${clockTime(until)}`);

const listOf = (name, rows) => (rows.length ? [el("h4", {}, name), el("ul", { "aria-label": name }, rows)] : []);

/** Whether calls are limited as Slack does, what was called lately, and what was refused. */
export function limits() {
  const box = el("input", { type: "checkbox" });
  const figures = el("div", { class: "wide" });
  box.addEventListener("change", () => change(() => switchLimits(box.checked), "limits"));
  on("limits", () => {
    box.checked = ws.limits.on;
    const calls = Object.entries(ws.limits.methods).sort(([a], [b]) => a.localeCompare(b));
    const lately = [...ws.limits.refused].reverse();
    replace(figures, listOf("Refused lately", lately.map(refused)), listOf("Calls in the last minute", calls.map(used)));
  });
  return group("Rate limits", el("label", { class: "tick" }, box, "Limit calls as Slack does"), figures);
}

/** Each disturbance, what it is called, and what it does. */
const SOCKET = [
  ["warn", "Warn", "Announce that the connections will end soon"],
  ["refresh", "Refresh", "Ask the bot to connect anew, and cut off after 3 s what it has not left"],
  ["drop", "Drop", "Break every connection without a word"],
];

function standing({ enabled, connections, opened }) {
  if (!enabled) return "The bot is told over HTTP here: there are no connections.";
  return `${connections} ${connections === 1 ? "connection stands" : "connections stand"}, ${opened} opened in all.`;
}

/** What happens to the connections of Socket Mode. */
export function socketMode() {
  const hint = el("p", { class: "hint wide" });
  const buttons = SOCKET.map(([order, name, title]) =>
    chip(name, () => change(() => disturbSocket(order), "socket"), { title }),
  );
  on("socket", () => {
    hint.textContent = standing(ws.socket);
    buttons.forEach((one) => {
      one.disabled = !ws.socket.enabled;
    });
  });
  return group("Socket Mode", el("div", { class: "button-row" }, buttons), hint);
}
