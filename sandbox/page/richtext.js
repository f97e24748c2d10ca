// The rich_text block: what Slack's own composer makes of a message.

import { el } from "./dom.js";
import { drawn } from "./emoji.js";
import { broadcast, channel, date, group, link, person } from "./tokens.js";

const INLINE = {
  text: (part) => part.text,
  link: (part) => link(part.url || "", part.text),
  user: (part) => person(part.user_id),
  usergroup: (part) => group(part.usergroup_id),
  channel: (part) => channel(part.channel_id),
  broadcast: (part) => broadcast(part.range),
  emoji: (part) => el("span", { class: "emoji", title: `:${part.name}:` }, drawn(part.name)),
  date: (part) => date(part.timestamp, part.format, part.url, part.fallback),
  color: (part) => [COLOUR.test(part.value) ? swatch(part.value) : null, part.value],
};

// Anything else could name a picture on another machine.
const COLOUR = /^#[0-9a-f]{3,8}$/i;
const TAGS = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };
const DEEPEST = 8;

const swatch = (value) => el("span", { class: "swatch", style: { background: value }, "aria-hidden": "true" });

function styled(content, style) {
  return Object.keys(TAGS)
    .filter((name) => style?.[name])
    .reduce((inner, name) => el(TAGS[name], {}, inner), content);
}

function inline(parts) {
  const one = (part) => (Object.hasOwn(INLINE, part.type) ? INLINE[part.type](part) : part.text || "");
  return (parts || []).map((part) => styled(one(part), part.style));
}

const bordered = (part) => (part.border ? "bordered" : "");

function list(part) {
  const ordered = part.style === "ordered";
  const props = {
    class: `indent-${Math.min(part.indent || 0, DEEPEST)} ${bordered(part)}`,
    start: ordered && part.offset ? String(part.offset + 1) : null,
  };
  const items = (part.elements || []).map((item) => el("li", {}, inline(item.elements)));
  return el(ordered ? "ol" : "ul", props, items);
}

const WHOLE = {
  rich_text_section: (part) => el("div", { class: "prewrap" }, inline(part.elements)),
  rich_text_quote: (part) => el("blockquote", { class: `prewrap ${bordered(part)}` }, inline(part.elements)),
  rich_text_preformatted: (part) => el("pre", { class: bordered(part) }, inline(part.elements)),
  rich_text_list: list,
};

/** The nodes of a rich_text block. */
export function richText(block) {
  return (block.elements || []).map((part) => (WHOLE[part.type] ? WHOLE[part.type](part) : ""));
}
