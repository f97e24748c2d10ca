"""Slack's mrkdwn at its borders: what a person types becomes escaped text with references."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.channels import Channel
from sandbox.directory import Person
from sandbox.workspace import Workspace

LOOSE_AMPERSAND = re.compile(r"&(?!(amp|lt|gt);)")
LOOSE_LESS = re.compile(r"<(?![@#!]|https?:|mailto:|tel:)")
CHANNEL = re.compile(r"(?<![\w/#&])#([a-z0-9_-]+)")
HANDLE = re.compile(r"(?<![\w@./])@([a-z0-9][a-z0-9._-]*[a-z0-9])")
REFERENCE = r"<(?P<sigil>[@#])(?P<id>[UWC][A-Z0-9]+)(?:\|[^<>]*)?>"
WRITTEN = re.compile(r"(<[^<>]*>)")
# A link ends before the signs that usually close a sentence.
LINK = r"(?P<link>https?://[^\s<>|]*[^\s<>|.,;:!?)'\"])"
SPECIAL = re.compile(f"{REFERENCE}|{LINK}")


def from_api(text: str) -> str:
    """Text of the Web API: what can be no entity and no reference is escaped for the author."""
    return LOOSE_LESS.sub("&lt;", LOOSE_AMPERSAND.sub("&amp;", text))


def with_groups(slack: Workspace, text: str) -> str:
    """Text of the Web API in which `@group`, `@here` and `#channel` become references; people's names stay words."""
    writer = _Writer(slack, with_names=False)
    pieces = WRITTEN.split(text)
    # What stands in angle brackets, every second piece, is a reference already.
    pieces[::2] = [CHANNEL.sub(writer.named_channel, HANDLE.sub(writer.group, words)) for words in pieces[::2]]
    return "".join(pieces)


def escape(text: str) -> str:
    """Escape the three characters that mean something to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(slack: Workspace, text: str, *, with_names: bool = False) -> str:
    """What a person wrote in the composer, as Slack stores it.

    Mentions become references, addresses become links, and everything else is escaped: who types `<!channel>` pings
    nobody. A reference to someone who exists stays, as the composer would have made it from a pick. `with_names` is
    the form of slash commands: `<@U1|ada>`, and addresses as they were typed.
    """
    pieces, at, writer = [], 0, _Writer(slack, with_names)
    for match in SPECIAL.finditer(text):
        pieces += [writer.plain(text[at : match.start()]), writer.special(match)]
        at = match.end()
    return "".join([*pieces, writer.plain(text[at:])])


@dataclass(frozen=True)
class _Writer:
    """Writes the pieces of a text."""

    slack: Workspace
    with_names: bool

    def special(self, match: re.Match[str]) -> str:
        """A link, or a reference to who or what exists."""
        if match["link"]:
            return escape(match[0]) if self.with_names else f"<{escape(match[0])}>"
        if match["sigil"] == "@" and (person := self.slack.directory.people.get(match["id"])):
            return self._person(person)
        if match["sigil"] == "#" and (channel := self.slack.channels.get(match["id"])):
            return _channel(channel)
        return escape(match[0])

    def plain(self, text: str) -> str:
        """Words, in which known names become references."""
        return CHANNEL.sub(self.named_channel, HANDLE.sub(self._mention, escape(text)))

    def named_channel(self, match: re.Match[str]) -> str:
        """A channel that there is."""
        found = self.slack.channel_named(match[1])
        return _channel(found) if found else match[0]

    def _mention(self, match: re.Match[str]) -> str:
        person = self.slack.directory.named(match[1])
        return self._person(person) if person else self.group(match)

    def group(self, match: re.Match[str]) -> str:
        """A user group that there is, or one of Slack's own words for many people."""
        handle = match[1]
        if group := self.slack.directory.group_named(handle):
            return f"<!subteam^{group.id}|@{group.handle}>" if self.with_names else f"<!subteam^{group.id}>"
        return f"<!{handle}>" if handle in ("channel", "here", "everyone") else match[0]

    def _person(self, person: Person) -> str:
        return f"<@{person.id}|{person.name}>" if self.with_names else f"<@{person.id}>"


def _channel(channel: Channel) -> str:
    return f"<#{channel.id}|{channel.name}>"
