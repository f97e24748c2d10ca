// Block Kit's interactive elements: each shows what its draft holds and records what is touched; what Slack
// would send at once is pressed.

import { button, el, freshId } from "./dom.js";
import { Combobox } from "./combobox.js";
import { confirmed } from "./confirm.js";
import { fromLocalField, toLocalField } from "./dates.js";
import { fileInput } from "./fileinput.js";
import { openMenu } from "./menu.js";
import { bare, textOf } from "./mrkdwn.js";
import { shown, ws } from "./workspace.js";

/** Whether a change of this element goes to the app at once. */
const dispatches = (block) => block.type !== "input" || block.dispatch_action === true;

const marks = (block, element) => ({ "block-id": block.block_id, "action-id": element.action_id });
const attributes = (block, element, labels) => ({
  "data-block-id": block.block_id,
  "data-action-id": element.action_id,
  ...labels,
});

/** Asks where the element wants a confirmation, then tells the app; answers whether it was told. */
async function press(ctx, block, element, value) {
  if (element.confirm && !(await confirmed(element.confirm))) return false;
  await ctx.press(block, element, value);
  return true;
}

async function change(ctx, block, element, value) {
  ctx.draft.set(block, element, value);
  if (dispatches(block)) await press(ctx, block, element, value);
}

function pressable(block, element, ctx) {
  const node = button(
    textOf(element.text),
    async () => {
      node.disabled = true;
      await press(ctx, block, element).finally(() => {
        node.disabled = false;
      });
    },
    {
      class: `btn ${element.style || ""}`,
      "aria-label": element.accessibility_label,
      ...attributes(block, element),
    },
  );
  return node;
}

const optionOf = (option, group) => ({
  value: option.value,
  label: bare(option.text),
  description: option.description && bare(option.description),
  group,
});

function staticChoices(element) {
  const groups = element.option_groups || [];
  return [
    ...(element.options || []).map((option) => optionOf(option)),
    ...groups.flatMap((group) => group.options.map((option) => optionOf(option, bare(group.label)))),
  ];
}

function peopleChoices() {
  return [...ws.people.values()]
    .filter((one) => !one.deleted)
    .map((one) => ({
      value: one.id,
      label: shown(one),
      description: [`@${one.name}`, one.title].filter(Boolean).join(" · "),
    }));
}

function channelChoices(element) {
  const filter = element.filter?.include;
  return [...ws.channels.values()]
    .filter((one) => !one.is_archived && (!one.is_im || filter?.includes("im")))
    .map((one) => ({
      value: one.id,
      label: one.is_im ? ws.people.get(one.user)?.name || "direct message" : `#${one.name}`,
    }));
}

function select(choicesOf, many) {
  return (block, element, ctx, labels) =>
    new Combobox({
      choices: choicesOf(element),
      many,
      value: ctx.draft.value(block, element),
      max: element.max_selected_items,
      placeholder: element.placeholder && bare(element.placeholder),
      attributes: attributes(block, element, labels),
      changed: (value) => change(ctx, block, element, value),
    }).node;
}

function ticks(type) {
  return (block, element, ctx, labels) => {
    const name = freshId("ticks");
    const chosen = [].concat(ctx.draft.value(block, element) ?? []);
    const values = () => [...node.querySelectorAll("input:checked")].map((box) => box.value);
    const told = () => change(ctx, block, element, type === "radio" ? (values()[0] ?? null) : values());
    const node = el(
      "div",
      {
        class: "ticks",
        role: type === "radio" ? "radiogroup" : "group",
        data: { ...dashed(block, element) },
        ...labels,
      },
      element.options.map((option) => tick(type, name, option, chosen, told, block, element)),
    );
    return node;
  };
}

const dashed = (block, element) => ({ blockId: block.block_id, actionId: element.action_id });

function tick(type, name, option, chosen, told, block, element) {
  const box = el("input", {
    type,
    name,
    value: option.value,
    checked: chosen.includes(option.value),
    ...attributes(block, element),
    on: { change: told },
  });
  return el(
    "label",
    { class: "tick" },
    box,
    el(
      "span",
      {},
      el("span", { class: "label" }, textOf(option.text)),
      option.description ? el("span", { class: "description" }, textOf(option.description)) : null,
    ),
  );
}

function overflow(block, element, ctx) {
  const items = element.options.map((option) => ({
    label: bare(option.text),
    description: option.description && bare(option.description),
    run: () => press(ctx, block, element, option.value),
  }));
  return button("⋯", (event) => openMenu(event.currentTarget, items), {
    class: "btn overflow",
    "aria-label": "More",
    "aria-haspopup": "menu",
    ...attributes(block, element),
  });
}

/** A field of the browser's own; `read` and `write` translate between its text and the value. */
function field(type, read = (text) => text || null, write = (value) => value ?? "") {
  return (block, element, ctx, labels) =>
    el("input", {
      type,
      class: "field",
      value: write(ctx.draft.value(block, element)),
      placeholder: element.placeholder && bare(element.placeholder),
      ...attributes(block, element, labels),
      on: { change: (event) => change(ctx, block, element, read(event.target.value)) },
    });
}

function sending(ctx, block, element) {
  const when = element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  let waiting = null;
  const send = (node) => {
    if (dispatches(block)) press(ctx, block, element, node.value);
  };
  return {
    input: (event) => {
      ctx.draft.set(block, element, event.target.value);
      clearTimeout(waiting);
      // Slack too waits for a pause in the typing.
      if (when.includes("on_character_entered")) waiting = setTimeout(() => send(event.target), 400);
    },
    keydown: (event) => {
      if (
        event.key !== "Enter" ||
        event.shiftKey ||
        element.multiline ||
        !dispatches(block) ||
        !when.includes("on_enter_pressed")
      )
        return;
      event.preventDefault();
      send(event.target);
    },
  };
}

function typed(type) {
  return (block, element, ctx, labels) => {
    const many = element.multiline || type === "rich";
    return el(many ? "textarea" : "input", {
      class: "field",
      type: many ? null : "text",
      rows: many ? 4 : null,
      inputmode: type === "number" ? "decimal" : null,
      maxlength: element.max_length,
      autofocus: element.focus_on_load,
      placeholder: element.placeholder && bare(element.placeholder),
      value: ctx.draft.value(block, element) ?? "",
      ...attributes(block, element, labels),
      on: sending(ctx, block, element),
    });
  };
}

const BUILDERS = {
  button: pressable,
  workflow_button: pressable,
  static_select: select(staticChoices),
  multi_static_select: select(staticChoices, true),
  users_select: select(peopleChoices),
  multi_users_select: select(peopleChoices, true),
  conversations_select: select(channelChoices),
  multi_conversations_select: select(channelChoices, true),
  channels_select: select(channelChoices),
  multi_channels_select: select(channelChoices, true),
  radio_buttons: ticks("radio"),
  checkboxes: ticks("checkbox"),
  overflow,
  datepicker: field("date"),
  timepicker: field("time"),
  datetimepicker: field("datetime-local", fromLocalField, (value) =>
    value == null ? "" : toLocalField(value),
  ),
  plain_text_input: typed("text"),
  email_text_input: typed("email"),
  url_text_input: typed("url"),
  number_input: typed("number"),
  rich_text_input: typed("rich"),
  file_input: (block, element, ctx, labels) =>
    fileInput(attributes(block, element, labels), element, (files) => change(ctx, block, element, files)),
};

/** The node of one interactive element; `labels` ties it to the label and the error of its block. */
export function interactive(block, element, ctx, labels = {}) {
  const build = BUILDERS[element.type];
  return build
    ? build(block, element, ctx, labels)
    : el("span", { class: "unknown", data: marks(block, element) }, `[${element.type} is not drawn here]`);
}
