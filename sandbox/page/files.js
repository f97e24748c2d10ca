// Files in messages: name, size, a preview of texts, and the file itself.

import { fileAddress, fileText } from "./api.js";
import { el } from "./dom.js";
import { markdown } from "./markdown.js";
import { attempt } from "./perform.js";
import { ws } from "./workspace.js";

const MARKDOWN = /\.(md|markdown)$/i;
const TEXT = /\.(md|markdown|txt|json|jsonl|ya?ml|csv|log)$/i;
const PREVIEW_LIMIT = 200_000;

function sized(bytes) {
  if (bytes == null) return "";
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} kB`;
}

async function preview(file, box) {
  const text = await attempt(() => fileText(file.id, ws.me));
  if (text === null) return;
  const cut = text.slice(0, PREVIEW_LIMIT);
  box.replaceChildren(...(MARKDOWN.test(file.name) ? markdown(cut) : [el("pre", {}, cut)]));
  // It opens downwards, most often below the end of the list.
  box.scrollIntoView({ block: "nearest" });
}

function previewOf(file) {
  if (!TEXT.test(file.name || "") && !/^text\//.test(file.mimetype || "")) return null;
  const box = el("div", { class: "preview", tabindex: "0", "aria-label": `Preview of ${file.name}` });
  const details = el(
    "details",
    {
      on: {
        toggle: () => {
          if (details.open && !box.firstChild) preview(file, box);
        },
      },
    },
    el("summary", {}, "Preview"),
    box,
  );
  return details;
}

function download(file) {
  const address = fileAddress(file.id, ws.me);
  const name = file.name || "file";
  return el(
    "a",
    { class: "btn", href: address, download: name, "aria-label": `Download ${name}` },
    "Download",
  );
}

/** The card of one file. */
export function fileOf(file) {
  if (file.deleted) return el("p", { class: "file hint" }, "This file was deleted.");
  const name = file.title || file.name || "file";
  const facts = [file.name !== name ? file.name : null, sized(file.size)].filter(Boolean).join(" · ");
  const words = el(
    "span",
    { class: "file-name" },
    el("strong", {}, name),
    el("span", { class: "hint" }, facts),
  );
  const icon = el("span", { class: "file-icon", "aria-hidden": "true" }, "📄");
  const head = el("div", { class: "file-head" }, icon, words, download(file));
  return el("div", { class: "file", data: { file: file.id } }, head, previewOf(file));
}
