// Fields for words, numbers and addresses, which may be told to the app while one types.

import { el, replace } from "./dom.js";
import { bare } from "./mrkdwn.js";
import { attributes, dispatches, press } from "./telling.js";

const PAUSE = 400;
const NEARLY = 0.8;
const MODES = { number_input: "decimal", email_text_input: "email", url_text_input: "url" };

const momentsOf = (element) => element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];

function sending(ctx, block, element, shown) {
  const when = dispatches(block) ? momentsOf(element) : [];
  let waiting = null;
  const send = (node) => press(ctx, block, element, node.value);
  return {
    input: ({ target }) => {
      ctx.draft.set(block, element, target.value);
      shown(target.value);
      clearTimeout(waiting);
      // Slack too waits for a pause in the typing.
      if (when.includes("on_character_entered")) waiting = setTimeout(() => send(target), PAUSE);
    },
    keydown: (event) => {
      if (event.key !== "Enter" || event.shiftKey || element.multiline || !when.includes("on_enter_pressed"))
        return;
      event.preventDefault();
      send(event.target);
    },
  };
}

/** How much room is left, once it gets scarce: what is too long can be typed, and is refused beside the field. */
function counter(element) {
  const node = el("span", { class: "hint counter", role: "status" });
  const count = (text) => {
    const left = (element.max_length ?? Infinity) - [...text].length;
    const scarce = left < (1 - NEARLY) * element.max_length;
    node.classList.toggle("over", left < 0);
    replace(node, scarce ? (left < 0 ? `${-left} too many` : `${left} left`) : "");
  };
  return { node, count };
}

function note(block, element) {
  const enter = dispatches(block) && !element.multiline && momentsOf(element).includes("on_enter_pressed");
  return enter ? el("p", { class: "hint" }, "Press Enter to send it") : null;
}

export function typed(block, element, ctx, labels) {
  const { node: left, count } = counter(element);
  const value = ctx.draft.value(block, element) ?? "";
  const field = el(element.multiline ? "textarea" : "input", {
    class: "field",
    type: element.multiline ? null : "text",
    rows: element.multiline ? 4 : null,
    inputmode: MODES[element.type],
    placeholder: element.placeholder && bare(element.placeholder),
    value,
    ...attributes(block, element, labels),
    on: sending(ctx, block, element, count),
  });
  count(value);
  return el("div", { class: "typed" }, field, left, note(block, element));
}
