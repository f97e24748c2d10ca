// Emoji by their short names; a name that is not in the table stays as it is.

import { TABLE } from "./emojitable.js";

const BY_NAME = new Map(
  TABLE.split(/[|\n]/)
    .filter(Boolean)
    .map((row) => row.split(" ")),
);

/** What a short name draws, or null. */
export const glyph = (name) => BY_NAME.get(String(name).replace(/::skin-tone-\d$/, "")) || null;
/** A short name's glyph, or the name between colons. */
export const drawn = (name) => glyph(name) || `:${name}:`;
/** Up to `most` pairs of name and glyph whose name has a part, those that begin with it first. */
export function named(part, most) {
  const found = [...BY_NAME].filter(([name]) => name.includes(part));
  const first = found.filter(([name]) => name.startsWith(part));
  return [...first, ...found.filter((row) => !first.includes(row))].slice(0, most);
}

/** What the small picker offers, the pushpin first: it puts a message on the timeline. */
export const PICKER = [
  "pushpin",
  "+1",
  "eyes",
  "white_check_mark",
  "pray",
  "tada",
  "warning",
  "rotating_light",
  "thinking_face",
  "heart",
  "fire",
  "x",
];
