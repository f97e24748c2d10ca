// The modal on top of the person's stack of views: drawn, filled, submitted, closed.

import { blocksOf, strayErrors } from "./blocks.js";
import { button, el, replace } from "./dom.js";
import { plain, textOf } from "./mrkdwn.js";
import { keepingFocus, patch } from "./patch.js";
import { perform } from "./perform.js";
import { Draft } from "./values.js";
import { contextOf } from "./viewcontext.js";
import { on, ws } from "./workspace.js";

const dialog = el("dialog", {
  class: "modal",
  role: "dialog",
  "aria-modal": "true",
  "aria-labelledby": "modal-title",
});
const body = el("div", { class: "modal-body" });
const notice = el("p", { class: "notice", role: "alert" });
let open = null;

function silence() {
  notice.textContent = "";
}

function settle(outcome) {
  const errors = { ...outcome?.client_errors, ...outcome?.errors };
  if (!open) return;
  open.errors = errors;
  draw();
  body.querySelector("[aria-invalid]")?.focus();
}

async function submit(event) {
  event.preventDefault();
  if (open.busy) return;
  const ctx = open;
  ctx.busy = true;
  notice.textContent = "";
  drawFrame();
  const outcome = await perform("submit", { view_id: ctx.id, values: ctx.draft.values(ctx.view.blocks) });
  ctx.busy = false;
  if (open === ctx) settle(outcome);
}

async function close() {
  const ctx = open;
  // A second Escape may come before the first one was heard.
  if (!ctx || ctx.closing) return;
  ctx.closing = true;
  await perform("close", { view_id: ctx.id });
  ctx.closing = false;
}

const form = el("form", { novalidate: true, on: { submit } });
const head = el("header", {});
const foot = el("footer", {});
form.append(head, body, notice, foot);
dialog.append(form);
dialog.addEventListener("cancel", (event) => {
  event.preventDefault();
  close();
});

function drawFrame() {
  const { view } = open;
  const back = ws.views.length > 1 ? button("←", close, { class: "icon", "aria-label": "Back" }) : null;
  replace(
    head,
    back,
    el("h2", { id: "modal-title" }, textOf(view.title)),
    button("✕", close, { class: "icon", "aria-label": "Close" }),
  );
  const submits = view.submit || view.blocks.some((block) => block.type === "input");
  replace(
    foot,
    button(view.close ? textOf(view.close) : submits ? "Cancel" : "Close", close, { class: "btn" }),
    submits
      ? el(
          "button",
          { type: "submit", class: "btn primary", disabled: open.busy || view.submit_disabled },
          open.busy ? "Sending…" : view.submit ? textOf(view.submit) : "Submit",
        )
      : null,
  );
}

function draw() {
  const { view, errors } = open;
  drawFrame();
  const stray = strayErrors(view.blocks, errors).map((text) => ({
    key: `error ${text}`,
    make: () => el("p", { class: "field-error", role: "alert" }, plain(text)),
  }));
  const rows = view.blocks.map((block) => ({
    key: JSON.stringify([block, errors[block.block_id] || null]),
    make: () => blocksOf([block], open)[0],
  }));
  keepingFocus(body, () => patch(body, [...stray, ...rows]));
}

function change(view) {
  open = contextOf(view, silence);
  silence();
  body.replaceChildren();
  draw();
  body.scrollTop = 0;
  (
    body.querySelector("[data-focus-on-load]") ||
    body.querySelector("input, textarea, button") ||
    foot.querySelector("button")
  ).focus();
}

function shut() {
  open = null;
  dialog.close();
}

function follow() {
  const view = ws.views.filter((one) => one.type !== "home").pop();
  if (open && !ws.views.some((one) => one.id === open.id)) Draft.drop(open.id);
  if (!view) return open && shut();
  if (!dialog.open) dialog.showModal();
  if (open?.id !== view.id) return change(view);
  // A new version of the view was made by the app; errors belong to the version that was refused.
  if (open.view.hash !== view.hash) open.errors = {};
  open.view = view;
  Draft.of(view.id, view.state?.values);
  return draw();
}

/** Puts the modal on the page and keeps it in step with the person's views. */
export function mountModal() {
  document.body.append(dialog);
  on("views", follow);
  on("person", () => open && shut());
  ["notice", "refused"].forEach((topic) =>
    on(topic, (text) => {
      notice.textContent = open ? text : "";
    }),
  );
}
