// What a conversation is called, for the one who looks at it.

import { called, ws } from "./workspace.js";

export const isDirect = (of) => of.is_im || of.is_mpim;

/** The name of a person or of an app's bot. */
export const nameOfUser = (id) => called(id) || "someone";

/** The name of a conversation: a channel's own, otherwise those of the others in it. */
export function placeName(of) {
  if (of.is_mpim) return of.people.filter((id) => id !== ws.me).map(nameOfUser).join(", ");
  return of.is_im ? nameOfUser(of.user) : of.name;
}
