// Menus whose options the app looks up: it is asked at a pause in the typing, and what it answers is shown.

import { act } from "./api.js";
import { attempt } from "./perform.js";
import { staticChoices } from "./selects.js";
import { ws } from "./workspace.js";

// What Slack takes where the app does not say how much has to be typed.
const LEAST = 3;
const PAUSE = 250;

/** Options that were seen in a draft, so that what is chosen keeps its words when its field is drawn anew. */
const seen = new WeakMap();

const listed = (option) => (Array.isArray(option) ? option : option ? [option] : []);

/** What stands in the menu before anything is looked up: what it begins with, what is chosen, what was seen. */
export function knownChoices(element, block, ctx) {
  const state = ctx.draft.state[block.block_id]?.[element.action_id] || {};
  const standing = [element.initial_option, element.initial_options, state.selected_option, state.selected_options];
  return [...staticChoices({ options: standing.flatMap(listed) }), ...(seen.get(ctx.draft) || [])];
}

async function asked(block, element, ctx, typed) {
  const ids = { block_id: block.block_id, action_id: element.action_id };
  const found = await attempt(() => act("suggest", { user: ws.me, ...ctx.place, ...ids, typed }));
  const choices = found ? staticChoices(found) : [];
  seen.set(ctx.draft, [...choices, ...(seen.get(ctx.draft) || [])]);
  return { choices, words: found?.notice || "No result" };
}

/** How a menu is searched: `show` gets choices, and the words that stand there when there are none. */
export function searchOf(block, element, ctx) {
  const least = element.min_query_length ?? LEAST;
  let waiting = null;
  return (typed, show) => {
    clearTimeout(waiting);
    if (typed.length < least) return show([], `Type ${least} ${least === 1 ? "character" : "characters"} or more`);
    show([], "Looking…");
    waiting = setTimeout(async () => {
      const { choices, words } = await asked(block, element, ctx, typed);
      show(choices, words);
    }, PAUSE);
    return undefined;
  };
}
