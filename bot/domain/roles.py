"""People become roles, in tables and in text: a document about an incident names nobody."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, NewType

from bot.domain import masking, names
from bot.domain.events import CommandTaken, Event, HandOverAccepted, HandOverOffered, MessagePinned, RoleAssigned
from bot.domain.incident import Incident, Role
from bot.domain.lever_events import LeverSet
from bot.domain.transcript import Entry, Person

Safe = NewType("Safe", str)
"""Text in which nobody is named any more: made by a `Roster`, so that the type tells whether a text went through."""

_COLLEAGUE: Final = "colleague"
_OWNER: Final = "action owner"
_APP: Final = "app"
SOMEONE: Final = "someone"
_MENTION: Final = re.compile(r"<@([UW][A-Z0-9]+)")
_WITHOUT_ARTICLE: Final = re.compile(r".*\d$")
_STARTS_SENTENCE: Final = re.compile(r"(?:^|[.!?:]\s+|\n\s*[-*>•]?\s*)[*_~\"'(\[“]*$")
_TAIL: Final = 12


@dataclass(frozen=True)
class Roster:
    """Everyone who may appear in the documents of one incident, each under one label that nobody else has.

    Give the events and the transcript too where there are any: from them comes who held command before a hand-over, and
    the order in which responders appeared, by which they are numbered.
    """

    incident: Incident
    people: tuple[Person, ...]
    events: tuple[Event, ...] = ()
    transcript: tuple[Entry, ...] = ()

    def label(self, user: str) -> Safe:
        """Return the role under which a person (Slack user id) appears, such as ``ML on-call`` or ``responder 2``."""
        return Safe(self.labels.get(user, SOMEONE))

    def noun(self, user: str) -> Safe:
        """Return the label as a sentence has it: ``the ML on-call``, ``responder 2``."""
        return with_article(self.label(user))

    def anonymise(self, text: str) -> Safe:
        """Return the text with roles for people (Slack user ids, mentions, names, handles), and with secrets masked.

        Channel mentions become ``#name``, groups their name, links their text and address; Slack's ``&amp;`` and
        the like become characters.
        """
        said = masking.mask(names.settled(masking.plain(text, "<@{}>".format)))
        return Safe(_people(self._names.in_text(said)).sub(self._named, said))

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Labels by Slack user id, for everyone known."""
        labels = self._by_role()
        labels.setdefault(self.incident.reporter, "reporter")
        for user, role in self._given_roles():
            _number(labels, f"former {role}", (user,))
        _number(labels, _APP, (entry.user for entry in self.transcript if entry.by_bot))
        _number(labels, "responder", self._in_order_of_appearance(), always=True)
        _number(labels, _OWNER, (action.owner for action in self.incident.review.actions))
        others = (person.id for person in self.people if not person.is_bot)
        _number(labels, _COLLEAGUE, (*self._mentioned(), *others), always=True)
        return labels

    @property
    def responders(self) -> tuple[Safe, ...]:
        """The labels of everyone who had a part in the incident, not of those who were only mentioned."""
        return tuple(Safe(label) for label in self.labels.values() if not label.startswith((_COLLEAGUE, _OWNER, _APP)))

    @cached_property
    def known_names(self) -> tuple[str, ...]:
        """Every form of every person's name, longest first."""
        return names.variants(name for person in self.people if not person.is_bot for name in person.names)

    @cached_property
    def _owners(self) -> Mapping[str, str]:
        """Whose a name is; one that several people share belongs to the one who appears first."""
        rank = {user: place for place, user in enumerate(self.labels)}
        owners: dict[str, str] = {}
        for person in sorted(self.people, key=lambda person: rank.get(person.id, len(rank))):
            for form in () if person.is_bot else names.variants(person.names):
                owners.setdefault(_key(form), person.id)
        return owners

    @cached_property
    def _names(self) -> names.Index:
        return names.Index(self.known_names)

    def _named(self, found: re.Match[str]) -> str:
        written = found[0].strip("<@>")
        user = self._owners.get(_key(written), written)
        if user not in self.labels and not found[0].startswith("<@"):
            return found[0]
        noun = self.noun(user)
        before = found.string[max(0, found.start() - _TAIL) : found.start()]
        return noun[:1].upper() + noun[1:] if _STARTS_SENTENCE.search(before) else noun

    def _by_role(self) -> dict[str, str]:
        """Whoever has several roles goes by the most telling one, the first in the order of `Role`."""
        ranked = sorted(self.incident.roles.items(), key=lambda row: tuple(Role).index(row[0]), reverse=True)
        return {person: role.value for role, person in ranked}

    def _given_roles(self) -> Iterator[tuple[str, str]]:
        """Roles in the order in which they were taken: whoever is without one now has given it up."""
        for event in self.events:
            match event:
                case RoleAssigned():
                    yield event.to, event.role
                case CommandTaken(by=str(commander)):
                    yield commander, Role.COMMANDER
                case HandOverAccepted():
                    yield event.before, Role.COMMANDER
                case _:
                    pass

    def _in_order_of_appearance(self) -> Iterator[str]:
        yield from self.incident.helpers
        acts = sorted((*self.events, *(one for one in self.transcript if not one.by_bot)), key=lambda act: act.at)
        for act in acts:
            yield from (user for user in _actors(act) if user)

    def _mentioned(self) -> Iterator[str]:
        for entry in self.transcript:
            yield from _MENTION.findall(entry.text)


def with_article(label: str) -> Safe:
    """Return a label as a noun of a sentence: numbered ones stand alone, the others take an article."""
    alone = label == SOMEONE or _WITHOUT_ARTICLE.fullmatch(label)
    return Safe(label if alone else f"the {label}")


def _actors(act: Event | Entry) -> tuple[str | None, ...]:
    match act:
        case Entry():
            return (act.user,)
        case RoleAssigned() | HandOverOffered():
            return (act.by, act.to)
        case LeverSet():
            return (act.by, act.owner)
        case MessagePinned():
            return (act.by, act.pinned_by)
        case _:
            return (act.by,)


def _number(labels: dict[str, str], label: str, users: Iterable[str], *, always: bool = False) -> None:
    """Label those who have no label yet; the first of a kind goes without a number unless asked `always`."""
    count = sum(taken.startswith(label) for taken in labels.values())
    for user in users:
        if user not in labels:
            count += 1
            labels[user] = f"{label} {count}" if always or count > 1 else label


@lru_cache(maxsize=256)
def _people(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Mentions, names and bare user ids."""
    return re.compile(rf"<@[UW][A-Z0-9]+>|@?(?:{names.pattern(forms)})|(?-i:\b[UW][A-Z0-9]{{4,}}\b)", re.IGNORECASE)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
