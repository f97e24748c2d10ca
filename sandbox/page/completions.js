// What may be meant by the word before the caret: a command, a shortcut, a person, a group, a channel, an emoji.

import { el } from "./dom.js";
import { named } from "./emoji.js";
import { globalShortcuts } from "./perform.js";
import { isDirect } from "./places.js";
import { shown, ws } from "./workspace.js";

const MOST = 8;
const BROADCASTS = [
  ["here", "Everyone in the channel who is there now"],
  ["channel", "Everyone in the channel"],
];

const has = (words, part) => words.some((word) => String(word || "").toLowerCase().includes(part));
const starts = (words, part) => words.some((word) => String(word || "").toLowerCase().startsWith(part));

/** The rows that have a part of a word, those that begin with it first. */
function matching(rows, part, wordsOf) {
  const wanted = part.toLowerCase();
  const found = rows.filter((row) => has(wordsOf(row), wanted));
  const first = found.filter((row) => starts(wordsOf(row), wanted));
  return [...first, ...found.filter((row) => !first.includes(row))].slice(0, MOST);
}

/** A source: the last word, where it begins with a sign, as the items that it may become. */
const afterSign = (pattern, itemsOf) => (before) => {
  const found = pattern.exec(before);
  return found && { from: before.length - found[1].length, items: itemsOf(found[1].slice(1)) };
};

const people = () =>
  [...ws.people.values()]
    .filter((one) => !one.deleted)
    .map((one) => ({
      name: one.name,
      sign: "●",
      label: shown(one),
      description: [`@${one.name}`, one.title].filter(Boolean).join(" · "),
    }));

const groups = () =>
  [...ws.groups.values()]
    .filter((one) => !one.disabled)
    .map((one) => ({
      name: one.handle,
      sign: "◆",
      label: `@${one.handle}`,
      description: `${one.name}, ${one.users.length === 1 ? "1 person" : `${one.users.length} people`}`,
    }));

const broadcasts = () =>
  BROADCASTS.map(([name, description]) => ({ name, sign: "◆", label: `@${name}`, description }));

function mentions(part) {
  const rows = [...people(), ...groups(), ...broadcasts()];
  const found = matching(rows, part, (row) => [row.name, row.label, ...row.label.split(" ")]);
  return found.map((row) => ({ ...row, insert: `@${row.name}` }));
}

function channels(part) {
  const rows = [...ws.channels.values()].filter((one) => !isDirect(one) && !one.is_archived);
  return matching(rows, part, (row) => [row.name]).map((row) => ({
    sign: row.is_private ? "🔒" : "#",
    label: row.name,
    description: row.topic,
    insert: `#${row.name}`,
  }));
}

const emoji = (part) =>
  named(part, MOST).map(([name, glyph]) => ({ sign: glyph, label: `:${name}:`, insert: `:${name}:` }));

const commandItem = (one) => ({
  label: one.command,
  hint: one.usage_hint,
  description: one.description,
  insert: one.command,
});

/** Global shortcuts by the words of their names: they run, where commands are written. */
function shortcutItems(typed) {
  const begins = (name) => name.toLowerCase().split(" ").some((word) => word.startsWith(typed.toLowerCase()));
  return globalShortcuts()
    .filter((one) => begins(one.name))
    .map((one) => ({ sign: "⚡", label: one.name, description: one.description || ws.bot.name, run: one.run }));
}

/** Slash commands and shortcuts, at the beginning alone; once a command is typed, how it is used. */
export function commands(before) {
  const found = /^(\/\S*)(\s?)/.exec(before);
  if (!found) return null;
  const [, word, space] = found;
  const written = ws.commands.filter((one) => one.command.startsWith(word)).map(commandItem);
  if (!space) return { from: 0, items: [...written, ...shortcutItems(word.slice(1))] };
  const known = ws.commands.find((one) => one.command === word);
  return known && { from: 0, items: [], note: [el("strong", {}, word), " ", el("code", {}, known.usage_hint || "")] };
}

export const WORDS = [
  afterSign(/(?:^|[\s(])(@[\w.-]*)$/, mentions),
  afterSign(/(?:^|[\s(])(#[\w-]*)$/, channels),
  afterSign(/(?:^|\s)(:[a-z0-9_+-]{2,})$/, emoji),
];
