// A select with type-to-filter, for one value or several; its list follows the keyboard as ARIA describes a combobox.

import { el, freshId, replace } from "./dom.js";

const note = (words) => el("li", { class: "nothing", role: "presentation" }, words);

/**
 * Its choices have a value, a label, and optionally a description and a group. With `search` they are found while one
 * types: it is called with what is typed and a function that shows choices, or words where there are none.
 */
export class Combobox {
  constructor({ choices, value, many, placeholder, max, changed, search, attributes }) {
    Object.assign(this, { choices, many, max, changed, search, active: 0, open: false, shown: [], searches: 0 });
    this.chosen = many ? [...(value || [])] : value == null || value === "" ? [] : [value];
    this.list = el("ul", {
      class: "options",
      role: "listbox",
      "aria-multiselectable": many ? "true" : null,
      id: freshId("options"),
      hidden: true,
      // The field keeps the focus while the pointer is down, or the list would be gone before the click.
      on: { mousedown: (event) => event.preventDefault() },
    });
    this.chips = el("span", { class: "chips" });
    this.input = el("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
      placeholder: placeholder || "Choose…",
      ...attributes,
      on: this.#listeners(),
    });
    this.node = el("div", { class: many ? "combobox many" : "combobox" }, this.chips, this.input, this.list);
    this.hint = this.input.placeholder;
    this.#show();
  }

  #listeners() {
    return {
      click: () => this.#expand(""),
      input: () => this.#expand(this.input.value),
      keydown: (event) => this.#key(event),
      blur: () => this.#collapse(),
    };
  }

  #named(value) {
    return this.choices.find((choice) => choice.value === value)?.label ?? value;
  }

  #show() {
    this.input.value = this.many || !this.chosen.length ? "" : this.#named(this.chosen[0]);
    this.input.placeholder = this.many && this.chosen.length ? "" : this.hint;
    replace(this.chips, this.many ? this.chosen.map((value) => this.#chip(value)) : []);
  }

  #chip(value) {
    const drop = el(
      "button",
      {
        type: "button",
        "aria-label": `Remove ${this.#named(value)}`,
        on: { click: () => this.#take(value) },
      },
      "×",
    );
    return el("span", { class: "chip" }, this.#named(value), drop);
  }

  #expand(filter) {
    const words = filter.toLowerCase();
    this.open = true;
    if (!filter) this.input.select();
    if (this.search) return this.#look(filter);
    const found = this.choices.filter((choice) =>
      `${choice.label} ${choice.description || ""} ${choice.group || ""}`.toLowerCase().includes(words),
    );
    return this.#offer(found, "Nothing matches");
  }

  /** An answer that was overtaken by more typing, or by leaving, is not shown. */
  #look(typed) {
    this.searches += 1;
    const mine = this.searches;
    this.search(typed, (found, words) => {
      this.choices = [...found, ...this.choices];
      if (this.open && mine === this.searches) this.#offer(found, words);
    });
  }

  #offer(found, words) {
    Object.assign(this, { shown: found, words });
    this.active = Math.max(
      0,
      this.shown.findIndex((choice) => this.chosen.includes(choice.value)),
    );
    this.#draw();
  }

  #draw() {
    this.list.hidden = !this.open;
    this.input.setAttribute("aria-expanded", String(this.open));
    if (!this.open) return;
    replace(this.list, this.#limit(), this.shown.length ? this.#rows() : note(this.words));
    const active = this.list.querySelector(".active");
    this.input.setAttribute("aria-activedescendant", active ? active.id : "");
    this.#place();
    active?.scrollIntoView({ block: "nearest" });
  }

  #limit() {
    return this.#full() ? note(`At most ${this.max} can be chosen`) : null;
  }

  #rows() {
    let group = null;
    return this.shown.flatMap((choice, place) => {
      const title =
        choice.group && choice.group !== group
          ? [el("li", { class: "group", role: "presentation" }, choice.group)]
          : [];
      group = choice.group;
      return [...title, this.#row(choice, place)];
    });
  }

  #row(choice, place) {
    return el(
      "li",
      {
        id: `${this.list.id}-${place}`,
        role: "option",
        class: place === this.active ? "active" : "",
        "aria-selected": String(this.chosen.includes(choice.value)),
        "aria-disabled": this.#full() && !this.chosen.includes(choice.value) ? "true" : null,
        data: { value: choice.value },
        on: { click: () => this.#take(choice.value) },
      },
      el("span", { class: "label" }, choice.label),
      choice.description ? el("span", { class: "description" }, choice.description) : null,
    );
  }

  /** The list is fixed to the window, so that a scrolling form does not cut it. */
  #place() {
    const box = this.node.getBoundingClientRect();
    const below = window.innerHeight - box.bottom - 12;
    const upward = below < 180 && box.top > below;
    const room = Math.min(320, upward ? box.top - 12 : below);
    Object.assign(this.list.style, {
      left: `${box.left}px`,
      width: `${Math.max(box.width, 220)}px`,
      maxHeight: `${room}px`,
      top: upward ? "auto" : `${box.bottom + 4}px`,
      bottom: upward ? `${window.innerHeight - box.top + 4}px` : "auto",
    });
  }

  #collapse() {
    this.open = false;
    this.#draw();
    this.#show();
  }

  /** Shows a value that was set from elsewhere. */
  hold(value) {
    this.chosen = [].concat(value ?? []);
    this.#show();
  }

  #full() {
    return this.many && this.max && this.chosen.length >= this.max;
  }

  #take(value) {
    const had = this.chosen.includes(value);
    if (!had && this.#full()) return;
    if (!this.many) this.chosen = [value];
    else if (had) this.chosen = this.chosen.filter((other) => other !== value);
    else this.chosen = [...this.chosen, value];
    this.#collapse();
    this.changed(this.many ? [...this.chosen] : value);
  }

  #move(step) {
    if (!this.open) return this.#expand("");
    this.active = (this.active + step + this.shown.length) % Math.max(1, this.shown.length);
    return this.#draw();
  }

  #clear() {
    if (!this.chosen.length || (this.many && this.input.value)) return;
    this.chosen = this.many ? this.chosen.slice(0, -1) : [];
    this.#show();
    this.changed(this.many ? [...this.chosen] : null);
  }

  #key(event) {
    const keys = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      Enter: () =>
        this.open && this.shown[this.active] ? this.#take(this.shown[this.active].value) : this.#expand(this.search ? this.input.value : ""),
      Escape: this.open ? () => this.#collapse() : null,
      Backspace: this.many ? () => this.#clear() : null,
      Delete: this.many ? null : () => this.#clear(),
    };
    if (!keys[event.key]) return;
    if (event.key !== "Backspace") event.preventDefault();
    if (event.key === "Escape") event.stopPropagation();
    keys[event.key]();
  }
}
