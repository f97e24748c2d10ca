// What was written and not sent, by person, channel and thread; kept while the window lives.

import { emit, ws } from "./workspace.js";

const files = new Map();

const keyOf = (threadTs, channelId = ws.channelId) => `draft ${ws.me} ${channelId} ${threadTs || ""}`;

/** A draft's text and files. */
export function draftOf(threadTs) {
  const key = keyOf(threadTs);
  return { key, text: sessionStorage.getItem(key) || "", files: files.get(key) || [] };
}

export function keepDraft(threadTs, text, attached) {
  const key = keyOf(threadTs);
  const had = sessionStorage.getItem(key) !== null;
  if (text) sessionStorage.setItem(key, text);
  else sessionStorage.removeItem(key);
  files.set(key, attached);
  if (had !== Boolean(text)) emit("draft");
}

/** Whether something waits to be sent in a channel, its threads aside. */
export const hasDraft = (channelId) => sessionStorage.getItem(keyOf(null, channelId)) !== null;
