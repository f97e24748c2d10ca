// A list of options that follows the keyboard while the focus stays in a text field.

import { el, freshId, replace } from "./dom.js";

/** Its items have a label, and optionally a sign, a hint and a description; `picked` is called with one of them. */
export class OptionList {
  constructor(field, label, picked, kind = "") {
    Object.assign(this, { field, picked, items: [], active: 0 });
    this.node = el("ul", {
      class: `suggestions ${kind}`,
      role: "listbox",
      id: freshId("suggestions"),
      "aria-label": label,
      hidden: true,
      // The field keeps the focus while the pointer is down.
      on: { mousedown: (event) => event.preventDefault() },
    });
    field.setAttribute("aria-controls", this.node.id);
    field.setAttribute("aria-autocomplete", "list");
  }

  get open() {
    return !this.node.hidden && this.items.length > 0;
  }

  /** Shows items, or a note alone. */
  show(items, note = null) {
    this.items = items;
    this.active = 0;
    this.node.hidden = !items.length && !note;
    this.#draw(note);
  }

  hide() {
    this.show([]);
  }

  #draw(note) {
    const words = note ? el("li", { class: "nothing", role: "presentation" }, note) : null;
    replace(
      this.node,
      words,
      this.items.map((item, place) => this.#row(item, place)),
    );
    this.#mark();
  }

  #row(item, place) {
    return el(
      "li",
      { id: `${this.node.id}-${place}`, role: "option", on: { click: () => this.picked(item) } },
      item.sign ? el("span", { class: "option-sign", "aria-hidden": "true" }, item.sign) : null,
      el("span", { class: "label" }, item.label),
      item.hint ? el("code", {}, item.hint) : null,
      item.description ? el("span", { class: "description" }, item.description) : null,
    );
  }

  #mark() {
    const rows = [...this.node.querySelectorAll("[role=option]")];
    rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === this.active)));
    const row = this.open ? rows[this.active] : null;
    if (row) this.field.setAttribute("aria-activedescendant", row.id);
    else this.field.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  #move(by) {
    this.active = (this.active + by + this.items.length) % this.items.length;
    this.#mark();
  }

  /** Follows a key of the field; answers whether it was meant for the list. */
  key({ key }) {
    if (!this.open) return false;
    if (key === "ArrowDown") this.#move(1);
    else if (key === "ArrowUp") this.#move(-1);
    else if (key === "Enter" || key === "Tab") this.picked(this.items[this.active]);
    else if (key === "Escape") this.hide();
    else return false;
    return true;
  }
}
