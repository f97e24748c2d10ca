// The banner: what this page is, and a warning where others on the network can open it too.

import { el, replace } from "./dom.js";
import { on, ws } from "./workspace.js";

const OPEN =
  "A local stand-in for Slack, not Slack. Open to the network: whoever has its address and key can act as anybody here.";

export function mountBanner(node) {
  const closed = [...node.childNodes];
  on("state", () => {
    const open = Boolean(ws.team.open_to_network);
    node.classList.toggle("exposed", open);
    replace(node, open ? [el("strong", {}, "Sandbox"), ` ${OPEN}`] : closed);
  });
}
