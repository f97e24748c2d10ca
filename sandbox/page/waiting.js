// A line under the bar: what was refused at a rate limit waits for a clock that stands still.

import { moveClock, nextDeadline } from "./api.js";
import { show } from "./dates.js";
import { button, el, replace } from "./dom.js";
import { change } from "./faultfields.js";
import { attempt } from "./perform.js";
import { now, on, ws } from "./workspace.js";

/** The refusals that the clock has not passed yet, or none where it moves by itself. */
const held = () => (ws.clock.rate ? [] : ws.limits.refused.filter((one) => Date.parse(one.until) > now()));

function words(refusals, until) {
  const methods = [...new Set(refusals.map((one) => one.method))].join(", ");
  return `The clock stands still: ${methods} was refused at a rate limit until ${show(until, "time_secs")}. What is to be tried again waits.`;
}

/** To when the bot tries again, which may be a little after it is let to. */
async function moveOn(until) {
  const again = (await attempt(nextDeadline))?.again;
  await change(() => moveClock({ to: again || new Date(until).toISOString() }), "clock", "limits");
}

export function mountWaiting(node) {
  const draw = () => {
    const refusals = held();
    node.hidden = !refusals.length;
    if (node.hidden) return replace(node);
    const until = Math.max(...refusals.map((one) => Date.parse(one.until)));
    const go = button("Move the clock on", () => moveOn(until), { class: "btn" });
    return replace(node, el("span", {}, words(refusals, until)), go);
  };
  ["limits", "clock"].forEach((topic) => on(topic, draw));
}
