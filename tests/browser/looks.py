"""What can be measured of a page's looks: how far each text contrasts, and what sticks out of the window."""

from __future__ import annotations

from playwright.async_api import Page

from tests.browser.window import Window

# WCAG 2.2, success criterion 1.4.3: 4.5 to 1, and 3 to 1 for text of 24 px, or of 18.66 px in bold.
FAINT = """
() => {
  const canvas = document.createElement("canvas");
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = colour;
    brush.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = brush.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = (part) => (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => 0.2126 * light(r) + 0.7152 * light(g) + 0.0722 * light(b);
  const ratio = (one, other) => {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const chain = (node) => (node ? [...chain(node.parentElement), node] : []);
  const seen = (node, colour) => {
    let paper = [255, 255, 255, 1];
    let ink = null;
    for (const one of chain(node)) {
      const style = getComputedStyle(one);
      const behind = paper;
      const [r, g, b, a] = rgba(style.backgroundColor);
      paper = over([r, g, b, a * style.opacity], behind);
    }
    const fade = chain(node).reduce((all, one) => all * getComputedStyle(one).opacity, 1);
    const [r, g, b, a] = rgba(colour);
    ink = over([r, g, b, a * fade], paper);
    return ratio(ink, paper);
  };
  const wanted = (style) => {
    const size = parseFloat(style.fontSize);
    return size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
  };
  const shown = (node) =>
    node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    !node.closest(".emoji, .avatar, .option-sign, noscript, :disabled, [aria-disabled=true]");
  const found = [];
  const judge = (node, style, words) => {
    const has = seen(node, style.color);
    const where = node.className || node.tagName;
    if (has < wanted(style)) found.push(`${has.toFixed(2)} ${where}: ${words.trim().slice(0, 40)}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const node = text.parentElement;
    if (/[\\p{L}\\p{N}]/u.test(text.data) && shown(node)) judge(node, getComputedStyle(node), text.data);
  }
  for (const field of document.querySelectorAll("input, textarea")) {
    if (!shown(field)) continue;
    if (field.value) judge(field, getComputedStyle(field), field.value);
    else if (field.placeholder) judge(field, getComputedStyle(field, "::placeholder"), field.placeholder);
  }
  return [...new Set(found)];
}
"""
STICKS_OUT = """
() => {
  const inside = (node) => node.closest(".scrolling, .clock, .preview, .options, pre, [hidden]") !== null;
  const out = [...document.querySelectorAll("body *")].filter((node) => {
    const box = node.getBoundingClientRect();
    const seen = box.width && box.height && node.checkVisibility({ visibilityProperty: true });
    return seen && !inside(node) && (box.right > innerWidth + 1 || box.left < -1);
  });
  return out.map((node) => `${node.tagName} ${node.className}`.slice(0, 60));
}
"""


async def faint(page: Page) -> list[str]:
    """Texts that contrast too little with what is behind them."""
    texts: list[str] = await page.evaluate(FAINT)
    return texts


async def sticking_out(page: Page) -> list[str]:
    """Elements that one would have to scroll sideways for."""
    elements: list[str] = await page.evaluate(STICKS_OUT)
    return elements


async def takes_theme(window: Window, theme: str) -> None:
    """Choose between light and dark, by the switch."""
    await window.page.get_by_role("button", name="Theme").click()
    await window.page.get_by_role("menuitemradio", name=theme).click()
