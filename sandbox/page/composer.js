// Where a person writes: messages, files, slash commands with their hints.

import { button, el, replace } from "./dom.js";
import { readFiles } from "./fileinput.js";
import { openMenu } from "./menu.js";
import { done, perform } from "./perform.js";
import { channel, on, refresh, ws } from "./workspace.js";

async function command(text) {
  const word = text.split(/\s/)[0];
  const known = ws.commands.map((one) => one.command);
  if (!known.includes(word))
    return { notice: `${word} is not a valid command here; ${known.join(", ")} is.` };
  return perform("command", { channel: ws.channelId, text });
}

function hints(text) {
  if (!text.startsWith("/")) return [];
  const word = text.split(/\s/)[0];
  return ws.commands.filter((one) =>
    text.includes(" ") ? one.command === word : one.command.startsWith(word),
  );
}

/** A composer; `threadTs()` says which thread it writes to, if any. */
class Composer {
  constructor(threadTs, placeholder) {
    this.threadTs = threadTs;
    this.placeholder = placeholder;
    this.files = [];
    this.hints = el("div", { class: "hints", role: "listbox", "aria-label": "Commands", hidden: true });
    this.notice = el("p", { class: "notice", role: "alert" });
    this.chosen = el("div", { class: "chips" });
    this.field = el("textarea", {
      rows: 1,
      placeholder,
      "aria-label": placeholder || "Message",
      on: { input: () => this.#typed(), keydown: (event) => this.#key(event) },
    });
    this.picker = el("input", {
      type: "file",
      multiple: true,
      hidden: true,
      on: { change: () => this.#attach() },
    });
    this.node = el(
      "div",
      { class: "writing" },
      this.hints,
      el("div", { class: "box" }, this.field, this.chosen, this.#bar()),
      this.notice,
    );
  }

  #bar() {
    this.send = button("Send", () => this.#send(), {
      class: "btn primary",
      "aria-label": this.placeholder ? "Send reply" : "Send message",
    });
    const shortcuts = button("⚡", (event) => this.#shortcuts(event.currentTarget), {
      class: "icon",
      "aria-label": "Shortcuts and commands",
      title: "Shortcuts and commands",
    });
    return el(
      "div",
      { class: "bar" },
      button("📎", () => this.picker.click(), {
        class: "icon",
        "aria-label": "Attach files",
        title: "Attach files",
      }),
      this.placeholder ? null : shortcuts,
      this.picker,
      el("span", { class: "hint" }, "Enter sends, Shift+Enter makes a new line"),
      this.send,
    );
  }

  #shortcuts(anchor) {
    const commands = ws.commands.map((one) => ({
      label: one.command,
      description: one.description,
      run: () => this.put(`${one.command} `),
    }));
    const global = ws.shortcuts
      .filter((one) => one.type === "global")
      .map((one) => ({
        label: one.name,
        run: () => perform("shortcut", { callback_id: one.callback_id, channel: ws.channelId }),
      }));
    openMenu(anchor, [...commands, ...global]);
  }

  put(text) {
    this.field.value = text;
    this.field.focus();
    this.#typed();
  }

  async #attach() {
    this.files.push(...(await readFiles(this.picker.files)));
    this.picker.value = "";
    this.#showFiles();
  }

  #showFiles() {
    const drop = (file) => {
      this.files = this.files.filter((other) => other !== file);
      this.#showFiles();
    };
    replace(
      this.chosen,
      this.files.map((file) =>
        el(
          "span",
          { class: "chip" },
          `📄 ${file.name}`,
          button("×", () => drop(file), { "aria-label": `Remove ${file.name}` }),
        ),
      ),
    );
  }

  #typed() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 200)}px`;
    this.notice.textContent = "";
    const found = this.placeholder ? [] : hints(this.field.value);
    this.hints.hidden = !found.length;
    replace(
      this.hints,
      found.map((one) =>
        el(
          "button",
          {
            type: "button",
            role: "option",
            "aria-selected": "false",
            on: { click: () => this.put(`${one.command} `) },
          },
          el("strong", {}, one.command),
          " ",
          el("code", {}, one.usage_hint || ""),
          el("span", { class: "description" }, one.description || ""),
        ),
      ),
    );
  }

  #key(event) {
    const open = !this.hints.hidden;
    if (event.key === "Tab" && open && !this.field.value.includes(" "))
      this.put(`${hints(this.field.value)[0].command} `);
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send();
    else if (event.key === "Escape" && open) this.hints.hidden = true;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  async #send() {
    const text = this.field.value.trim();
    if ((!text && !this.files.length) || this.busy) return;
    this.#busy(true);
    const outcome = text.startsWith("/") && !this.placeholder ? await command(text) : await this.#say(text);
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

  async #say(text) {
    const files = this.files.length ? this.files : undefined;
    return done("say", { channel: ws.channelId, text, thread_ts: this.threadTs() || undefined, files });
  }

  #clear() {
    this.files = [];
    this.#showFiles();
    this.field.value = "";
    this.#typed();
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
      ? `Message ${here.is_im ? ws.bot.name : `#${here.name}`}, or / for a command`
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
