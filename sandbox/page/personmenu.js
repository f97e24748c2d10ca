// What can be done about a person: oneself, and for owners of the workspace everybody.

import { agreed, completed } from "./confirm.js";
import { el } from "./dom.js";
import { labelled, textInput, tickBox } from "./fields.js";
import { keep, talkWith } from "./keep.js";
import { closeSheet } from "./sheet.js";
import { person, shown, ws } from "./workspace.js";

const PAUSE = 30;

async function changeZone(one) {
  const names = Intl.supportedValuesOf("timeZone").map((value) => el("option", { value }));
  const list = el("datalist", { id: "time-zones" }, names);
  const input = textInput({ list: list.id, value: one.tz, required: true });
  const title = `Time zone of ${shown(one)}`;
  if (await completed(title, [labelled("Time zone", input), list], "Save"))
    await keep("zone", { person: one.id, tz: input.value.trim() });
}

async function changeHours(one) {
  const enabled = tickBox("Do not disturb every day", { checked: one.quiet.enabled });
  const start = textInput({ type: "time", value: one.quiet.start, required: true });
  const end = textInput({ type: "time", value: one.quiet.end, required: true });
  const fields = [enabled.node, labelled("From", start), labelled("Until", end)];
  if (await completed(`Quiet hours of ${shown(one)}`, fields, "Save")) {
    const hours = { enabled: enabled.input.checked, start: start.value, end: end.value };
    await keep("quiet", { person: one.id, ...hours });
  }
}

async function deactivate(one) {
  const words = `${shown(one)} will be in no channel and no user group any more. Their messages stay.`;
  if (await agreed(`Deactivate ${shown(one)}?`, words, "Deactivate")) await keep("deactivate", { person: one.id });
}

function message(one) {
  closeSheet();
  return talkWith([one.id]);
}

const presence = (one) => ({
  label: one.away ? "Set yourself active" : "Set yourself away",
  run: () => keep("presence", { person: one.id, away: !one.away }),
});

const notifications = (one) => [
  { label: "Time zone…", run: () => changeZone(one) },
  { label: "Quiet hours…", run: () => changeHours(one) },
  { label: `Pause notifications for ${PAUSE} min`, run: () => keep("pause", { person: one.id, minutes: PAUSE }) },
  { label: "End the pause", run: () => keep("pause", { person: one.id, minutes: 0 }) },
];

const account = (one) =>
  one.deleted
    ? { label: "Reactivate account", run: () => keep("reactivate", { person: one.id }) }
    : { label: "Deactivate account…", danger: true, run: () => deactivate(one) };

/** The entries of a person's menu, for whom one acts as; none where there is nothing to do. */
export function personItems(one) {
  const [own, owner] = [one.id === ws.me, person().is_owner];
  return [
    !own && !one.deleted && { label: "Send a message", run: () => message(one) },
    own && presence(one),
    ...(!one.deleted && (own || owner) ? notifications(one) : []),
    owner && !own && account(one),
  ].filter(Boolean);
}
