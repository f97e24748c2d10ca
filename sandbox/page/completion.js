// Completes the word before the caret of a text field, from whichever source knows it.

import { OptionList } from "./optionlist.js";

export class Completion {
  constructor(field, sources) {
    Object.assign(this, { field, sources, from: 0 });
    this.list = new OptionList(field, "Suggestions", (item) => this.#take(item));
    this.node = this.list.node;
    field.addEventListener("input", () => this.update());
    field.addEventListener("blur", () => this.list.hide());
  }

  get #word() {
    return this.field.value.slice(this.from, this.field.selectionStart);
  }

  update() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const found = this.sources.map((source) => source(before)).find(Boolean);
    if (!found) return this.list.hide();
    this.from = found.from;
    return this.list.show(found.items, found.note);
  }

  #take(item) {
    item.run?.();
    this.field.setRangeText(item.run ? "" : `${item.insert} `, this.from, this.field.selectionStart, "end");
    this.list.hide();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.focus();
  }

  /** Follows a key; answers whether it was meant for the list. What is complete already is sent, not completed. */
  key(event) {
    const complete = this.list.items.some((item) => item.insert === this.#word);
    if (event.shiftKey || (event.key === "Enter" && complete)) return false;
    return this.list.key(event);
  }
}
