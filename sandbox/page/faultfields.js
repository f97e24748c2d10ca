// Parts that the sections of the faults panel are made of: labelled fields, groups, and things done and then looked at.

import { button, el, freshId } from "./dom.js";
import { attempt } from "./perform.js";
import { refreshAll } from "./workspace.js";

export function labelled(name, field) {
  const id = freshId("fault");
  field.id = id;
  return el("div", { class: "fault-field" }, el("label", { for: id }, name), field);
}

export const number = (value, props = {}) =>
  el("input", { class: "field", type: "number", min: "0", required: true, ...props, value: String(value) });

export const choice = (names, run) =>
  el(
    "select",
    { class: "field", on: { change: run } },
    names.map(([value, name]) => el("option", { value }, name)),
  );

/** A part of the panel under its heading. */
export const group = (name, ...parts) => el("fieldset", {}, el("legend", {}, name), parts);

/** Fields with a button that sends them. */
export function form(send, ...parts) {
  const submit = (event) => {
    event.preventDefault();
    send();
  };
  return el("form", { on: { submit } }, parts);
}

export const submitButton = (name) => el("button", { class: "btn", type: "submit" }, name);

/** Tells the server, and shows what has become of it. */
export async function change(call, ...topics) {
  if (await attempt(call)) await attempt(() => refreshAll(...topics));
}

export const chip = (name, run, props = {}) => button(name, run, { class: "chip-button", ...props });
