// The file input of a form: files are read here and travel with the submission.

import { button, el, replace } from "./dom.js";
import { attributes, change } from "./telling.js";

const MOST = 10;

/** The files as the sandbox takes them: names and texts. */
export function readFiles(list) {
  return Promise.all([...list].map(async (file) => ({ name: file.name, content: await file.text() })));
}

function chip(file, drop) {
  const away = button("×", drop, { "aria-label": `Remove ${file.name}` });
  return el("span", { class: "chip" }, `📄 ${file.name}`, away);
}

export function fileInput(block, element, ctx, labels) {
  const most = element.max_files ?? MOST;
  const picked = el("div", { class: "picked" });
  const hold = (files) => {
    const rest = (file) => (files || []).filter((other) => other !== file);
    replace(
      picked,
      (files || []).map((file) => chip(file, () => keep(rest(file)))),
    );
  };
  const keep = async (files) => hold(await change(ctx, block, element, files));
  const field = el("input", {
    type: "file",
    class: "field",
    multiple: most > 1,
    accept: element.filetypes?.map((kind) => `.${kind}`).join(","),
    ...attributes(block, element, labels),
    on: { change: async () => keep((await readFiles(field.files)).slice(0, most)) },
  });
  hold(ctx.draft.value(block, element));
  return el("div", {}, field, picked);
}
