// The sandbox's clock: what time it is there, and the buttons that move it.

import { moveClock, nextDeadline } from "./api.js";
import { show } from "./dates.js";
import { button, el, replace } from "./dom.js";
import { attempt } from "./perform.js";
import { emit, now, on, refreshAll, ws, zone } from "./workspace.js";

const STEPS = [
  ["+1 min", 60],
  ["+10 min", 600],
  ["+30 min", 1800],
  ["+1 h", 3600],
];
const RATES = [
  ["Pause", 0],
  ["×1", 1],
  ["×60", 60],
];

async function move(how) {
  if (await attempt(() => moveClock(how))) await attempt(() => refreshAll("clock", "messages", "state"));
}

async function toNextDeadline() {
  const found = await attempt(nextDeadline);
  if (found?.next) await move({ to: found.next });
  else if (found) emit("refused", "Nothing is due: the bot waits for nothing.");
}

export function mountClock(node) {
  const day = el("span", { class: "clock-day" });
  const time = el("time", { class: "clock-time", "aria-label": "Sandbox time" });
  const steps = STEPS.map(([label, seconds]) =>
    button(label, () => move({ advance: seconds }), {
      class: "chip-button",
      title: "Move the sandbox's clock",
    }),
  );
  steps.push(
    button("Next deadline", toNextDeadline, {
      class: "chip-button",
      title: "Move the clock to when the bot has something due",
    }),
  );
  const rates = RATES.map(([label, rate]) => [
    rate,
    button(label, () => move({ rate }), {
      class: "chip-button",
      title: rate ? `Time runs ${label}` : "Time stands still",
    }),
  ]);
  const show_ = () => {
    day.textContent = show(now(), "date_short");
    time.textContent = show(now(), "time_secs");
    time.title = zone();
    rates.forEach(([rate, node_]) => node_.setAttribute("aria-pressed", String(rate === ws.clock.rate)));
  };
  replace(
    node,
    el("span", { class: "clock-now" }, day, " ", time),
    el("span", { class: "button-row" }, steps),
    el(
      "span",
      { class: "button-row", role: "group", "aria-label": "Rate of time" },
      rates.map(([, one]) => one),
    ),
  );
  ["clock", "state"].forEach((topic) => on(topic, show_));
  setInterval(show_, 500);
}
