// The table block: its first row is its head; a wide one scrolls by itself.

import { el } from "./dom.js";
import { guarded } from "./guard.js";
import { plain } from "./mrkdwn.js";
import { richText } from "./richtext.js";

const content = (cell) => (cell.type === "rich_text" ? richText(cell) : plain(String(cell.text ?? "")));

function looks(settings = {}) {
  const align = settings.align || "left";
  return `align-${align} ${settings.is_wrapped ? "wrapped" : ""}`;
}

function line(row, tag, settings) {
  const looksOf = (place) => looks(settings[place] ?? {});
  const cells = row.map((cell, place) => el(tag, { class: looksOf(place) }, guarded(() => content(cell))));
  return el("tr", {}, cells);
}

export function table(block) {
  const settings = block.column_settings || [];
  const [head, ...rows] = block.rows;
  const body = rows.map((row) => line(row, "td", settings));
  const made = el("table", {}, el("thead", {}, line(head, "th", settings)), el("tbody", {}, body));
  return el("div", { class: "scrolling", role: "region", tabindex: "0", "aria-label": "Table" }, made);
}
