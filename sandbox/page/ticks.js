// Checkboxes and radio buttons.

import { el, freshId } from "./dom.js";
import { textOf } from "./mrkdwn.js";
import { attributes, change } from "./telling.js";

export function ticks(type) {
  return (block, element, ctx, labels) => {
    const name = freshId("ticks");
    const chosen = [].concat(ctx.draft.value(block, element) ?? []);
    const boxes = () => [...node.querySelectorAll("input")];
    const hold = (value) => {
      const values = [].concat(value ?? []);
      boxes().forEach((box) => {
        box.checked = values.includes(box.value);
      });
    };
    const told = async () => {
      const values = boxes()
        .filter((box) => box.checked)
        .map((box) => box.value);
      hold(await change(ctx, block, element, type === "radio" ? (values[0] ?? null) : values));
    };
    const group = { class: "ticks", role: type === "radio" ? "radiogroup" : "group", ...labels };
    const node = el(
      "div",
      group,
      element.options.map((option) => tick(option, { type, name, chosen, told }, attributes(block, element))),
    );
    return node;
  };
}

function tick(option, { type, name, chosen, told }, found) {
  const box = el("input", {
    type,
    name,
    value: option.value,
    checked: chosen.includes(option.value),
    ...found,
    on: { change: told },
  });
  const words = [
    el("span", { class: "label" }, textOf(option.text)),
    option.description ? el("span", { class: "description" }, textOf(option.description)) : null,
  ];
  return el("label", { class: "tick" }, box, el("span", {}, words));
}
