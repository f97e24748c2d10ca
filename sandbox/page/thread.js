// The pane on the right: one thread, and where to reply to it.

import { composerOf } from "./composer.js";
import { button, el, replace } from "./dom.js";
import { patch } from "./patch.js";
import { holdEnd, redraw, rowsOf } from "./messages.js";
import { channel, emit, on, ws } from "./workspace.js";

function counted(count) {
  return count === 1 ? "1 reply" : `${count} replies`;
}

/** The thread's messages, its first one in front even where the server lists replies alone. */
function wholeThread() {
  const root = ws.messages.find((message) => message.ts === ws.threadTs);
  const listed = ws.thread.some((message) => message.ts === ws.threadTs);
  return root && !listed ? [root, ...ws.thread] : ws.thread;
}

function rows() {
  const [root, ...replies] = wholeThread();
  if (!root) return [];
  const line = {
    key: `count ${replies.length}`,
    make: () => el("div", { class: "day count" }, el("span", {}, counted(replies.length))),
  };
  const drawn = (messages) => rowsOf(messages, ws.channelId, { inThread: true });
  // The line stands between them, so that the first reply says who wrote it, whoever began the thread.
  return replies.length ? [...drawn([root]), line, ...drawn(replies)] : drawn([root]);
}

export function mountThread(node) {
  const close = () => emit("go", { channel: ws.channelId, thread: null });
  const title = el("span", { class: "hint" });
  const list = el("div", { class: "messages", tabindex: "0", "aria-label": "Thread messages" });
  const composer = composerOf(() => ws.threadTs, "Reply…");
  replace(
    node,
    el(
      "header",
      { class: "pane-header" },
      el("h2", {}, "Thread"),
      title,
      button("✕", close, { class: "icon", "aria-label": "Close thread" }),
    ),
    list,
    composer,
  );
  holdEnd(list);
  let standing = null;
  const draw = () => {
    node.hidden = !ws.threadTs;
    title.textContent = channel() ? `#${channel().name}` : "";
    if (standing !== `${ws.me} ${ws.threadTs}`) patch(list, []);
    standing = `${ws.me} ${ws.threadTs}`;
    redraw(list, ws.threadTs ? rows() : []);
  };
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  ["thread", "messages", "state", "place"].forEach((topic) => on(topic, draw));
}
