// The switch between light and dark; what was chosen is remembered in this browser.

import { openMenu } from "./menu.js";

const THEMES = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

const root = document.documentElement;

function choose(theme) {
  root.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // A browser that keeps nothing still shows what was chosen, until it is closed.
  }
}

export function mountTheme(toggle) {
  const items = () =>
    THEMES.map(([theme, label]) => ({
      label,
      checked: theme === root.dataset.theme,
      run: () => choose(theme),
    }));
  toggle.addEventListener("click", () => openMenu(toggle, items()));
}
