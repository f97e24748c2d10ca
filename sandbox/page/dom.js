// Builds DOM nodes from plain values; text only ever becomes text nodes, so no message can run a script.

const SETTERS = {
  class: (node, value) => {
    node.className = value;
  },
  text: (node, value) => {
    node.textContent = value;
  },
  on: (node, handlers) => Object.entries(handlers).forEach(([name, run]) => node.addEventListener(name, run)),
  data: (node, values) =>
    Object.entries(values).forEach(([name, value]) => {
      if (value != null) node.dataset[name] = value;
    }),
  value: (node, value) => {
    node.value = value;
  },
  // The policy of the page forbids style attributes, not properties set from its own script.
  style: (node, values) => Object.assign(node.style, values),
};

function set(node, name, value) {
  if (value == null || value === false) return;
  if (SETTERS[name]) SETTERS[name](node, value);
  else node.setAttribute(name, value === true ? "" : value);
}

/** An element with its properties and children; null and false children are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  Object.entries(props).forEach(([name, value]) => set(node, name, value));
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/** A button that does one thing. */
export function button(label, run, props = {}) {
  return el("button", { type: "button", ...props, on: { click: run } }, label);
}

export function replace(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter((child) => child != null && child !== false));
}

let serial = 0;

/** An id that is unique on the page, to tie a label to its field. */
export function freshId(prefix) {
  serial += 1;
  return `${prefix}-${serial}`;
}

/** Whether a link may be followed: addresses of scripts may not. */
export function safeLink(address) {
  return /^(https?:\/\/|mailto:)/i.test(address) ? address : null;
}

/** A box of a person: their initials on their colour. */
export function avatar(person, size = "") {
  const initials = (person.name || "?")
    .split(/[\s._-]+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => word[0])
    .join("");
  const paint = person.color ? { background: `#${String(person.color).replace("#", "")}` } : null;
  return el(
    "span",
    { class: `avatar ${size} ${person.bot ? "bot" : ""}`, style: paint, "aria-hidden": "true" },
    person.bot ? "🚨" : initials.toUpperCase(),
  );
}
