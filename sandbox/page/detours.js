// Faults on the way to the bot: events twice, in another order or late, and acknowledgements that get lost.

import { detour } from "./api.js";
import { el, replace } from "./dom.js";
import { change, choice, form, group, labelled, number, submitButton } from "./faultfields.js";
import { on, ws } from "./workspace.js";

const WHAT = [
  ["events", "Events"],
  ["interactions", "Commands, buttons, forms"],
];

/** Each kind, what it is called, and the field that it wants: its name, its label, and the field itself. */
const KINDS = [
  ["duplicate", "Twice"],
  ["reorder", "Reordered", ["seed", "Seed, or none", () => number("", { required: false })]],
  ["delay", "Late", ["seconds", "Seconds", () => number(60)]],
  ["lost_ack", "Acknowledgement lost", ["what", "Of", () => choice(WHAT)]],
];

function wish(fields) {
  const order = { kind: fields.kind.value, count: Number(fields.count.value) };
  const given = fields.detail?.value;
  if (!given) return order;
  return { ...order, [fields.name]: fields.name === "what" ? given : Number(given) };
}

function ask(fields, place, hint) {
  const [kind, , wanted] = KINDS.find(([one]) => one === fields.kind.value);
  fields.name = wanted?.[0];
  fields.detail = wanted?.[2]();
  replace(place, wanted ? labelled(wanted[1], fields.detail) : null);
  hint.textContent = ws.kinds.detours[kind] || "";
}

/** What the next deliveries to the bot run into. */
export function nextDeliveries() {
  const [place, hint] = [el("div"), el("p", { class: "hint wide" })];
  const again = () => ask(fields, place, hint);
  const fields = { kind: choice(KINDS, again), count: number(1, { min: "1" }) };
  again();
  on("kinds", again);
  const parts = [labelled("Kind", fields.kind), place, labelled("Count", fields.count), submitButton("Line up"), hint];
  return group("Next deliveries", form(() => change(() => detour(wish(fields)), "detours"), parts));
}

/** How a detour that waits reads. */
export function deliveryFault({ kind, count, what, seconds, seed }) {
  const more = { delay: `, ${seconds} s`, reorder: seed == null ? "" : `, seed ${seed}` }[kind] || "";
  const one = what === "events" ? "event" : "interaction";
  return [what, `${kind}${more}, ${count === 1 ? `next ${one}` : `next ${count} ${one}s`}`];
}
