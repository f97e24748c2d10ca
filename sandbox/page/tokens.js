// What stands between angle brackets in Slack's text (people, channels, groups, dates, links), as DOM nodes.

import { fill, full } from "./dates.js";
import { el, safeLink } from "./dom.js";
import { called, emit, ws } from "./workspace.js";

function mention(text, mine = false) {
  return el("span", { class: mine ? "mention mine" : "mention" }, text);
}

export function person(id, label) {
  return mention(`@${called(id) || label || id}`, id === ws.me);
}

export function channel(id, label) {
  const found = ws.channels.get(id);
  if (!found) return mention(label ? `#${label}` : "🔒 private channel");
  return el(
    "button",
    { type: "button", class: "mention", on: { click: () => emit("go", { channel: id }) } },
    `#${found.name}`,
  );
}

export function group(id, label) {
  const found = ws.groups.get(id);
  const name = found ? found.handle || found.name : (label || id || "group").replace(/^@/, "");
  return mention(`@${name}`, Boolean(found?.users?.includes(ws.me)));
}

export const broadcast = (range) => mention(`@${range}`, true);

export function date(seconds, format, address, fallback) {
  const moment = Number(seconds) * 1000;
  // Also what lies beyond the dates that browsers know.
  if (Number.isNaN(new Date(moment).getTime())) return document.createTextNode(fallback || "");
  const time = el(
    "time",
    { datetime: new Date(moment).toISOString(), title: full(moment) },
    fill(format || "{date}", moment),
  );
  return address ? link(address, time) : time;
}

/** Goes where an address leads: into the workspace, or to another window. */
export function follow(address) {
  const place = placeOf(address);
  if (place) emit("go", place);
  else if (safeLink(address)) window.open(address, "_blank", "noopener,noreferrer");
}

const PERMALINK = /\/archives\/([A-Z0-9]+)(?:\/p(\d{10})(\d{6}))?/;

/** The channel, message and thread that a permalink names, or null. */
function placeOf(address) {
  const found = PERMALINK.exec(address);
  if (!found) return null;
  const thread = /[?&]thread_ts=([\d.]+)/.exec(address)?.[1] || null;
  return { channel: found[1], ts: found[2] ? `${found[2]}.${found[3]}` : null, thread };
}

/** A link; one that leads into the workspace moves the page instead of leaving it. */
export function link(address, label) {
  const place = placeOf(address);
  if (place) {
    const click = (event) => {
      event.preventDefault();
      emit("go", place);
    };
    return el("a", { href: "#", on: { click } }, label || address);
  }
  const safe = safeLink(address);
  return safe
    ? el("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, label || address)
    : document.createTextNode(label || address);
}

function special(body, label) {
  const [name, ...rest] = body.split("^");
  if (name === "date") return date(rest[0], rest[1] || "", rest[2], label);
  if (name === "subteam") return group(rest[0], label);
  return broadcast(name);
}

/** The node for a token's inside, such as `@U1|ana`, `!date^0^{date}|then` or `https://…|label`. */
export function token(inside) {
  const bar = inside.indexOf("|");
  const body = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? "" : unescape(inside.slice(bar + 1));
  if (body.startsWith("@")) return person(body.slice(1), label);
  if (body.startsWith("#")) return channel(body.slice(1), label);
  if (body.startsWith("!")) return special(body.slice(1), label);
  return safeLink(unescape(body))
    ? link(unescape(body), label)
    : document.createTextNode(`<${unescape(inside)}>`);
}

/** Slack's three entities back to their characters. */
export function unescape(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
