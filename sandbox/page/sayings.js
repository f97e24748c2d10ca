// What the send button does: a slash command, or a message with its files.

import { done, perform } from "./perform.js";
import { ws } from "./workspace.js";

async function command(text) {
  const word = text.split(/\s/)[0];
  const known = ws.commands.map((one) => one.command);
  if (!known.includes(word))
    return { notice: `${word} is not a valid command here; ${known.join(", ")} is.` };
  return perform("command", { channel: ws.channelId, text });
}

function said(text, files, threadTs) {
  const attached = files.length ? files : undefined;
  return done("say", { channel: ws.channelId, text, thread_ts: threadTs || undefined, files: attached });
}

/** Sends what was written; commands work outside threads alone, as in Slack. */
export const send = (text, files, threadTs) =>
  text.startsWith("/") && !threadTs ? command(text) : said(text, files, threadTs);

/** The last message of a list that this person may still change. */
export const lastOwn = (messages) =>
  messages.findLast((one) => one.user === ws.me && !one.bot_id && !one.ephemeral && !one.deleted && !one.subtype);
