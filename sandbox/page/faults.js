// The faults panel: what the next calls of the bot run into, lined up, listed and cleared.

import { clearFaults, lineUpFault } from "./api.js";
import { button, el, freshId, replace } from "./dom.js";
import { attempt } from "./perform.js";
import { on, refresh, ws } from "./workspace.js";

const ANY = "*";
const CODE = "error";

/** Each kind, what it is called, and what else it wants to know: the field's label, its type, what it begins with. */
const KINDS = [
  ["429", "429", ["Retry after (s)", "number", "1"]],
  ["500", "500"],
  ["reset", "Reset"],
  ["lost_answer", "Lost answer"],
  ["slow", "Slow answer", ["Milliseconds", "number", "1000"]],
  [CODE, "Error code", ["Code", "text", "not_in_channel"]],
];

function labelled(name, field) {
  const id = freshId("fault");
  field.id = id;
  return el("div", { class: "fault-field" }, el("label", { for: id }, name), field);
}

function wish(fields) {
  const [kind, detail] = [fields.kind.value, fields.detail.value];
  return {
    method: fields.method.value.trim() || ANY,
    kind: kind === CODE ? `${CODE}:${detail.trim()}` : kind,
    count: Number(fields.count.value),
    ...(kind === "429" ? { retry_after: Number(detail) } : {}),
    ...(kind === "slow" ? { ms: Number(detail) } : {}),
  };
}

/** The field that the chosen kind wants, or none. */
function ask(fields, place) {
  const [, , wanted] = KINDS.find(([kind]) => kind === fields.kind.value);
  fields.detail = el("input", { class: "field", type: wanted?.[1] || "hidden", min: "0", required: true });
  fields.detail.value = wanted?.[2] || "";
  replace(place, wanted ? labelled(wanted[0], fields.detail) : null);
}

function form() {
  const offered = el("datalist", { id: freshId("methods") });
  const place = el("div");
  const fields = {
    method: el("input", { class: "field", list: offered.id, placeholder: "any method" }),
    count: el("input", { class: "field", type: "number", min: "1", value: "1", required: true }),
    kind: el(
      "select",
      { class: "field", on: { change: () => ask(fields, place) } },
      KINDS.map(([kind, name]) => el("option", { value: kind }, name)),
    ),
  };
  const submit = async (event) => {
    event.preventDefault();
    if (await attempt(() => lineUpFault(wish(fields)))) await attempt(() => refresh("faults"));
  };
  ask(fields, place);
  on("log", () => replace(offered, methods().map((value) => el("option", { value }))));
  const parts = [labelled("Method", fields.method), labelled("Kind", fields.kind), place];
  const add = el("button", { class: "btn", type: "submit" }, "Line up");
  return el("form", { on: { submit } }, parts, labelled("Calls", fields.count), add, offered);
}

/** The methods that the bot has called so far. */
function methods() {
  return [...new Set(ws.log.filter((one) => one.direction === "bot->slack").map((one) => one.what))].sort();
}

function line({ method, kind, count, retry_after: seconds, ms }) {
  const more = { 429: `, retry after ${seconds} s`, slow: `, ${ms} ms` }[kind] || "";
  const name = method === ANY ? "any method" : method;
  return el("li", {}, el("strong", {}, name), ` ${kind}${more}, ${count === 1 ? "next call" : `next ${count} calls`}`);
}

export function mountFaults(node) {
  const list = el("ul", { "aria-label": "Faults that wait" });
  const nothing = el("p", { class: "hint" }, "Nothing goes wrong by itself. A fault waits for the next call of its method.");
  const clear = async () => {
    if (await attempt(clearFaults)) await attempt(() => refresh("faults"));
  };
  const away = button("Clear all", clear, { class: "chip-button" });
  on("faults", () => {
    replace(list, ws.faults.map(line));
    nothing.hidden = ws.faults.length > 0;
    away.hidden = !ws.faults.length;
  });
  replace(node, el("header", {}, el("h3", {}, "Faults"), away), form(), list, nothing);
}
