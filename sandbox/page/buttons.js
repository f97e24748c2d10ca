// Buttons and overflow menus: what is pressed, and keeps no value.

import { button } from "./dom.js";
import { openMenu } from "./menu.js";
import { bare, textOf } from "./mrkdwn.js";
import { attributes, press } from "./telling.js";
import { follow } from "./tokens.js";

/** Tells the app, and goes where the button or the option leads. */
async function pressed(ctx, block, element, { url, value } = {}) {
  if ((await press(ctx, block, element, value)) && url) follow(url);
}

export function pressable(block, element, ctx) {
  const node = button(
    textOf(element.text),
    async () => {
      node.disabled = true;
      await pressed(ctx, block, element, { url: element.url }).finally(() => {
        node.disabled = false;
      });
    },
    {
      class: `btn ${element.style || ""}`,
      "aria-label": element.accessibility_label,
      title: element.url,
      ...attributes(block, element),
    },
  );
  return node;
}

export function overflow(block, element, ctx) {
  const items = element.options.map((option) => ({
    label: bare(option.text),
    description: option.description && bare(option.description),
    run: () => pressed(ctx, block, element, option),
  }));
  return button("⋯", (event) => openMenu(event.currentTarget, items), {
    class: "btn overflow",
    ...attributes(block, element),
    "aria-label": "More",
    "aria-haspopup": "menu",
  });
}
