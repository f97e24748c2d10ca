// A preview of Markdown files as DOM nodes: the parts that reports use, nothing that could run.

import { el, safeLink } from "./dom.js";

const INLINE = new RegExp(
  [
    /`([^`]+)`/,
    /\*\*([^*]+)\*\*/,
    /__([^_]+)__/,
    /\*([^*\s][^*]*)\*/,
    /(?<![\w])_([^_]+)_(?![\w])/,
    /~~([^~]+)~~/,
    /\[([^\]]+)\]\(([^)\s]+)\)/,
    /<((?:https?:\/\/|mailto:)[^>\s]+)>/,
  ]
    .map((part) => part.source)
    .join("|"),
  "g",
);

function linked(label, address) {
  const safe = safeLink(address);
  return safe
    ? el("a", { href: safe, target: "_blank", rel: "noopener noreferrer" }, label)
    : `${label} (${address})`;
}

function marked(match) {
  const [, code, bold, strong, italic, slanted, strike, label, address, bare] = match;
  if (code) return el("code", {}, code);
  if (bold || strong) return el("strong", {}, inline(bold || strong));
  if (italic || slanted) return el("em", {}, inline(italic || slanted));
  if (strike) return el("s", {}, inline(strike));
  return label ? linked(label, address) : linked(bare, bare);
}

function inline(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(unescaped(text.slice(from, match.index)), marked(match));
    from = match.index + match[0].length;
  }
  return [...nodes, unescaped(text.slice(from))];
}

const unescaped = (text) =>
  text
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])/g, "$1")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

const cells = (row) =>
  row
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim()));

function table(rows) {
  const [head, , ...rest] = rows;
  const line = (row, tag) =>
    el(
      "tr",
      {},
      cells(row).map((cell) => el(tag, {}, cell)),
    );
  return el(
    "table",
    {},
    el("thead", {}, line(head, "th")),
    el(
      "tbody",
      {},
      rest.map((row) => line(row, "td")),
    ),
  );
}

const ITEM = /^(\s*)(?:[-*+]|(\d+)[.)]) (?:\[([ xX])\] )?(.*)$/;

/** Nests list items by their indentation. */
function list(rows) {
  const root = { indent: -1, node: null };
  const stack = [root];
  for (const row of rows) {
    const match = ITEM.exec(row);
    if (!match) {
      stack[stack.length - 1].item?.append(" ", ...inline(row.trim()));
      continue;
    }
    const indent = match[1].length;
    while (stack.length > 1 && stack[stack.length - 1].indent > indent) stack.pop();
    if (stack[stack.length - 1].indent < indent)
      stack.push(nested(stack[stack.length - 1], indent, match[2]));
    const top = stack[stack.length - 1];
    top.item = el("li", {}, match[3] ? (match[3] === " " ? "☐ " : "☑ ") : "", inline(match[4]));
    top.node.append(top.item);
  }
  return root.node;
}

function nested(parent, indent, ordered) {
  const made = el(ordered ? "ol" : "ul", { start: ordered && ordered !== "1" ? ordered : null });
  if (parent.item) parent.item.append(made);
  else parent.node ??= made;
  return { indent, node: parent.item ? made : parent.node, item: null };
}

const KINDS = [
  {
    starts: /^(```|~~~)/,
    whole: true,
    make: (rows) =>
      el(
        "pre",
        {},
        rows
          .slice(1)
          .join("\n")
          .replace(/\n?(```|~~~)\s*$/, ""),
      ),
  },
  {
    starts: /^#{1,6} /,
    single: true,
    make: ([row]) => el(`h${Math.min(6, row.indexOf(" ") + 1)}`, {}, inline(row.replace(/^#+ /, ""))),
  },
  { starts: /^(-{3,}|\*{3,}|_{3,})\s*$/, single: true, make: () => el("hr") },
  {
    starts: /^\s*\|.*\|/,
    goes: /^\s*\|/,
    make: (rows) => (rows.length > 1 ? table(rows) : el("p", {}, inline(rows[0]))),
  },
  {
    starts: /^> ?/,
    goes: /^>/,
    make: (rows) => el("blockquote", {}, markdown(rows.map((row) => row.replace(/^> ?/, "")).join("\n"))),
  },
  { starts: ITEM, goes: /^(\s*([-*+]|\d+[.)]) |\s+\S)/, make: list },
  {
    starts: /\S/,
    goes: /^(?!#{1,6} |```|> |\s*([-*+]|\d+[.)]) |\s*\|)\s*\S/,
    make: (rows) =>
      el(
        "p",
        {},
        rows.flatMap((row, place) => [place ? "\n" : "", ...inline(row.trim())]),
      ),
  },
];

function taken(kind, rows, from) {
  let to = from + 1;
  if (kind.single) return to;
  if (kind.whole) {
    while (to < rows.length && !kind.starts.test(rows[to])) to += 1;
    return to + 1;
  }
  while (to < rows.length && kind.goes.test(rows[to])) to += 1;
  return to;
}

/** The nodes of a Markdown text. */
export function markdown(text) {
  const rows = text
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/\r/g, "")
    .split("\n");
  const nodes = [];
  for (let from = 0; from < rows.length;) {
    const kind = KINDS.find((one) => one.starts.test(rows[from]));
    const to = kind ? taken(kind, rows, from) : from + 1;
    if (kind) nodes.push(kind.make(rows.slice(from, to)));
    from = to;
  }
  return nodes;
}
