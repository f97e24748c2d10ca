// Marked-up text as a rich_text object, and back: what a person types in a rich text field, and what Slack reports.

import { glyph } from "./emoji.js";
import { ws } from "./workspace.js";

const MARKS = { bold: "*", italic: "_", strike: "~", code: "`" };
const EDGE = "(?<![\\p{L}\\p{N}])";
const AFTER = "(?![\\p{L}\\p{N}])";
const marked = (name, mark) =>
  `${EDGE}[${mark}](?<${name}>[^\\s${mark}]|[^\\s${mark}][^${mark}\\n]*[^\\s${mark}])[${mark}]${AFTER}`;
const INLINE = new RegExp(
  [
    ...Object.entries(MARKS).map(([name, mark]) => marked(name, mark)),
    "(?<url>https?:\\/\\/[^\\s<>]*[^\\s<>.,;:!?)'\"])",
    ":(?<emoji>[a-z0-9_+'-]+):",
    "(?<![\\w@./])@(?<handle>[a-z0-9][a-z0-9._-]*[a-z0-9])",
    "(?<![\\w/#&])#(?<channel>[a-z0-9_-]+)",
  ].join("|"),
  "gu",
);

const named = (rows, field, name) => [...rows.values()].find((one) => one[field] === name);

function mentioned(handle) {
  const person = named(ws.people, "name", handle);
  if (person) return { type: "user", user_id: person.id };
  const group = named(ws.groups, "handle", handle);
  if (group) return { type: "usergroup", usergroup_id: group.id };
  return ["here", "channel", "everyone"].includes(handle) ? { type: "broadcast", range: handle } : null;
}

function channelOf(name) {
  const found = named(ws.channels, "name", name);
  return found ? { type: "channel", channel_id: found.id } : null;
}

const words = (text, style) => ({ type: "text", text, ...(style ? { style } : {}) });

/** The elements of one match, or null where it only looked like one. */
function special(groups, style) {
  const [kind, inside] = Object.entries(groups).find(([, value]) => value !== undefined);
  if (kind === "code") return [words(inside, { ...style, code: true })];
  if (MARKS[kind]) return inline(inside, { ...style, [kind]: true });
  if (kind === "url") return [{ type: "link", url: inside, ...(style ? { style } : {}) }];
  const found = { emoji: emojiOf, handle: mentioned, channel: channelOf }[kind](inside);
  return found && [found];
}

const emojiOf = (name) => (glyph(name) ? { type: "emoji", name } : null);

function inline(text, style) {
  const found = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const made = special(match.groups, style);
    if (!made) continue;
    if (match.index > from) found.push(words(text.slice(from, match.index), style));
    found.push(...made);
    from = match.index + match[0].length;
  }
  if (from < text.length) found.push(words(text.slice(from), style));
  return found;
}

const ITEM = /^( *)(?:[-•*]|(\d+)[.)]) (.*)$/;

function kindOf(row) {
  if (row.startsWith("> ")) return { type: "rich_text_quote", text: row.slice(2) };
  const item = ITEM.exec(row);
  if (!item) return { type: "rich_text_section", text: row };
  const style = item[2] ? "ordered" : "bullet";
  return { type: "rich_text_list", style, indent: Math.floor(item[1].length / 2), text: item[3] };
}

const alike = (one, other) =>
  one && one.type === other.type && one.style === other.style && one.indent === other.indent;

function grouped(rows) {
  const runs = [];
  for (const row of rows.map(kindOf)) {
    const last = runs[runs.length - 1];
    if (alike(last, row)) last.rows.push(row.text);
    else runs.push({ ...row, rows: [row.text] });
  }
  return runs;
}

function element({ type, style, indent, rows }) {
  if (type !== "rich_text_list") return { type, elements: inline(rows.join("\n")) };
  const items = rows.map((row) => ({ type: "rich_text_section", elements: inline(row) }));
  return { type, style, indent, elements: items };
}

/** A typed text as a rich_text object; null where there is none. */
export function toRich(text) {
  if (!text.trim()) return null;
  const elements = text.split(/^```\n?|\n?```$\n?/m).flatMap((part, place) => {
    if (!part) return [];
    if (place % 2) return [{ type: "rich_text_preformatted", elements: [words(part)] }];
    return grouped(part.replace(/\n$/, "").split("\n")).map(element);
  });
  return { type: "rich_text", elements };
}

const WRITTEN = {
  text: (part) => part.text,
  link: (part) => part.text || part.url,
  emoji: (part) => `:${part.name}:`,
  user: (part) => `@${ws.people.get(part.user_id)?.name || part.user_id}`,
  usergroup: (part) => `@${ws.groups.get(part.usergroup_id)?.handle || part.usergroup_id}`,
  channel: (part) => `#${ws.channels.get(part.channel_id)?.name || part.channel_id}`,
  broadcast: (part) => `@${part.range}`,
};

function written(parts) {
  const one = (part) =>
    Object.keys(MARKS)
      .filter((name) => part.style?.[name])
      .reduce((inner, name) => MARKS[name] + inner + MARKS[name], (WRITTEN[part.type] || (() => ""))(part));
  return (parts || []).map(one).join("");
}

const BACK = {
  rich_text_section: (part) => written(part.elements),
  rich_text_preformatted: (part) => `\`\`\`\n${written(part.elements)}\n\`\`\``,
  rich_text_quote: (part) => written(part.elements).replace(/^/gm, "> "),
  rich_text_list: (part) =>
    part.elements
      .map((item, place) => {
        const sign = part.style === "ordered" ? `${place + 1}.` : "-";
        return `${"  ".repeat(part.indent || 0)}${sign} ${written(item.elements)}`;
      })
      .join("\n"),
};

/** A rich_text object as the text that would make it. */
export const toMarkup = (rich) =>
  (rich?.elements || []).map((part) => (BACK[part.type] ? BACK[part.type](part) : "")).join("\n");
