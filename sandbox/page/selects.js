// Select menus: their choices come from the element itself, or from the workspace.

import { Combobox } from "./combobox.js";
import { bare } from "./mrkdwn.js";
import { isDirect, placeName } from "./places.js";
import { attributes, change } from "./telling.js";
import { shown, withApp, ws } from "./workspace.js";

const optionOf = (option, group) => ({
  value: option.value,
  label: bare(option.text),
  description: option.description && bare(option.description),
  group,
});

export function staticChoices(element) {
  const groups = element.option_groups || [];
  return [
    ...(element.options || []).map((option) => optionOf(option)),
    ...groups.flatMap((group) => group.options.map((option) => optionOf(option, bare(group.label)))),
  ];
}

export function peopleChoices() {
  return [...ws.people.values()]
    .filter((one) => !one.deleted)
    .map((one) => ({
      value: one.id,
      label: shown(one),
      description: [`@${one.name}`, one.title].filter(Boolean).join(" · "),
    }));
}

function kindOf(one) {
  if (one.is_im) return "im";
  if (one.is_mpim) return "mpim";
  return one.is_private ? "private" : "public";
}

const nameOf = (one) => (isDirect(one) ? placeName(one) : `${one.is_private ? "🔒" : "#"}${one.name}`);

function conversations(wanted) {
  return [...ws.channels.values()]
    .filter((one) => !one.is_archived && wanted(one))
    .map((one) => ({ value: one.id, label: nameOf(one), description: isDirect(one) ? "direct message" : one.topic }));
}

export function conversationChoices({ filter = {} }) {
  const kinds = filter.include || ["im", "mpim", "private", "public"];
  return conversations(
    (one) => kinds.includes(kindOf(one)) && !(filter.exclude_bot_users && withApp(one)),
  );
}

export const channelChoices = () => conversations((one) => kindOf(one) === "public");

/** Where one stands, in the element that asks for it, is chosen without a touch. */
function preset(ctx, block, element, choices, many) {
  if (!element.default_to_current_conversation || ctx.draft.wasTouched(block, element)) return;
  const given = element.initial_conversation || element.initial_conversations?.length;
  if (given || !choices.some((one) => one.value === ws.channelId)) return;
  ctx.draft.set(block, element, many ? [ws.channelId] : ws.channelId);
}

/** A menu; `searchOf` makes one whose options are looked up while one types. */
export function select(choicesOf, many, searchOf) {
  return (block, element, ctx, labels) => {
    const choices = choicesOf(element, block, ctx);
    preset(ctx, block, element, choices, many);
    const box = new Combobox({
      choices,
      many,
      search: searchOf?.(block, element, ctx),
      value: ctx.draft.value(block, element),
      max: element.max_selected_items,
      placeholder: element.placeholder && bare(element.placeholder),
      attributes: attributes(block, element, labels),
      changed: async (value) => box.hold(await change(ctx, block, element, value)),
    });
    return box.node;
  };
}
