// What owners of the workspace do about user groups: make them, change them, disable them.

import { agreed, completed } from "./confirm.js";
import { activePeople, labelled, peopleToTick, textInput } from "./fields.js";
import { keep } from "./keep.js";

/** Asks for all that makes a group; null when the person thought better of it. */
async function asked(title, group, confirm) {
  const name = textInput({ value: group.name, required: true, maxlength: 80 });
  const handle = textInput({ value: group.handle, placeholder: "made of the name" });
  const purpose = textInput({ value: group.description, maxlength: 140 });
  const people = peopleToTick("Members", activePeople(), group.users);
  const fields = [labelled("Name", name), labelled("Handle", handle), labelled("Description", purpose), people.node];
  if (!(await completed(title, fields, confirm))) return null;
  const words = { name: name.value.trim(), description: purpose.value.trim(), users: people.picked() };
  return handle.value.trim() ? { ...words, handle: handle.value.trim().replace(/^@/, "") } : words;
}

export async function createGroup() {
  const wanted = await asked("New user group", { name: "", handle: "", description: "", users: [] }, "Create");
  if (wanted) await keep("group", wanted);
}

async function edit(group) {
  const wanted = await asked(`Edit @${group.handle}`, group, "Save");
  if (wanted) await keep("group/edit", { group: group.id, ...wanted });
}

async function disable(group) {
  const words = "Nobody can mention it any more. It keeps its members and can be enabled again.";
  if (await agreed(`Disable @${group.handle}?`, words, "Disable"))
    await keep("group/switch", { group: group.id, disabled: true });
}

/** The entries of a group's menu. */
export function groupItems(group) {
  if (group.disabled)
    return [{ label: "Enable", run: () => keep("group/switch", { group: group.id, disabled: false }) }];
  return [
    { label: "Edit…", run: () => edit(group) },
    { label: "Disable…", danger: true, run: () => disable(group) },
  ];
}
