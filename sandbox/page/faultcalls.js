// Faults of the bot's calls: lined up for the next ones, for all of them as a latency, for a share of them by chance.

import { delayAll, leaveToChance, lineUpFault } from "./api.js";
import { el, freshId, replace } from "./dom.js";
import { change, chip, choice, form, group, labelled, number, submitButton } from "./faultfields.js";
import { on, ws } from "./workspace.js";

export const ANY = "*";
const CODE = "error";

/** Each kind, what it is called, and what else it wants to know: the field's label, its type, what it begins with. */
const KINDS = [
  ["429", "429", ["Retry after (s)", "number", "1"]],
  ["500", "500"],
  ["reset", "Reset"],
  ["lost_answer", "Lost answer"],
  ["timeout", "Time-out"],
  ["slow", "Slow answer", ["Milliseconds", "number", "1000"]],
  [CODE, "Error code", ["Code", "text", "not_in_channel"]],
];
const BY_CHANCE = KINDS.filter(([kind]) => kind !== CODE);

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

/** The field that the chosen kind wants, or none, and what the kind is. */
function ask(fields, place, hint) {
  const [kind, , wanted] = KINDS.find(([one]) => one === fields.kind.value);
  fields.detail = el("input", { class: "field", type: wanted?.[1] || "hidden", min: "0", required: true });
  fields.detail.value = wanted?.[2] || "";
  replace(place, wanted ? labelled(wanted[0], fields.detail) : null);
  hint.textContent = ws.kinds.calls[kind] || "";
}

/** What the next calls of a method run into. */
export function nextCalls() {
  const offered = el("datalist", { id: freshId("methods") });
  const [place, hint] = [el("div"), el("p", { class: "hint wide" })];
  const again = () => ask(fields, place, hint);
  const fields = {
    method: el("input", { class: "field", list: offered.id, placeholder: "any method" }),
    kind: choice(KINDS, again),
    count: number(1, { min: "1" }),
  };
  again();
  on("kinds", () => {
    replace(offered, ws.kinds.methods.map((value) => el("option", { value })));
    again();
  });
  const named = [labelled("Method", fields.method), labelled("Kind", fields.kind), place];
  const counted = [labelled("Calls", fields.count), submitButton("Line up"), hint, offered];
  return group("Next calls", form(() => change(() => lineUpFault(wish(fields)), "faults"), named, counted));
}

/** How long every call of the bot takes at least. */
export function everyCall() {
  const slider = el("input", { type: "range", min: "0", max: "5000", step: "50" });
  const exact = number(0, { max: "600000", "aria-label": "Latency in milliseconds" });
  const set = (ms) => change(() => delayAll(Number(ms)), "faults");
  slider.addEventListener("input", () => {
    exact.value = slider.value;
  });
  slider.addEventListener("change", () => set(slider.value));
  exact.addEventListener("change", () => exact.reportValidity() && set(exact.value));
  on("faults", () => {
    // Who is setting it is not interrupted.
    if (![slider, exact].includes(document.activeElement)) slider.value = exact.value = String(ws.latency);
  });
  const hint = el("p", { class: "hint wide" }, "Of wall time, before each call, whatever else it runs into.");
  return group("Every call", el("div", { class: "pair" }, labelled("Latency (ms)", slider), exact, hint));
}

function told(chance) {
  if (!chance) return "Nothing is left to chance.";
  const percent = Math.round(chance.share * 1000) / 10;
  return `${percent} % of all calls, seed ${chance.seed}: ${chance.met} met so far.`;
}

const tick = ([kind, name]) =>
  el("label", { class: "tick" }, el("input", { type: "checkbox", value: kind, checked: kind !== "timeout" }), name);

/** What a share of all calls runs into, the same again with the same seed. */
export function byChance() {
  const fields = { share: number(20, { max: "100" }), seed: number(1) };
  const kinds = el("div", { class: "wide chances", role: "group", "aria-label": "Kinds" }, BY_CHANCE.map(tick));
  const [hint, stop] = [el("p", { class: "hint wide" }), chip("Stop", () => send(0))];
  const send = (percent) => {
    const chosen = [...kinds.querySelectorAll(":checked")].map((box) => box.value);
    const order = { share: percent / 100, seed: Number(fields.seed.value), ...(percent ? { kinds: chosen } : {}) };
    return change(() => leaveToChance(order), "faults");
  };
  on("faults", () => {
    hint.textContent = told(ws.chance);
    stop.hidden = !ws.chance;
  });
  const asked = [labelled("Share (%)", fields.share), labelled("Seed", fields.seed), kinds];
  const done = el("div", { class: "wide button-row" }, submitButton("Leave to chance"), stop);
  return group("By chance", form(() => send(Number(fields.share.value)), asked, done, hint));
}

/** How a fault that waits reads. */
export function callFault({ method, kind, count, retry_after: seconds, ms }) {
  const more = { 429: `, retry after ${seconds} s`, slow: `, ${ms} ms` }[kind] || "";
  return [method === ANY ? "any method" : method, `${kind}${more}, ${count === 1 ? "next call" : `next ${count} calls`}`];
}
