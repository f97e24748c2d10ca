// The file input of a form: files are read here and travel with the submission.

import { el, replace } from "./dom.js";

/** The files as the sandbox takes them: names and texts. */
export function readFiles(list) {
  return Promise.all([...list].map(async (file) => ({ name: file.name, content: await file.text() })));
}

export function fileInput(attributes, element, changed) {
  const names = el("span", { class: "hint" });
  const input = el("input", {
    type: "file",
    class: "field",
    multiple: (element.max_files ?? 10) > 1,
    accept: element.filetypes?.map((kind) => `.${kind}`).join(","),
    ...attributes,
    on: {
      change: async () => {
        const files = await readFiles([...input.files].slice(0, element.max_files ?? 10));
        replace(names, files.map((file) => file.name).join(", "));
        changed(files);
      },
    },
  });
  return el("div", {}, input, names);
}
