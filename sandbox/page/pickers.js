// Fields for dates and times: the browser's own, with Slack's values.

import { fromLocalField, toLocalField } from "./dates.js";
import { el } from "./dom.js";
import { bare } from "./mrkdwn.js";
import { attributes, change } from "./telling.js";
import { zone } from "./workspace.js";

const asTyped = { read: (text) => text || null, write: (value) => value ?? "" };
const asSeconds = { read: fromLocalField, write: (value) => (value == null ? "" : toLocalField(value)) };

function field(type, { read, write }, noteOf = () => null) {
  return (block, element, ctx, labels) => {
    const told = async () => {
      node.value = write(await change(ctx, block, element, read(node.value)));
    };
    const node = el("input", {
      type,
      class: "field",
      value: write(ctx.draft.value(block, element)),
      title: element.placeholder && bare(element.placeholder),
      ...attributes(block, element, labels),
      on: { change: told },
    });
    const note = noteOf(element);
    return note ? el("div", {}, node, el("p", { class: "hint" }, note)) : node;
  };
}

const named = (place) => place.replace(/_/g, " ");

export const datePicker = field("date", asTyped);
export const timePicker = field("time", asTyped, (element) => element.timezone && named(element.timezone));
export const dateTimePicker = field("datetime-local", asSeconds, () => named(zone()));
