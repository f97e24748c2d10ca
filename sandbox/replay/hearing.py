"""What the bot said since one last listened, as people in the workspace would read it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sandbox import labels
from sandbox.journal import TO_SLACK
from sandbox.process import Running
from sandbox.shapes import Json

# Only a reminder can be put off.
SNOOZE = "Snooze"
LATEST = "Latest: "
DATE = re.compile(r"<!date\^[^>|]*\|([^>]*)>")
MENTION = re.compile(r"<([@#])([A-Z0-9]+)(?:\|[^>]*)?>")
GROUP = re.compile(r"<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>")
LINK = re.compile(r"<https?://[^>|]*(?:\|([^>]*))?>")
# How the inspector calls faults that leave a call without an answer.
NO_ANSWER = frozenset({"reset", "timeout", "lost_answer"})


class Sort(StrEnum):
    """What kind of thing the bot did."""

    POST = "post"
    REMINDER = "reminder"
    EDIT = "edit"
    FILE = "file"
    REFUSED = "refused"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class Heard:
    """One thing that the bot did: when, where (a channel's name with its sign), and in which words."""

    sort: Sort
    at: datetime
    where: str
    words: str


class Hearing:
    """Listens to the line between bot and stand-in; each thing is heard once."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._heard = 0

    async def listen(self) -> list[Heard]:
        """What was said since the last time."""
        entries = await self._running.sandbox.log(self._heard)
        self._heard = entries[-1]["n"] if entries else self._heard
        return [heard for entry in entries if entry["direction"] == TO_SLACK for heard in self._of(entry)]

    def _of(self, entry: Json) -> Iterator[Heard]:
        at, where = datetime.fromisoformat(entry["at"]), self._place(entry["request"])
        if not entry["ok"]:
            sort = Sort.UNANSWERED if entry["error"] in NO_ANSWER else Sort.REFUSED
            yield Heard(sort, at, where, f"{entry['what']}: {entry['error']}")
        # What was done stands, whether the bot heard of it or not.
        if not entry["response"].get("ok"):
            return
        text = self.plain(str(entry["request"].get("text") or ""))
        match entry["what"]:
            case "chat.postMessage":
                yield Heard(_sort(entry["request"]), at, where, text)
            case "chat.update":
                yield Heard(Sort.EDIT, at, where, " · ".join([text, *map(self.plain, _latest(entry["request"]))]))
            case "files.completeUploadExternal":
                yield Heard(Sort.FILE, at, where, ", ".join(file["title"] for file in entry["response"]["files"]))

    def _place(self, request: Json) -> str:
        """Where a call went; a person for a direct message."""
        slack = self._running.stand.slack
        channel = slack.channels.get(str(request.get("channel") or request.get("channel_id") or ""))
        if channel is None or not channel.is_direct:
            return f"#{channel.name}" if channel else ""
        return f"@{slack.directory.people[channel.other(slack.bot)].name}"

    def plain(self, text: str) -> str:
        """Slack's markup as it reads: names for ids, words for dates and links."""
        said = DATE.sub(r"\1", text)
        said = LINK.sub(lambda found: found[1] or "a link", GROUP.sub(self._group, MENTION.sub(self._name, said)))
        return " ".join(html.unescape(said).split())

    def _name(self, found: re.Match[str]) -> str:
        slack = self._running.stand.slack
        named = slack.directory.people.get(found[2]) if found[1] == "@" else slack.channels.get(found[2])
        return f"{found[1]}{named.name}" if named else found[0]

    def _group(self, found: re.Match[str]) -> str:
        group = self._running.stand.slack.directory.groups.get(found[1])
        return f"@{group.handle}" if group else found[0]


def _sort(request: Json) -> Sort:
    return Sort.REMINDER if SNOOZE in labels.readable(request.get("blocks") or []) else Sort.POST


def _latest(request: Json) -> Iterator[str]:
    """The latest news in an announcement, which its notification does not tell."""
    return (words for words in labels.readable(request.get("blocks") or []) if words.startswith(LATEST))
