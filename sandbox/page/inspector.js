// The drawer below: every call between the app and this Slack, refusals in red, details on demand.

import { show } from "./dates.js";
import { button, el, replace } from "./dom.js";
import { SHOWN, mountFaults } from "./faults.js";
import { patch } from "./patch.js";
import { attempt } from "./perform.js";
import { on, refreshAll, ws } from "./workspace.js";

const only = { refused: false, words: "" };

function at(entry) {
  const moment = Date.parse(entry.at);
  return Number.isNaN(moment) ? String(entry.at ?? "") : show(moment, "time_secs");
}

function details(entry) {
  const part = (name, value) =>
    value == null
      ? null
      : el(
          "section",
          {},
          el("h4", {}, name),
          el("pre", { tabindex: "0" }, typeof value === "string" ? value : JSON.stringify(value, null, 2)),
        );
  return [part("Request", entry.request), part("Response", entry.response)];
}

const WAYS = { "bot->slack": "bot → Slack", "slack->bot": "Slack → bot", "app->slack": "app → Slack" };

function row(entry) {
  const out = entry.direction !== "slack->bot";
  const box = el("div", { class: "entry-details" });
  const node = el(
    "details",
    {
      class: entry.ok ? "entry" : "entry refused",
      on: {
        toggle: () => {
          if (node.open && !box.firstChild) replace(box, details(entry));
        },
      },
    },
    el(
      "summary",
      {},
      el("span", { class: "entry-n" }, `${entry.n}`),
      el("time", {}, at(entry)),
      el("span", { class: out ? "way out" : "way in" }, WAYS[entry.direction]),
      el("strong", {}, entry.what),
      el("span", { class: "entry-error" }, entry.ok ? "" : entry.error || "failed"),
      el("span", { class: "entry-ms" }, entry.ms == null ? "" : `${entry.ms} ms`),
    ),
    box,
  );
  return node;
}

function wanted(entry) {
  return (
    (!only.refused || !entry.ok) && `${entry.what} ${entry.error || ""}`.toLowerCase().includes(only.words)
  );
}

function draw(list, count) {
  if (!ws.inspecting) return;
  const refused = ws.log.filter((entry) => !entry.ok).length;
  count.textContent = `${ws.log.length} calls, ${refused} refused`;
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
  patch(
    list,
    ws.log.filter(wanted).map((entry) => ({ key: entry.n, make: () => row(entry) })),
  );
  if (atEnd) list.scrollTop = list.scrollHeight;
}

function refusalsOnly(again) {
  const change = (event) => {
    only.refused = event.target.checked;
    again();
  };
  return el("label", { class: "tick" }, el("input", { type: "checkbox", on: { change } }), "Refusals only");
}

function filter(again) {
  const input = (event) => {
    only.words = event.target.value.toLowerCase();
    again();
  };
  const words = { placeholder: "Filter by method or event", "aria-label": "Filter the calls" };
  return el("input", { type: "search", class: "field", ...words, on: { input } });
}

function head(again, count, toggle) {
  const close = button("✕", toggle, { class: "icon", "aria-label": "Close inspector" });
  const title = el("h2", {}, "Inspector");
  return el("header", { class: "pane-header" }, title, count, filter(again), refusalsOnly(again), close);
}

export function mountInspector(node, opener) {
  const list = el("div", { class: "entries" });
  const count = el("span", { class: "hint" });
  const again = () => draw(list, count);
  const toggle = () => {
    ws.inspecting = !ws.inspecting;
    node.hidden = !ws.inspecting;
    opener.setAttribute("aria-expanded", String(ws.inspecting));
    if (ws.inspecting) attempt(() => refreshAll("log", "kinds", ...SHOWN));
    else opener.focus();
  };
  const faults = el("aside", { class: "faults", "aria-label": "Faults" });
  mountFaults(faults);
  replace(node, head(again, count, toggle), el("div", { class: "drawer" }, list, faults));
  opener.addEventListener("click", toggle);
  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") toggle();
  });
  on("log", again);
}
