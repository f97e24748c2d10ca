// Fields of the page's own forms: a label with its input, a box to tick, a list of people to tick.

import { el, freshId } from "./dom.js";
import { shown, ws } from "./workspace.js";

/** A label above an input. */
export function labelled(text, input) {
  input.id = freshId("field");
  return el("div", { class: "own-field" }, el("label", { for: input.id, class: "input-label" }, text), input);
}

export const textInput = (props) => el("input", { class: "field", type: "text", ...props });

/** A box to tick, with its words behind it. */
export function tickBox(text, props = {}) {
  const input = el("input", { type: "checkbox", ...props });
  return { input, node: el("label", { class: "own-tick" }, input, el("span", {}, text)) };
}

export const activePeople = () => [...ws.people.values()].filter((one) => !one.deleted);

/** A list of people to tick; `picked` answers the ids of those that are. */
export function peopleToTick(legend, offered, chosen = []) {
  const boxes = offered.map((one) => tickBox(shown(one), { value: one.id, checked: chosen.includes(one.id) }));
  const nodes = boxes.map((box) => box.node);
  return {
    node: el("fieldset", { class: "own-people" }, el("legend", { class: "input-label" }, legend), nodes),
    picked: () => boxes.filter((box) => box.input.checked).map((box) => box.input.value),
  };
}
