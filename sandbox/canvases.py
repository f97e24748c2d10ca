"""Canvases: documents in Markdown that stand alone or as tabs of a channel, kept by their sections."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

HEADING = re.compile(r"(#{1,6})\s+\S")
FENCE = re.compile(r"(```|~~~)")
# docs.slack.dev and Slack's help: a canvas holds up to 1 MiB of Markdown.
LARGEST = 1024 * 1024


class Plan(StrEnum):
    """What the workspace's plan and owners allow: every canvas, those of free plans (one tab a channel), or none."""

    ON = "on"
    FREE = "free"
    OFF = "off"


class Access(StrEnum):
    """What somebody may do with a canvas; each may also do what stands before it."""

    READ = "read"
    WRITE = "write"
    OWNER = "owner"


@dataclass
class Section:
    """A part that can be named in an edit: a heading, or a block of lines below one."""

    id: str
    markdown: str

    @property
    def level(self) -> int:
        """Of a heading, how deep it is; otherwise 0."""
        match = HEADING.match(self.markdown)
        return len(match[1]) if match else 0


@dataclass
class Canvas:
    """A document; `channel` is where it is a tab, `access` what users and channels were given besides."""

    id: str
    title: str
    creator: str
    channel: str = ""
    sections: list[Section] = field(default_factory=list)
    access: dict[str, Access] = field(default_factory=dict)
    deleted: bool = False

    @property
    def markdown(self) -> str:
        """All of it."""
        return "\n\n".join(section.markdown for section in self.sections)

    def place(self, section_id: str) -> int | None:
        """Where a section stands."""
        return next((at for at, section in enumerate(self.sections) if section.id == section_id), None)

    def allows(self, parties: Iterable[str], wanted: Access) -> bool:
        """Whether one of a user and their channels may do that."""
        ranks = list(Access)
        given = [self.access[party] for party in parties if party in self.access]
        return any(ranks.index(access) >= ranks.index(wanted) for access in given)


def sections_of(markdown: str) -> list[Section]:
    """Markdown cut into sections, each with an id of its own."""
    return [Section(f"temp:C:{secrets.token_hex(14)}", block) for block in _blocks(markdown.splitlines())]


def _blocks(lines: Iterable[str]) -> Iterator[str]:
    """Headings stand alone, blank lines end a block, and nothing ends one inside a fence."""
    block: list[str] = []
    fenced = False
    for line in lines:
        fenced ^= bool(FENCE.match(line))
        alone = not fenced and (not line.strip() or HEADING.match(line))
        if alone and block:
            yield "\n".join(block)
            block = []
        if alone and line.strip():
            yield line
        elif not alone:
            block.append(line)
    if block:
        yield "\n".join(block)


@dataclass
class Canvases:
    """Every canvas by id, and what the plan allows."""

    plan: Plan = Plan.ON
    kept: dict[str, Canvas] = field(default_factory=dict)

    def tabs(self, channel: str) -> list[Canvas]:
        """The tabs of a channel, oldest first."""
        return [canvas for canvas in self.kept.values() if canvas.channel == channel and not canvas.deleted]
