// Slack's mrkdwn as DOM nodes.

import { el } from "./dom.js";
import { glyph } from "./emoji.js";
import { link, token, unescape } from "./tokens.js";

const EDGE = "(?<![\\p{L}\\p{N}])";
const AFTER = "(?![\\p{L}\\p{N}])";
// A mark counts only at the edge of a word, as in Slack: snake_case and 2*3*4 stay as they are.
const marked = (name, mark) =>
  `${EDGE}${mark}(?<${name}>[^\\s${mark}]|[^\\s${mark}][^${mark}\\n]*[^\\s${mark}])${mark}${AFTER}`;
const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<token>[^<>\\n]+)>",
    ":(?<emoji>[a-z0-9_+'-]+):",
    marked("bold", "\\*"),
    marked("italic", "_"),
    marked("strike", "~"),
    "(?<url>https?:\\/\\/[^\\s<>|]+[^\\s<>|.,;:!?)\\]}'\"])",
  ].join("|"),
  "gu",
);

const MAKE = {
  code: (text) => el("code", {}, unescape(text)),
  token,
  emoji: (name) =>
    glyph(name)
      ? el("span", { class: "emoji", title: `:${name}:` }, glyph(name))
      : document.createTextNode(`:${name}:`),
  bold: (text) => el("strong", {}, inline(text)),
  italic: (text) => el("em", {}, inline(text)),
  strike: (text) => el("s", {}, inline(text)),
  url: (address) => link(unescape(address)),
};

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [kind, inside] = Object.entries(match.groups).find(([, value]) => value !== undefined);
    if (match.index > from) nodes.push(unescape(text.slice(from, match.index)));
    nodes.push(MAKE[kind](inside));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push(unescape(text.slice(from)));
  return nodes;
}

const QUOTE = /^(?:&gt;|>) ?/;

function lines(rows) {
  return rows.flatMap((row, place) => (place ? [el("br"), ...inline(row)] : inline(row)));
}

/** Neighbouring lines that are quoted, or are not, taken together. */
function runs(text) {
  const found = [];
  for (const row of text.split("\n")) {
    const quoted = QUOTE.test(row);
    const last = found[found.length - 1];
    if (last && last.quoted === quoted) last.rows.push(row.replace(QUOTE, ""));
    else found.push({ quoted, rows: [quoted ? row.replace(QUOTE, "") : row] });
  }
  return found;
}

function prose(text) {
  return runs(text).flatMap(({ quoted, rows }, place) => {
    if (quoted) return [el("blockquote", {}, lines(rows))];
    const shown = lines(rows);
    return place && !rows.join("").trim() ? [] : shown;
  });
}

/** The nodes of a mrkdwn text. */
export function mrkdwn(text) {
  return String(text ?? "")
    .split("```")
    .flatMap((part, place, parts) => {
      const code = place % 2 === 1 && place < parts.length - 1;
      if (code) return [el("pre", {}, unescape(part.replace(/^\n/, "").replace(/\n$/, "")))];
      const before = place % 2 === 1 ? "```" : "";
      const trimmed = place ? part.replace(/^\n/, "") : part;
      return trimmed || before ? prose(before + trimmed) : [];
    });
}

/** The nodes of a plain text: only its emoji are drawn. */
export function plain(text, emoji = true) {
  const parts = String(text ?? "").split(emoji ? /:([a-z0-9_+'-]+):/ : /(?!)/);
  return parts.map((part, place) => (place % 2 ? MAKE.emoji(part) : part)).filter((part) => part !== "");
}

/** The nodes of one of Block Kit's text objects. */
export function textOf(object) {
  if (!object) return [];
  if (typeof object === "string") return plain(object);
  return object.type === "mrkdwn" ? mrkdwn(object.text) : plain(object.text, object.emoji !== false);
}

/** A text object as a string, for labels that are read aloud and filtered by. */
export function bare(object) {
  const holder = el("span", {}, textOf(object));
  return holder.textContent;
}
