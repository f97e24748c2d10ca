// A channel's canvases: a button for each in the header, and the document over the page, kept true while it is read.

import { canvas } from "./api.js";
import { button, el, freshId } from "./dom.js";
import { markdown } from "./markdown.js";
import { attempt } from "./perform.js";
import { on, ws } from "./workspace.js";

let open = null;

async function fill() {
  if (!open) return;
  const { dialog, heading, box, id, me } = open;
  if (me !== ws.me) return void dialog.close();
  const found = await attempt(() => canvas(id, me));
  if (open?.dialog !== dialog) return;
  if (!found) return void dialog.close();
  heading.textContent = found.title;
  box.replaceChildren(...markdown(found.markdown));
}

function show(one) {
  const heading = el("h2", { id: freshId("canvas") }, one.title);
  const box = el("div", { class: "preview", tabindex: "0", "aria-label": `Content of ${one.title}` });
  const dialog = el(
    "dialog",
    { class: "ask canvas", "aria-labelledby": heading.id },
    heading,
    box,
    el("footer", {}, button("Close", () => dialog.close(), { class: "btn" })),
  );
  dialog.addEventListener("close", () => {
    open = null;
    dialog.remove();
  });
  open = { dialog, heading, box, id: one.id, me: ws.me };
  document.body.append(dialog);
  dialog.showModal();
  fill();
}

/** The buttons that open a channel's canvases. */
export function canvases(here) {
  return (here.canvases || []).map((one) =>
    button(`📝 ${one.title}`, () => show(one), { class: "chip-button", "aria-haspopup": "dialog" }),
  );
}

on("state", fill);
