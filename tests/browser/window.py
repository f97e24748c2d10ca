"""A browser window on the sandbox's page: what a person sees there, clicks and types."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Locator, Page, Request, expect

SCREENS = Path(__file__).parents[2] / "var" / "screens"
LOOPBACK = "127.0.0.1"


@dataclass
class Window:
    """A window; `complaints` are errors of the page, `strays` are requests to anywhere but this machine."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Take note of what must not happen."""
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._requested)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _requested(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme != "data" and address.hostname != LOOPBACK:
            self.strays.append(request.url)

    @property
    def messages(self) -> Locator:
        """The messages of the open channel."""
        return self.page.locator("#messages")

    @property
    def thread(self) -> Locator:
        """The open thread."""
        return self.page.get_by_label("Thread messages")

    @property
    def dialog(self) -> Locator:
        """The open modal."""
        return self.page.get_by_role("dialog")

    @property
    def error(self) -> Locator:
        """The error beside a field of the modal."""
        return self.dialog.locator(".block.input .field-error")

    def message(self, words: str) -> Locator:
        """The newest message of the channel that has these words."""
        return self.messages.locator("article", has_text=words).last

    async def acts_as(self, name: str) -> None:
        """Become another person."""
        face = self.page.get_by_role("button", name=f"Act as {name}")
        await face.click()
        await expect(face).to_have_attribute("aria-pressed", "true")

    async def goes_to(self, channel: str) -> None:
        """Open a channel whose name begins so."""
        listed = self.page.locator("nav#sidebar").get_by_role("button", name=re.compile(f"^#{channel}"))
        await listed.click()
        await expect(listed).to_have_attribute("aria-current", "page")

    async def types(self, line: str) -> None:
        """Write a message or a command, and send it."""
        composer = self.page.get_by_label("Message", exact=True)
        await composer.fill(line)
        await composer.press("Enter")

    async def opens(self, command: str, title: str) -> None:
        """Type a command that opens a form."""
        await self.types(command)
        await expect(self.dialog.get_by_role("heading", name=title)).to_be_visible()

    async def fills(self, texts: Mapping[str, str]) -> None:
        """Type into fields of the modal, by their labels."""
        for label, text in texts.items():
            await self.dialog.get_by_label(label).fill(text)

    async def chooses(self, label: str, option: str) -> None:
        """Pick from a menu of the modal."""
        menu = self.dialog.get_by_role("combobox", name=label)
        await menu.click()
        await self.dialog.get_by_role("option", name=option).click()

    async def ticks(self, *options: str) -> None:
        """Tick boxes or circles of the modal."""
        for option in options:
            await self.dialog.get_by_label(option).check()

    async def submits(self, button: str) -> None:
        """Press a button of the modal."""
        await self.dialog.get_by_role("button", name=button, exact=True).click()

    async def presses(self, button: str, within: str) -> None:
        """Press the first such button of a message."""
        await self.message(within).get_by_role("button", name=button, exact=True).first.click()

    async def photographs(self, name: str) -> None:
        """Keep what is seen."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        # What lies under the pointer would look as if somebody were about to press it.
        await self.page.mouse.move(0, 0)
        await self.page.screenshot(path=SCREENS / f"{name}.png", animations="disabled")
