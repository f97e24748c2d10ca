// Small questions over everything else: Block Kit's confirmations, and the page's own one-line prompts.

import { button, el, freshId } from "./dom.js";
import { textOf } from "./mrkdwn.js";

function footer(deny, confirm, danger, cancel) {
  const yes = el("button", { type: "submit", class: `btn ${danger ? "danger" : "primary"}` }, confirm);
  return el("footer", {}, button(deny, cancel, { class: "btn" }), yes);
}

/** Runs `then` instead of what the browser does by itself. */
const instead = (then) => (event) => {
  event.preventDefault();
  then();
};

function ask(title, content, deny, confirm, danger) {
  const id = freshId("ask");
  const form = el(
    "form",
    { method: "dialog" },
    el("h2", { id }, title),
    el("div", { class: "ask-body" }, content),
  );
  const dialog = el("dialog", { class: "ask", role: "alertdialog", "aria-labelledby": id }, form);
  return new Promise((settle) => {
    const answer = (value) => {
      dialog.close();
      dialog.remove();
      settle(value);
    };
    form.append(footer(deny, confirm, danger, () => answer(false)));
    form.addEventListener(
      "submit",
      instead(() => answer(true)),
    );
    dialog.addEventListener(
      "cancel",
      instead(() => answer(false)),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks an element's own confirmation; answers whether the person agreed. */
export function confirmed(object) {
  return ask(
    textOf(object.title),
    textOf(object.text),
    textOf(object.deny || "Cancel"),
    textOf(object.confirm || "Yes"),
    object.style === "danger",
  );
}

/** Enter finishes, and Shift+Enter makes a new line, as where messages are written. */
function sendsOnEnter(event) {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

/** Asks for one line of text; null when the person thought better of it. */
export async function prompted(title, { value = "", label = "Text", confirm = "Save", many = false } = {}) {
  const input = el(many ? "textarea" : "input", {
    class: "field",
    value,
    rows: many ? 4 : null,
    "aria-label": label,
    required: true,
    on: { keydown: sendsOnEnter },
  });
  return (await ask(title, input, "Cancel", confirm)) ? input.value : null;
}

/** Shows a form of the page's own; answers whether it was completed. */
export const completed = (title, content, confirm) => ask(title, content, "Cancel", confirm);

/** Asks before something of the page's own that cannot be undone. */
export const agreed = (title, text, confirm) => ask(title, text, "Cancel", confirm, true);
