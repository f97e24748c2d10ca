// Values of Block Kit's inputs, in the short form that the sandbox's interface takes: text, option values, ids, dates.

const of = (option) => (option ? option.value : null);
const all = (options) => (options || []).map(of);

const INITIAL = {
  static_select: (e) => of(e.initial_option),
  external_select: (e) => of(e.initial_option),
  radio_buttons: (e) => of(e.initial_option),
  multi_static_select: (e) => all(e.initial_options),
  multi_external_select: (e) => all(e.initial_options),
  checkboxes: (e) => all(e.initial_options),
  users_select: (e) => e.initial_user ?? null,
  multi_users_select: (e) => e.initial_users ?? [],
  channels_select: (e) => e.initial_channel ?? null,
  multi_channels_select: (e) => e.initial_channels ?? [],
  conversations_select: (e) => e.initial_conversation ?? null,
  multi_conversations_select: (e) => e.initial_conversations ?? [],
  datepicker: (e) => e.initial_date ?? null,
  timepicker: (e) => e.initial_time ?? null,
  datetimepicker: (e) => e.initial_date_time ?? null,
  rich_text_input: (e) => e.initial_value ?? null,
  file_input: () => [],
};

const KEPT = {
  rich_text_input: (s) => s.rich_text_value ?? null,
  static_select: (s) => of(s.selected_option),
  external_select: (s) => of(s.selected_option),
  radio_buttons: (s) => of(s.selected_option),
  multi_static_select: (s) => all(s.selected_options),
  multi_external_select: (s) => all(s.selected_options),
  checkboxes: (s) => all(s.selected_options),
  users_select: (s) => s.selected_user ?? null,
  multi_users_select: (s) => s.selected_users ?? [],
  channels_select: (s) => s.selected_channel ?? null,
  multi_channels_select: (s) => s.selected_channels ?? [],
  conversations_select: (s) => s.selected_conversation ?? null,
  multi_conversations_select: (s) => s.selected_conversations ?? [],
  datepicker: (s) => s.selected_date ?? null,
  timepicker: (s) => s.selected_time ?? null,
  datetimepicker: (s) => s.selected_date_time ?? null,
  file_input: () => [],
};

/** What an element holds before anyone touched it. */
export const initial = (element) => (INITIAL[element.type] || ((e) => e.initial_value ?? ""))(element);

/** What Slack's state says that an element holds. */
const kept = (element, state) => (KEPT[element.type] || ((s) => s.value ?? ""))(state);

/** The keys of a block's elements, by which a draft knows them. */
function placesOf(block) {
  return [block.element, block.accessory, ...(block.elements || [])]
    .filter((element) => element?.action_id)
    .map((element) => keyOf(block, element));
}

const keyOf = (block, element) => `${block.block_id}\n${element.action_id}`;

const drafts = new Map();

/** The values that a person touched in one place (a view, a message), and those it started with. */
export class Draft {
  constructor(state) {
    this.state = state || {};
    this.touched = new Map();
  }

  static of(place, state) {
    if (!drafts.has(place)) drafts.set(place, new Draft(state));
    const draft = drafts.get(place);
    draft.state = state || draft.state;
    return draft;
  }

  static drop(place) {
    drafts.delete(place);
  }

  value(block, element) {
    const key = keyOf(block, element);
    if (this.touched.has(key)) return this.touched.get(key);
    const state = this.state[block.block_id]?.[element.action_id];
    return state ? kept(element, state) : initial(element);
  }

  /** Whether somebody touched an element, if only to clear it. */
  wasTouched(block, element) {
    return this.touched.has(keyOf(block, element));
  }

  set(block, element, value) {
    this.touched.set(keyOf(block, element), value);
  }

  /** What was touched, as {block_id: {action_id: value}}, of the elements that stand there now. */
  values(blocks) {
    const standing = new Set((blocks || []).flatMap(placesOf));
    const found = {};
    for (const [key, value] of this.touched) {
      const [block, action] = key.split("\n");
      if (standing.has(key)) found[block] = { ...found[block], [action]: value };
    }
    return found;
  }
}
