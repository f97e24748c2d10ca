// Block Kit's interactive elements: each shows what its draft holds and records what is touched; what Slack
// would send at once is pressed.

import { overflow, pressable } from "./buttons.js";
import { el } from "./dom.js";
import { fileInput } from "./fileinput.js";
import { knownChoices, searchOf } from "./lookup.js";
import { datePicker, dateTimePicker, timePicker } from "./pickers.js";
import { richInput } from "./richinput.js";
import { channelChoices, conversationChoices, peopleChoices, select, staticChoices } from "./selects.js";
import { typed } from "./textinputs.js";
import { ticks } from "./ticks.js";

const BUILDERS = {
  button: pressable,
  static_select: select(staticChoices),
  multi_static_select: select(staticChoices, true),
  external_select: select(knownChoices, false, searchOf),
  multi_external_select: select(knownChoices, true, searchOf),
  users_select: select(peopleChoices),
  multi_users_select: select(peopleChoices, true),
  conversations_select: select(conversationChoices),
  multi_conversations_select: select(conversationChoices, true),
  channels_select: select(channelChoices),
  multi_channels_select: select(channelChoices, true),
  radio_buttons: ticks("radio"),
  checkboxes: ticks("checkbox"),
  overflow,
  datepicker: datePicker,
  timepicker: timePicker,
  datetimepicker: dateTimePicker,
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: richInput,
  file_input: fileInput,
};

/** The node of one interactive element; `labels` ties it to the label and the error of its block. */
export function interactive(block, element, ctx, labels = {}) {
  const build = BUILDERS[element.type];
  return build
    ? build(block, element, ctx, labels)
    : el("span", { class: "unknown" }, `[${element.type} is not drawn here]`);
}
