// The list of a channel's messages, with day lines, kept at its end while one reads there.

import { dayLine, ofTs } from "./dates.js";
import { el } from "./dom.js";
import { messageOf, signature } from "./message.js";
import { awayFrom, isFirstNew, mountNewLine, newRow } from "./newline.js";
import { patch } from "./patch.js";
import { channel, on, ws } from "./workspace.js";

const TOGETHER = 5 * 60;

/** Whether a message stands under the same name as the one before it. */
function followsOn(message, before) {
  return (
    Boolean(before) &&
    !before.subtype &&
    !message.subtype &&
    !message.ephemeral &&
    !before.ephemeral &&
    !message.pinned &&
    before.user === message.user &&
    before.username === message.username &&
    Number(message.ts) - Number(before.ts) < TOGETHER &&
    dayLine(ofTs(before.ts)) === dayLine(ofTs(message.ts))
  );
}

function dayRow(day) {
  return {
    key: `day ${day}`,
    make: () => el("div", { class: "day", role: "separator" }, el("span", {}, day)),
  };
}

/** The rows of a list of messages, as `patch` takes them. */
export function rowsOf(messages, channelId, options = {}) {
  const standing = messages.filter((message) => !message.deleted || message.reply_count);
  return standing.flatMap((message, place) => {
    const before = standing[place - 1];
    const day = dayLine(ofTs(message.ts));
    const fresh = !before || dayLine(ofTs(before.ts)) !== day;
    const unseen = !options.inThread && isFirstNew(message, before);
    const follows = !fresh && !unseen && followsOn(message, before);
    const row = {
      key: signature(message, follows),
      make: () => messageOf(message, channelId, { follows, ...options }),
    };
    return [fresh && !options.inThread ? dayRow(day) : null, unseen ? newRow() : null, row].filter(Boolean);
  });
}

/** Brings a list up to date; it stays at its end if it was there, and goes there for what is meant to be seen. */
export function redraw(node, rows, toEnd = false) {
  const atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < 80;
  patch(node, rows);
  if (atEnd || toEnd) node.scrollTop = node.scrollHeight;
}

/** Brings a message into view and marks it for a moment; answers whether it is there. */
export function reveal(node, ts) {
  const found = node.querySelector(`[data-ts="${CSS.escape(ts)}"]`);
  if (!found) return false;
  found.scrollIntoView({ block: "center" });
  found.classList.remove("found");
  requestAnimationFrame(() => found.classList.add("found"));
  return true;
}

const inChannel = (message) =>
  !message.thread_ts ||
  message.thread_ts === message.ts ||
  message.subtype === "thread_broadcast" ||
  message.ephemeral;

/** Keeps a list at its end while the room it has changes: a drawer opens, the window shrinks. */
export function holdEnd(node) {
  let atEnd = true;
  let size = "";
  const sizeNow = () => `${node.clientWidth} ${node.clientHeight}`;
  node.addEventListener("scroll", () => {
    // A list whose room has just changed was scrolled by the browser, not by the reader.
    if (sizeNow() === size) atEnd = node.scrollHeight - node.scrollTop - node.clientHeight < 80;
  });
  new ResizeObserver(() => {
    if (atEnd) node.scrollTop = node.scrollHeight;
    size = sizeNow();
  }).observe(node);
}

/** Whether one has just written, or is answered alone: one looks for that at the end, wherever one was reading. */
const forMe = (message) => message.user === ws.me || message.ephemeral;

export function mountMessages(node) {
  let standing = null;
  let newest = "";
  holdEnd(node);
  mountNewLine();
  const draw = () => {
    const place = `${ws.me} ${ws.channelId}`;
    const fresh = place !== standing;
    if (fresh) node.replaceChildren();
    standing = place;
    const listed = ws.messages.filter(inChannel);
    if (!fresh) awayFrom(newest);
    const rows = rowsOf(listed, ws.channelId);
    const last = listed[listed.length - 1];
    const toEnd = fresh || Boolean(last && last.ts > newest && forMe(last));
    newest = last ? last.ts : "";
    redraw(node, rows.length ? rows : [{ key: `empty ${place}`, make: empty }], toEnd);
  };
  on("messages", draw);
  on("state", draw);
  on("clock", draw);
}

function empty() {
  const here = channel();
  return el("p", { class: "nothing" }, here ? "Nothing was said here yet." : "Pick a channel.");
}
