// When a touched element is told to the app: at once, after a question, or with the form that it belongs to.

import { confirmed } from "./confirm.js";

/** Whether a change of this element goes to the app at once. */
export const dispatches = (block) => block.type !== "input" || block.dispatch_action === true;

/** What finds an element again after a redraw, and ties it to its label and its error. */
export const attributes = (block, element, labels) => ({
  "data-block-id": block.block_id,
  "data-action-id": element.action_id,
  "data-focus-on-load": element.focus_on_load === true,
  ...labels,
});

/** Asks where the element wants a confirmation, then tells the app; answers whether it was told. */
export async function press(ctx, block, element, value) {
  if (element.confirm && !(await confirmed(element.confirm))) return false;
  await ctx.press(block, element, value);
  return true;
}

/** Takes a new value; answers the one that then stands: the old one, where the person thought better of it. */
export async function change(ctx, block, element, value) {
  const before = ctx.draft.value(block, element);
  ctx.draft.set(block, element, value);
  if (!dispatches(block) || (await press(ctx, block, element, value))) return value;
  ctx.draft.set(block, element, before);
  return before;
}
