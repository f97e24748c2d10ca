// Times as the reader's own time zone shows them, including Slack's date tokens.

import { now, zone } from "./workspace.js";

const SHAPES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  time_secs: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
};

// A formatter takes longer to make than to use by far, and a long channel shows thousands of times.
const FORMATTERS = new Map();

function formatter(shape, timeZone) {
  const key = `${shape} ${timeZone}`;
  if (!FORMATTERS.has(key)) FORMATTERS.set(key, made(shape, timeZone));
  return FORMATTERS.get(key);
}

function made(shape, timeZone) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...SHAPES[shape], timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...SHAPES[shape], timeZone: "UTC" });
  }
}

/** A moment (milliseconds) in one of the named shapes, in the reader's zone. */
export const show = (moment, shape) => formatter(shape, zone()).format(moment);

function pretty(moment, shape) {
  const day = show(moment, "date_num");
  const near = [
    [0, "Today"],
    [-1, "Yesterday"],
    [1, "Tomorrow"],
  ];
  const hit = near.find(([shift]) => show(now() + shift * 86_400_000, "date_num") === day);
  return hit ? hit[1] : show(moment, shape);
}

function ago(moment) {
  const minutes = Math.round((now() - moment) / 60_000);
  const [count, unit] = Math.abs(minutes) < 60 ? [minutes, "minute"] : [Math.round(minutes / 60), "hour"];
  return new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" }).format(-count, unit);
}

/** A date token's format with each of its fields filled in. */
export function fill(format, moment) {
  return format.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name === "ago") return ago(moment);
    if (name.endsWith("_pretty")) return pretty(moment, name.replace("_pretty", ""));
    return SHAPES[name] ? show(moment, name) : whole;
  });
}

export const ofTs = (ts) => Number(ts) * 1000;
export const dayLine = (moment) => pretty(moment, "date_long");
/** The time of today, or the day before its time. */
export const lastTime = (moment) => fill("{date_short_pretty} at {time}", moment).replace(/^(To|Yester)/, (word) => word.toLowerCase());
export const clockTime = (moment) => show(moment, "time");
export const full = (moment) => `${show(moment, "date_long")}, ${show(moment, "time_secs")} (${zone()})`;

function offset(moment) {
  const shown = new Intl.DateTimeFormat("en-US", {
    timeZone: zone(),
    timeZoneName: "longOffset",
  }).formatToParts(moment);
  const name = shown.find((part) => part.type === "timeZoneName").value;
  const [, sign, hours, minutes] = /GMT([+-])(\d+):(\d+)/.exec(name) || [null, "+", "0", "0"];
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Unix seconds -> "YYYY-MM-DDTHH:MM" in the reader's zone, as a browser's field wants it. */
export function toLocalField(seconds) {
  const moment = Number(seconds) * 1000;
  return new Date(moment + offset(moment)).toISOString().slice(0, 16);
}

/** The reverse of `toLocalField`; null where the field is empty. */
export function fromLocalField(text) {
  const moment = Date.parse(`${text}:00Z`);
  return Number.isNaN(moment) ? null : Math.round((moment - offset(moment)) / 1000);
}
