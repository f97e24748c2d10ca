// The rich text field of a form: text with marks, buttons that set them, and how it will look.

import { button, el, replace } from "./dom.js";
import { bare } from "./mrkdwn.js";
import { toMarkup, toRich } from "./richdraft.js";
import { richText } from "./richtext.js";
import { attributes, dispatches, press } from "./telling.js";

const WRAPS = [
  ["B", "Bold", "*"],
  ["I", "Italic", "_"],
  ["S", "Strikethrough", "~"],
  ["</>", "Code", "`"],
];
const STARTS = [
  ["•", "Bulleted list", "- "],
  ["1.", "Numbered list", "1. "],
  ["❝", "Quote", "> "],
];

function wrap(field, mark) {
  const { selectionStart: from, selectionEnd: to, value } = field;
  field.setRangeText(mark + value.slice(from, to) + mark, from, to, "end");
  if (from === to) field.setSelectionRange(from + mark.length, from + mark.length);
}

function begin(field, mark) {
  const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  field.setRangeText(field.value.slice(from, field.selectionEnd).replace(/^/gm, mark), from, field.selectionEnd, "end");
}

function toolbar(field, typed) {
  const tool = (act) => ([label, name, mark]) => {
    const run = () => {
      act(field, mark);
      field.focus();
      typed();
    };
    return button(label, run, { class: "icon", "aria-label": name, title: name });
  };
  const tools = [WRAPS.map(tool(wrap)), STARTS.map(tool(begin))];
  return el("div", { class: "rich-tools", role: "toolbar", "aria-label": "Formatting" }, tools);
}

const isPlain = (rich) =>
  !rich || (rich.elements.length === 1 && rich.elements[0].elements.every((part) => part.type === "text" && !part.style));

export function richInput(block, element, ctx, labels) {
  const look = el("div", { class: "rich-look block rich_text", "aria-label": "How it will look" });
  const shown = (rich) => {
    look.hidden = isPlain(rich);
    replace(look, look.hidden ? [] : richText(rich));
  };
  const field = el("textarea", {
    class: "field",
    rows: 4,
    placeholder: element.placeholder && bare(element.placeholder),
    value: toMarkup(ctx.draft.value(block, element)),
    ...attributes(block, element, labels),
    on: { input: () => typed(), change: () => told() },
  });
  const typed = () => {
    const rich = toRich(field.value);
    ctx.draft.set(block, element, rich);
    shown(rich);
  };
  const told = () => dispatches(block) && press(ctx, block, element, toRich(field.value));
  shown(ctx.draft.value(block, element));
  return el("div", { class: "rich-input" }, toolbar(field, typed), field, look);
}
