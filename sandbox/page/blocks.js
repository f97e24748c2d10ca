// Block Kit as DOM nodes.

import { el, freshId } from "./dom.js";
import { interactive } from "./elements.js";
import { guarded } from "./guard.js";
import { markdown } from "./markdown.js";
import { image, video } from "./media.js";
import { bare, textOf } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { table } from "./table.js";

function section(block, ctx) {
  const fields = (block.fields || []).map((text) => el("div", { class: "prewrap" }, textOf(text)));
  const side =
    block.accessory &&
    (block.accessory.type === "image"
      ? image(block.accessory)
      : interactive(block, block.accessory, ctx, { "aria-label": named(block) }));
  return [
    el(
      "div",
      { class: "section-body" },
      block.text ? el("div", { class: "prewrap" }, textOf(block.text)) : null,
      fields.length ? el("div", { class: "fields" }, fields) : null,
    ),
    side ? el("div", { class: "accessory" }, side) : null,
  ];
}

/** What a screen reader calls an element that has no words of its own. */
function named(block) {
  if (!block.text || block.accessory.text || block.accessory.accessibility_label) return null;
  return bare(block.text);
}

function context(block) {
  return block.elements.map((part) =>
    part.type === "image" ? image(part) : el("span", { class: "prewrap" }, textOf(part)),
  );
}

const ownName = (element) =>
  element.text ? null : (element.placeholder && bare(element.placeholder)) || element.type.replace(/_/g, " ");

function actions(block, ctx) {
  return block.elements.map((element) =>
    interactive(block, element, ctx, { "aria-label": ownName(element) }),
  );
}

const GROUPED = new Set(["radio_buttons", "checkboxes"]);

function input(block, ctx) {
  const [id, label, about, error] = ["field", "label", "hint", "error"].map(freshId);
  const wrong = ctx.errors?.[block.block_id];
  const described = [block.hint ? about : null, wrong ? error : null].filter(Boolean).join(" ") || null;
  const grouped = GROUPED.has(block.element.type);
  const labels = {
    ...(grouped ? { "aria-labelledby": label } : { id }),
    "aria-describedby": described,
    "aria-invalid": wrong ? "true" : null,
    "aria-required": block.optional ? null : "true",
  };
  return [
    el(
      grouped ? "span" : "label",
      { class: "input-label", id: label, for: grouped ? null : id },
      textOf(block.label),
      block.optional ? el("span", { class: "optional" }, " (optional)") : null,
    ),
    interactive(block, block.element, ctx, labels),
    wrong ? el("p", { class: "field-error", id: error, role: "alert" }, wrong) : null,
    block.hint ? el("p", { class: "hint", id: about }, textOf(block.hint)) : null,
  ];
}

const BUILDERS = {
  header: (block) => el("h3", {}, textOf(block.text)),
  section,
  context,
  actions,
  input,
  divider: () => el("hr"),
  image: (block) => [block.title ? el("p", { class: "hint" }, textOf(block.title)) : null, image(block)],
  rich_text: richText,
  markdown: (block) => el("div", { class: "document" }, markdown(block.text)),
  table,
  video,
};

/** The nodes of a list of blocks; `ctx` has the draft, the errors by block and `press`. */
export function blocksOf(blocks, ctx) {
  return (blocks || []).map((block) => {
    const build = BUILDERS[block.type];
    const wrong = ctx.errors?.[block.block_id] ? "wrong" : "";
    return el(
      "div",
      { class: `block ${block.type} ${wrong}`, data: { block: block.block_id } },
      build ? guarded(() => build(block, ctx)) : `[${block.type} is not drawn here]`,
    );
  });
}

/** Errors whose block is no input block, so that none is lost from sight. */
export function strayErrors(blocks, errors) {
  const inputs = new Set(
    (blocks || []).filter((block) => block.type === "input").map((block) => block.block_id),
  );
  return Object.entries(errors || {})
    .filter(([block]) => !inputs.has(block))
    .map(([, text]) => text);
}
