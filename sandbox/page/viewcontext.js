// What the blocks of a view need, in a modal and in the app's Home alike: what is entered there, and a way to the app.

import { perform } from "./perform.js";
import { Draft } from "./values.js";

/** It lives as long as the view, so that kept nodes see new blocks and errors; `before` runs ahead of each press. */
export function contextOf(view, before = () => {}) {
  const place = { view_id: view.id };
  const ctx = { id: view.id, view, errors: {}, place, draft: Draft.of(view.id, view.state?.values) };
  ctx.press = async (block, element, value) => {
    before();
    const state = ctx.draft.values(ctx.view.blocks);
    const ids = { block_id: block.block_id, action_id: element.action_id };
    await perform("press", { ...place, ...ids, value, state });
  };
  return ctx;
}
