// The app's Home: what it published for this person, drawn and pressed, in the place of the messages.

import { blocksOf } from "./blocks.js";
import { button, el, replace } from "./dom.js";
import { keepingFocus, patch } from "./patch.js";
import { done } from "./perform.js";
import { contextOf } from "./viewcontext.js";
import { channel, emit, on, withApp, ws } from "./workspace.js";

let standing = null;

/** Tells the app that a person opened one of its tabs: once for each time that they come there. */
export async function enterTab() {
  const tab = ws.tab || "messages";
  const here = withApp(channel()) ? `${ws.me} ${tab}` : null;
  const fresh = here !== standing;
  standing = here;
  if (here && fresh && ws.bot[`${tab}_tab`]) await done("home", { tab });
}

/** The tabs above the conversation with the app. */
export function tabs(here) {
  const tab = (name, words) =>
    button(words, () => emit("go", { channel: here.id, tab: name }), {
      class: "tab",
      "aria-current": (ws.tab || "messages") === name ? "page" : null,
    });
  return el("nav", { class: "tabs", "aria-label": "App tabs" }, tab("home", "Home"), tab("messages", "Messages"));
}

const empty = () => el("p", { class: "nothing" }, `${ws.bot.name} has put nothing here yet.`);

function rows(ctx) {
  if (!ctx) return [{ key: `empty ${ws.me}`, make: empty }];
  return ctx.view.blocks.map((block) => ({
    key: JSON.stringify([ctx.id, block]),
    make: () => blocksOf([block], ctx)[0],
  }));
}

/** Puts the Home on the page; `instead` are the parts that it takes the place of. */
export function mountHome(node, instead) {
  const notice = el("p", { class: "notice", role: "alert" });
  const body = el("div", { class: "home-body" });
  const say = (words) => {
    notice.textContent = words;
  };
  let ctx = null;
  const draw = () => {
    if (ctx?.id !== ws.home?.id) ctx = ws.home && contextOf(ws.home, () => say(""));
    if (ctx) {
      ctx.view = ws.home;
      ctx.draft.state = ws.home.state?.values || {};
    }
    keepingFocus(body, () => patch(body, rows(ctx)));
  };
  const place = () => {
    node.hidden = ws.tab !== "home";
    instead.forEach((part) => {
      part.hidden = !node.hidden;
    });
    say("");
  };
  replace(node, notice, body);
  on("home", draw);
  on("place", place);
  on("notice", say);
}
