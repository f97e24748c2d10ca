// The faults panel: what waits to go wrong, taken back one by one or all together, and where more is asked for.

import { clearDetours, clearFaults, removeDetour, removeFault } from "./api.js";
import { deliveryFault, nextDeliveries } from "./detours.js";
import { button, el, replace } from "./dom.js";
import { byChance, callFault, everyCall, nextCalls } from "./faultcalls.js";
import { change, chip } from "./faultfields.js";
import { patch } from "./patch.js";
import { limits, socketMode } from "./strains.js";
import { on, ws } from "./workspace.js";

/** What the panel shows, fetched again while it is open. */
export const SHOWN = ["faults", "detours", "limits", "socket"];

function line([name, words], takeBack) {
  const away = button("✕", takeBack, { class: "icon", "aria-label": `Take back ${name} ${words}` });
  return el("li", {}, el("span", {}, el("strong", {}, name), ` ${words}`), away);
}

/** A row of the list, made anew only when it reads otherwise: whoever stands on its button stays there. */
const row = (topic, said, takeBack) => ({
  key: [topic, ...said].join(" "),
  make: () => line(said, () => change(takeBack, topic)),
});

const calls = () => ws.faults.map((one) => row("faults", [...callFault(one), one.number], () => removeFault(one.number)));
const deliveries = () =>
  ws.detours.map((one) => row("detours", [...deliveryFault(one), one.number], () => removeDetour(one.number)));

async function clearAll() {
  await change(clearFaults, "faults");
  await change(clearDetours, "detours");
}

export function mountFaults(node) {
  const list = el("ul", { class: "waiting-faults", "aria-label": "Faults that wait" });
  const nothing = el("p", { class: "hint" }, "Nothing goes wrong by itself. A fault waits for the next call of its method.");
  const away = chip("Clear all", clearAll);
  const draw = () => {
    const rows = [...calls(), ...deliveries()];
    patch(list, rows);
    nothing.hidden = Boolean(rows.length || ws.chance || ws.latency);
    away.hidden = !nothing.hidden;
  };
  ["faults", "detours"].forEach((topic) => on(topic, draw));
  const asked = [nextCalls(), nextDeliveries(), everyCall(), byChance(), limits(), socketMode()];
  const head = el("header", {}, el("h3", {}, "Faults"), away);
  replace(node, head, list, nothing, el("div", { class: "fault-groups" }, asked));
}
