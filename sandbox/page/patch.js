// Brings a list of nodes up to date by their keys; a node that still fits stays where it is, with its focus,
// its caret and its open list.

const KEY = Symbol("key");

function skipTo(node, found) {
  let at = node;
  while (at !== found) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
  return found.nextSibling;
}

function find(node, key) {
  let at = node;
  while (at && at[KEY] !== key) at = at.nextSibling;
  return at;
}

/** `wanted` is a list of {key, make}: a child of the same key is kept, any other is made or removed. */
export function patch(parent, wanted) {
  let at = parent.firstChild;
  for (const { key, make } of wanted) {
    const found = find(at, key);
    if (found) {
      at = skipTo(at, found);
    } else {
      const node = make();
      node[KEY] = key;
      parent.insertBefore(node, at);
    }
  }
  while (at) {
    const gone = at;
    at = at.nextSibling;
    gone.remove();
  }
}

const caret = (node) =>
  typeof node.selectionStart === "number" ? [node.selectionStart, node.selectionEnd] : null;

/** Runs a redraw and gives the focus and the caret back to the field that had them, where it was made anew. */
export function keepingFocus(within, draw) {
  const had = document.activeElement;
  const { blockId, actionId } = (within.contains(had) && had.dataset) || {};
  const at = actionId ? caret(had) : null;
  draw();
  if (!actionId || within.contains(had)) return;
  const again = within.querySelector(
    `[data-block-id="${CSS.escape(blockId)}"][data-action-id="${CSS.escape(actionId)}"]`,
  );
  again?.focus();
  if (at && caret(again || {})) again.setSelectionRange(...at);
}
