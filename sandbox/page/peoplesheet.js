// People and user groups of the workspace, with what can be done about each.

import { completed } from "./confirm.js";
import { avatar, button, el } from "./dom.js";
import { labelled, textInput } from "./fields.js";
import { createGroup, groupItems } from "./groupmenu.js";
import { keep } from "./keep.js";
import { openMenu } from "./menu.js";
import { patch } from "./patch.js";
import { attempt } from "./perform.js";
import { personItems } from "./personmenu.js";
import { nameOfUser } from "./places.js";
import { openSheet } from "./sheet.js";
import { person, refresh, shown, ws } from "./workspace.js";

async function addPerson() {
  const name = textInput({ required: true });
  const handle = textInput({ required: true });
  const title = textInput({});
  const fields = [labelled("Full name", name), labelled("Handle", handle), labelled("Title", title)];
  if (!(await completed("Add a person", fields, "Add"))) return;
  const words = { name: handle.value.trim().replace(/^@/, ""), real_name: name.value, title: title.value };
  await keep("person", words);
}

/** The button of a row, where there is anything to do about it. */
function more(id, name, items) {
  if (!items.length) return null;
  return button("⋯", (event) => openMenu(event.currentTarget, items), {
    class: "icon",
    "aria-label": `Actions for ${name}`,
    "aria-haspopup": "menu",
    "data-row": id,
  });
}

const clockTime = (iso) => iso.slice(11, 16);

function factsOf(one) {
  const zone = one.tz.replace(/_/g, " ");
  if (one.deleted) return [`@${one.name}`, one.title, "deactivated"];
  const resting = one.quiet.until && `do not disturb until ${clockTime(one.quiet.until)}`;
  const hours = one.quiet.enabled && !resting && `quiet ${one.quiet.start} to ${one.quiet.end}`;
  return [`@${one.name}`, one.title, zone, one.is_owner && "owner", one.away && "away", resting, hours];
}

function personRow(one) {
  const facts = factsOf(one).filter(Boolean).join(" · ");
  const words = el("span", { class: "row-words" }, el("strong", {}, shown(one)), el("span", { class: "description" }, facts));
  const looks = one.deleted ? "sheet-row off" : "sheet-row";
  return el("li", { class: looks }, avatar({ ...one, name: shown(one) }, "small"), words, more(one.id, shown(one), personItems(one)));
}

function groupRow(group) {
  const members = group.users.map(nameOfUser).join(", ") || "nobody";
  const facts = [group.name, members, group.disabled && "disabled"].filter(Boolean).join(" · ");
  const words = el("span", { class: "row-words" }, el("strong", {}, `@${group.handle}`), el("span", { class: "description" }, facts));
  const items = person().is_owner ? groupItems(group) : [];
  const looks = group.disabled ? "sheet-row off" : "sheet-row";
  return el("li", { class: looks }, words, more(group.id, `@${group.handle}`, items));
}

function section(title, add) {
  const list = el("ul", { class: "sheet-list", "aria-label": title });
  return { list, node: el("section", {}, el("div", { class: "sheet-head" }, el("h3", {}, title), add), list) };
}

const rowsOf = (all, make) => all.map((one) => ({ key: JSON.stringify([ws.me, one]), make: () => make(one) }));

/** Opens the window of people and user groups. */
export function openPeople() {
  const owner = person().is_owner;
  const people = section("People", owner ? button("Add a person…", addPerson, { class: "btn" }) : null);
  const groups = section("User groups", owner ? button("New group…", createGroup, { class: "btn" }) : null);
  const hint = "Everyone changes their own time zone, quiet hours and presence; owners of the workspace change the rest.";
  const parts = [el("p", { class: "hint" }, hint), people.node, groups.node];
  // Who rests now depends on the clock, of which the page is not told every minute.
  attempt(() => refresh("state"));
  openSheet("People & groups", (body) => {
    if (!body.firstChild) body.append(...parts);
    patch(people.list, rowsOf([...ws.people.values()], personRow));
    patch(groups.list, rowsOf([...ws.groups.values()], groupRow));
  });
}
