// Pictures and videos of messages and views; what lies on other machines is named, not fetched.

import { fileAddress } from "./api.js";
import { el, safeLink } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { ws } from "./workspace.js";

function addressOf(part) {
  const file = part.slack_file;
  return part.image_url || file?.url || (file?.id ? fileAddress(file.id, ws.me) : "");
}

const outward = (address, title, ...content) =>
  el("a", { href: address, target: "_blank", rel: "noopener noreferrer", title }, content);

function elsewhere(address, sign, words) {
  const named = el("span", { class: "picture" }, `${sign} ${words}`);
  return safeLink(address) ? outward(address, address, named) : named;
}

/** An image of this server; any other is named but not fetched: no request leaves the machine. */
export function image(part) {
  const address = addressOf(part);
  const own = address && new URL(address, location.href).origin === location.origin;
  return own
    ? el("img", { src: address, alt: part.alt_text || "" })
    : elsewhere(address, "🖼", part.alt_text || "image");
}

/** A video as a card: its title, who made it, what it is about, and a way to it. */
export function video(block) {
  const title = textOf(block.title);
  const maker = [block.provider_name, block.author_name].filter(Boolean).join(" · ");
  return [
    maker ? el("p", { class: "hint" }, maker) : null,
    el("p", {}, el("strong", {}, safeLink(block.title_url) ? outward(block.title_url, null, title) : title)),
    block.description ? el("p", {}, textOf(block.description)) : null,
    elsewhere(block.video_url, "▶", block.alt_text),
  ];
}
