// The line above what somebody has not read yet; it stays while they stay in the channel.

import { el } from "./dom.js";
import { channel, on, ws } from "./workspace.js";

let standing = null;
let since = null;

/** Takes note, on arrival, of how far somebody had read. */
function arrive() {
  const place = `${ws.me} ${ws.channelId}`;
  if (place === standing) return;
  standing = place;
  since = channel()?.unread ? channel().read : null;
}

/** What comes while nobody looks at the window is new as well. */
export function awayFrom(newest) {
  if (document.hidden && since === null && newest) since = newest;
}

/** Whether a message is the first new one, given the one before it. */
export const isFirstNew = (message, before) =>
  since !== null && message.ts > since && !(before && before.ts > since) && message.user !== ws.me;

export const newRow = () => ({
  key: `new ${standing} ${since}`,
  make: () => el("div", { class: "day new", role: "separator" }, el("span", {}, "New")),
});

export function mountNewLine() {
  on("place", arrive);
}
