// The rich_text block: what Slack's own composer makes of a message.

import { el } from "./dom.js";
import { drawn } from "./emoji.js";
import { broadcast, channel, date, group, link, person } from "./tokens.js";

const INLINE = {
  text: (part) => styled(part.text, part.style),
  link: (part) => styled(link(part.url, part.text), part.style),
  user: (part) => person(part.user_id),
  usergroup: (part) => group(part.usergroup_id),
  channel: (part) => channel(part.channel_id),
  broadcast: (part) => broadcast(part.range),
  emoji: (part) => el("span", { class: "emoji", title: `:${part.name}:` }, drawn(part.name)),
  date: (part) => date(part.timestamp, part.format, part.url, part.fallback),
};

const TAGS = { bold: "strong", italic: "em", strike: "s", code: "code" };

function styled(content, style = {}) {
  return Object.keys(TAGS)
    .filter((name) => style[name])
    .reduce((inner, name) => el(TAGS[name], {}, inner), content);
}

function inline(parts) {
  return (parts || []).map((part) => (INLINE[part.type] ? INLINE[part.type](part) : part.text || ""));
}

const WHOLE = {
  rich_text_section: (part) => el("div", { class: "prewrap" }, inline(part.elements)),
  rich_text_quote: (part) => el("blockquote", { class: "prewrap" }, inline(part.elements)),
  rich_text_preformatted: (part) => el("pre", {}, inline(part.elements)),
  rich_text_list: (part) =>
    el(
      part.style === "ordered" ? "ol" : "ul",
      { class: `indent-${part.indent || 0}` },
      (part.elements || []).map((item) => el("li", {}, inline(item.elements))),
    ),
};

/** The nodes of a rich_text block. */
export function richText(block) {
  return (block.elements || []).map((part) => (WHOLE[part.type] ? WHOLE[part.type](part) : ""));
}
