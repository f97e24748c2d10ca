// Small steps that keep the workspace in order: each is sent, then everything is fetched again.

import { done } from "./perform.js";
import { forgetRefusal } from "./sheet.js";
import { emit, refresh } from "./workspace.js";

/** Sends a deed; answers what came of it, or null where it was refused. */
export async function keep(what, body) {
  forgetRefusal();
  const outcome = await done(what, body);
  await refresh("state");
  return outcome;
}

/** Goes to the direct conversation with others. */
export async function talkWith(people) {
  const opened = await keep("direct", { people });
  if (opened) emit("go", { channel: opened.channel });
}
