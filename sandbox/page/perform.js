// What a person does, sent to the server; what came of it is shown where Slack would show it.

import { Refused, act } from "./api.js";
import { emit, refresh, ws } from "./workspace.js";

/** Runs a call of the sandbox's interface; a refusal is shown, not thrown. */
export async function attempt(call) {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof Refused || error instanceof TypeError)) throw error;
    emit("refused", error instanceof Refused ? error.message : "The sandbox does not answer.");
    return null;
  }
}

/** Something that goes to the app: its outcome, or null where the sandbox itself refused. */
export async function perform(what, body) {
  const outcome = await attempt(() => act(what, { user: ws.me, ...body }));
  if (outcome?.notice) emit("notice", outcome.notice);
  await attempt(() => refresh("views"));
  return outcome;
}

/** Something between the person and the workspace alone: say, edit, react, join. */
export const done = (what, body) => attempt(() => act(what, { user: ws.me, ...body }));

/** The app's shortcuts that need no message, each with how to run it. */
export const globalShortcuts = () =>
  ws.shortcuts
    .filter((one) => one.type === "global")
    .map((one) => ({ ...one, run: () => perform("shortcut", { callback_id: one.callback_id }) }));
