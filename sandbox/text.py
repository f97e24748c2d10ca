"""Slack's mrkdwn at its borders: what a person types becomes escaped text with references."""

from __future__ import annotations

import re

from sandbox.directory import HANDLE
from sandbox.workspace import Workspace

LOOSE_AMPERSAND = re.compile(r"&(?!(amp|lt|gt);)")
LOOSE_LESS = re.compile(r"<(?![@#!]|https?:|mailto:|tel:)")
CHANNEL = re.compile(r"#([a-z0-9_-]+)")
REFERENCE = re.compile(r"<(@[UW][A-Z0-9]+|#C[A-Z0-9]+)(\|[^<>]*)?>")


def from_api(text: str) -> str:
    """Text of the Web API: what can be no entity and no reference is escaped for the author."""
    return LOOSE_LESS.sub("&lt;", LOOSE_AMPERSAND.sub("&amp;", text))


def escape(text: str) -> str:
    """Escape the three characters that mean something to Slack."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def typed(slack: Workspace, text: str, *, with_names: bool = False) -> str:
    """What a person wrote in the composer, as Slack stores it.

    Mentions become references, and everything else is escaped: who types `<!channel>` pings nobody. A reference to
    someone who exists stays, as the composer would have made it from a pick. `with_names` writes `<@U1|ada>`, the
    form of slash commands.
    """
    pieces, at = [], 0
    for match in REFERENCE.finditer(text):
        pieces += [_plain(slack, text[at : match.start()], with_names), _kept(slack, match, with_names)]
        at = match.end()
    return "".join([*pieces, _plain(slack, text[at:], with_names)])


def _kept(slack: Workspace, match: re.Match[str], with_names: bool) -> str:  # noqa: FBT001 - passed on as it came
    sigil, identity = match[1][0], match[1][1:]
    if sigil == "@" and (person := slack.directory.people.get(identity)):
        return _reference("@", identity, person.name, with_names)
    if sigil == "#" and (channel := slack.channels.get(identity)):
        return _reference("#", identity, channel.name, True)  # noqa: FBT003 - channels always carry their name
    return escape(match[0])


def _plain(slack: Workspace, text: str, with_names: bool) -> str:  # noqa: FBT001 - passed on as it came
    def person(match: re.Match[str]) -> str:
        return _mention(slack, match[1], with_names) or match[0]

    def channel(match: re.Match[str]) -> str:
        found = slack.channel_named(match[1])
        return f"<#{found.id}|{found.name}>" if found else match[0]

    return CHANNEL.sub(channel, HANDLE.sub(person, escape(text)))


def _mention(slack: Workspace, handle: str, with_names: bool) -> str:  # noqa: FBT001 - passed on as it came
    if person := slack.directory.named(handle):
        return _reference("@", person.id, person.name, with_names)
    if group := slack.directory.group_named(handle):
        return f"<!subteam^{group.id}|@{group.handle}>" if with_names else f"<!subteam^{group.id}>"
    return f"<!{handle}>" if handle in ("channel", "here", "everyone") else ""


def _reference(sigil: str, identity: str, name: str, with_name: bool) -> str:  # noqa: FBT001 - passed on as it came
    return f"<{sigil}{identity}|{name}>" if with_name else f"<{sigil}{identity}>"
