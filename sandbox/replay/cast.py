"""Who plays whom: for each role of a scenario a person of the workspace whose job title fits, or a newcomer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from sandbox.channels import Kind
from sandbox.directory import Person as Member
from sandbox.people import Person, Sandbox
from sandbox.workspace import Workspace

COMMANDER = "Incident commander"
# A scenario's role -> the job title in the workspace that does the same work.
TITLES: Mapping[str, str] = MappingProxyType({
    "legal": "Legal counsel",
    "data science": "Data scientist",
    "applied ml": "ML on-call",
    "serving on-call": "ML on-call",
    "customer relations": "Support lead",
})  # fmt: skip
# A job title -> the role that the bot's form offers for it.
OFFERED: Mapping[str, str] = MappingProxyType({
    "ML on-call": "ML on-call",
    "Communications lead": "Communications lead",
    "Safety lead": "Safety lead",
    "Legal counsel": "Legal counsel",
    "Support lead": "Support lead",
    "Data scientist": "Data lead",
})  # fmt: skip
NEWCOMERS = (
    Member("U0000JON11", "jonas", "Jonas Weber", tz="Europe/Zurich", color="4361ee"),
    Member("U0000KEI12", "keiko", "Keiko Morimoto", tz="Asia/Tokyo", color="f72585"),
    Member("U0000LUI13", "luis", "Luis Ortega", tz="America/Mexico_City", color="588157"),
    Member("U0000MAR14", "marta", "Marta Kowalska", tz="Europe/Warsaw", color="9d4edd"),
    Member("U0000NOA15", "noah", "Noah Adeyemi", tz="Europe/London", color="b5838d"),
)


class TooManyRolesError(ValueError):
    """A scenario has more roles than there are people to play them."""


@dataclass(frozen=True)
class Cast:
    """The people by role, and the job title of each."""

    people: Mapping[str, Person]
    titles: Mapping[str, str]

    def __getitem__(self, role: str) -> Person:
        """The person who plays a role."""
        return self.people[role]

    def offered(self, role: str) -> str | None:
        """What the bot's form calls the role, where it offers it."""
        return OFFERED.get(self.titles[role])


def titles(slack: Workspace, roles: Iterable[str]) -> Mapping[str, str]:
    """The job title for each role; who is missing joins the workspace.

    Raises:
        TooManyRolesError: nobody is left to join.
    """
    found: dict[str, str] = {}
    for role in roles:
        held = {member.title.casefold(): member.title for member in slack.directory.people.values()}
        wanted = TITLES.get(role.casefold(), role)
        found[role] = held.get(wanted.casefold()) or _join(slack, wanted)
    return found


def _join(slack: Workspace, title: str) -> str:
    newcomer = next((member for member in NEWCOMERS if member.id not in slack.directory.people), None)
    if newcomer is None:
        raise TooManyRolesError(f"nobody is left to play {title!r}")
    slack.directory.people[newcomer.id] = replace(newcomer, title=title)
    for channel in slack.channels.values():
        if channel.kind is Kind.PUBLIC:
            channel.members.append(newcomer.id)
    slack.add_channel("", Kind.IM, newcomer.id, [slack.bot, newcomer.id])
    return title


async def cast(sandbox: Sandbox, by_role: Mapping[str, str]) -> Cast:
    """The people who play, one for each role, and one who commands where the scenario has nobody for it."""
    people = {role: await sandbox.person(title) for role, title in by_role.items()}
    return Cast(people, by_role)
