// What can be done with a channel: come and go, bring others, say what it is for, rename, close.

import { agreed, completed, prompted } from "./confirm.js";
import { avatar, button, el, replace } from "./dom.js";
import { activePeople, labelled, peopleToTick, textInput, tickBox } from "./fields.js";
import { keep, talkWith } from "./keep.js";
import { nameOfUser } from "./places.js";
import { openSheet } from "./sheet.js";
import { emit, person, ws } from "./workspace.js";

const tidy = (name) => name.trim().toLowerCase().replace(/\s+/g, "-");

/** Asks for a new channel, makes it and goes there. */
export async function createChannel() {
  const name = textInput({ required: true, maxlength: 80 });
  const secret = tickBox("Private: only who is invited sees it");
  if (!(await completed("Create a channel", [labelled("Name", name), secret.node], "Create"))) return;
  const made = await keep("channel", { name: tidy(name.value), is_private: secret.input.checked });
  if (made) emit("go", { channel: made.channel });
}

/** Asks with whom to talk, and goes to that conversation. */
export async function startTalk() {
  const people = peopleToTick("With", activePeople().filter((one) => one.id !== ws.me));
  if (!(await completed("New direct message", people.node, "Open"))) return;
  if (people.picked().length) await talkWith(people.picked());
}

async function invite(here) {
  const bots = [...ws.bots.values()].map((one) => ({ ...one, name: `${one.name} (app)` }));
  const others = [...activePeople(), ...bots].filter((one) => !here.people.includes(one.id));
  const people = peopleToTick("People", others);
  if (!(await completed(`Invite to #${here.name}`, people.node, "Invite"))) return;
  if (people.picked().length) await keep("invite", { channel: here.id, people: people.picked() });
}

async function rename(here) {
  const name = await prompted(`Rename #${here.name}`, { value: here.name, label: "Name", confirm: "Rename" });
  if (name !== null) await keep("rename", { channel: here.id, name: tidy(name) });
}

async function note(here, what, title, value) {
  const input = textInput({ value, maxlength: 250 });
  if (await completed(`${title} of #${here.name}`, labelled(title, input), "Save"))
    await keep(what, { channel: here.id, text: input.value.trim() });
}

async function after(here, what, title, words, confirm) {
  if (await agreed(title, words, confirm)) await keep(what, { channel: here.id });
}

const mayKeep = (here) => person().is_owner || here.creator === ws.me;

async function remove(here, user) {
  const words = `They can be invited again${here.is_private ? "" : ", or join again by themselves"}.`;
  if (await agreed(`Remove ${nameOfUser(user)} from #${here.name}?`, words, "Remove"))
    await keep("remove", { channel: here.id, person: user });
}

function memberRow(here, user) {
  const name = nameOfUser(user);
  const removable = mayKeep(here) && user !== ws.me && here.name !== "general" && !here.is_archived;
  const away = button("Remove…", () => remove(here, user), { class: "btn", "aria-label": `Remove ${name}`, "data-row": user });
  const face = avatar({ ...ws.people.get(user), name, bot: ws.bots.has(user) }, "small");
  return el("li", { class: "sheet-row" }, face, el("strong", { class: "row-words" }, name), removable ? away : null);
}

function members(id) {
  openSheet(`Members of #${ws.channels.get(id).name}`, (body) => {
    const here = ws.channels.get(id);
    const rows = (here?.people || []).map((user) => memberRow(here, user));
    replace(body, el("ul", { class: "sheet-list", "aria-label": "Members" }, rows));
  });
}

const archive = (here) =>
  after(here, "archive", `Archive #${here.name}?`, "Nothing can be said in it any more. It can be opened again.", "Archive");

const leave = (here) =>
  here.is_private
    ? after(here, "leave", `Leave #${here.name}?`, "You come back only when somebody invites you.", "Leave")
    : keep("leave", { channel: here.id });

const convert = (here) =>
  after(here, "convert", `Make #${here.name} private?`, "It cannot be made public again.", "Make private");

const forMembers = (here) => [
  { label: "Invite people…", run: () => invite(here) },
  { label: "Edit topic…", run: () => note(here, "topic", "Topic", here.topic) },
  { label: "Edit description…", run: () => note(here, "purpose", "Description", here.purpose) },
];

const forKeepers = (here) => [
  { label: "Rename channel…", run: () => rename(here) },
  person().is_owner && !here.is_private && here.name !== "general" && { label: "Make private…", run: () => convert(here) },
];

/** The entries of a channel's menu, for whom one acts as. */
export function channelItems(here) {
  const look = { label: "Members…", run: () => members(here.id) };
  if (here.is_archived) return [look, { label: "Open again", run: () => keep("unarchive", { channel: here.id }) }];
  const inside = here.member !== false;
  return [
    look,
    ...(inside ? forMembers(here) : [{ label: "Join channel", run: () => keep("join", { channel: here.id }) }]),
    ...(mayKeep(here) ? forKeepers(here) : []),
    inside && { label: "Leave channel", run: () => leave(here) },
    inside && { label: "Archive channel…", danger: true, run: () => archive(here) },
  ].filter(Boolean);
}
