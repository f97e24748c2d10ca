// Where a person writes: messages, files, slash commands, with what may be meant by the word being typed.

import { Completion } from "./completion.js";
import { WORDS, commands } from "./completions.js";
import { button, el, replace } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { pickEmoji } from "./emojipicker.js";
import { readFiles } from "./fileinput.js";
import { openMenu } from "./menu.js";
import { editMessage } from "./messagetools.js";
import { done, globalShortcuts } from "./perform.js";
import { isDirect, placeName } from "./places.js";
import { lastOwn, send } from "./sayings.js";
import { channel, on, refresh, ws } from "./workspace.js";

const TALLEST = 200;

function shortcutItems(put) {
  const typed = ws.commands.map((one) => ({
    label: one.command,
    description: one.description,
    run: () => put(`${one.command} `),
  }));
  const global = globalShortcuts().map(({ name, description, run }) => ({ label: name, description, run }));
  return [...typed, ...global];
}

/** A composer; `threadTs()` says which thread it writes to, if any. */
class Composer {
  constructor(threadTs, placeholder) {
    Object.assign(this, { threadTs, placeholder, files: [] });
    this.notice = el("p", { class: "notice", role: "alert" });
    this.chosen = el("div", { class: "chips" });
    this.field = el("textarea", {
      rows: 1,
      placeholder,
      "aria-label": placeholder || "Message",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) },
    });
    this.completion = new Completion(this.field, placeholder ? WORDS : [commands, ...WORDS]);
    this.picker = el("input", { type: "file", multiple: true, hidden: true, on: { change: () => this.#attach() } });
    const box = el("div", { class: "box" }, this.field, this.chosen, this.#bar());
    this.node = el("div", { class: "writing" }, this.completion.node, box, this.notice);
    ["place", "person"].forEach((topic) => on(topic, () => this.#recall()));
  }

  #tool(label, name, run) {
    const act = (event) => run(event.currentTarget);
    return button(label, act, { class: "icon", "aria-label": name, title: name });
  }

  #bar() {
    this.send = button("Send", () => this.#send(), {
      class: "btn primary",
      "aria-label": this.placeholder ? "Send reply" : "Send message",
    });
    const offered = (anchor) => openMenu(anchor, shortcutItems((text) => this.put(text)));
    return el(
      "div",
      { class: "bar" },
      this.#tool("📎", "Attach files", () => this.picker.click()),
      this.#tool("☺", "Insert emoji", (anchor) => pickEmoji(anchor, (name) => this.#insert(`:${name}: `))),
      this.placeholder ? null : this.#tool("⚡", "Shortcuts and commands", offered),
      this.picker,
      el("span", { class: "hint" }, "Enter sends, Shift+Enter makes a new line"),
      this.send,
    );
  }

  put(text) {
    this.field.value = text;
    this.field.focus();
    this.#typed();
    this.completion.update();
  }

  #insert(text) {
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, "end");
    this.field.focus();
    this.#typed();
  }

  /** Shows what was written here before, and not sent. */
  #recall() {
    const draft = draftOf(this.threadTs());
    if (draft.key === this.standing) return;
    this.standing = draft.key;
    this.files = draft.files;
    this.field.value = draft.text;
    this.notice.textContent = "";
    this.completion.list.hide();
    this.#showFiles();
    this.#grow();
  }

  async #attach() {
    this.#carry([...this.files, ...(await readFiles(this.picker.files))]);
    this.picker.value = "";
  }

  #carry(files) {
    this.files = files;
    keepDraft(this.threadTs(), this.field.value, files);
    this.#showFiles();
  }

  #showFiles() {
    const drop = (file) => this.#carry(this.files.filter((other) => other !== file));
    const chip = (file) =>
      el(
        "span",
        { class: "chip" },
        `📄 ${file.name}`,
        button("×", () => drop(file), { "aria-label": `Remove ${file.name}` }),
      );
    replace(this.chosen, this.files.map(chip));
  }

  #grow() {
    this.field.style.height = "auto";
    // What is not shown has no height to go by.
    if (this.field.scrollHeight) this.field.style.height = `${Math.min(this.field.scrollHeight, TALLEST)}px`;
  }

  #typed() {
    this.#grow();
    this.notice.textContent = "";
    keepDraft(this.threadTs(), this.field.value, this.files);
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.completion.key(event)) event.stopPropagation();
    else if (event.key === "Enter" && !event.shiftKey) this.#send();
    else if (event.key === "ArrowUp" && !this.field.value) this.#editLast();
    else return;
    event.preventDefault();
  }

  async #editLast() {
    const last = lastOwn(this.threadTs() ? ws.thread : ws.messages);
    if (last) await editMessage(last, ws.channelId);
    this.field.focus();
  }

  async #send() {
    const text = this.field.value.trim();
    if ((!text && !this.files.length) || this.busy) return;
    this.#busy(true);
    const outcome = await send(text, this.files, this.threadTs());
    this.#busy(false);
    if (outcome && !outcome.notice) this.#clear();
    this.field.focus();
    this.notice.textContent = outcome?.notice || "";
  }

  #busy(busy) {
    this.busy = busy;
    this.send.disabled = busy;
    this.node.classList.toggle("busy", busy);
  }

  #clear() {
    this.field.value = "";
    this.completion.list.hide();
    this.#carry([]);
    this.#grow();
  }
}

export function composerOf(threadTs, placeholder) {
  return new Composer(threadTs, placeholder).node;
}

function closed(here) {
  if (here.is_archived)
    return el("p", { class: "closed" }, "This channel is archived: nothing can be said in it.");
  const join = async () => {
    await done("join", { channel: here.id });
    await refresh("state");
  };
  return el(
    "p",
    { class: "closed" },
    `You are looking at #${here.name} from outside. `,
    button("Join channel", join, { class: "btn primary" }),
  );
}

export function mountComposer(node) {
  const composer = new Composer(() => null);
  const draw = () => {
    const here = channel();
    const shut = here && (here.is_archived || here.member === false);
    composer.field.placeholder = here
      ? `Message ${isDirect(here) ? placeName(here) : `#${here.name}`}, or / for a command`
      : "";
    const wanted = !here ? [] : shut ? [closed(here)] : [composer.node];
    // Put back only when it is not there, so that typing goes on undisturbed.
    if (shut || !wanted.length || composer.node.parentNode !== node) replace(node, ...wanted);
  };
  ["state", "place"].forEach((topic) => on(topic, draw));
  on("place", () => {
    composer.notice.textContent = "";
  });
  on("notice", (text) => {
    composer.notice.textContent = text;
  });
}
