"""What the bot says once, in the words of the moment: calls, updates, single events, lists, help, refusals."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from slack_sdk.models.blocks import Block

from bot import wording
from bot.blocks import asks
from bot.blocks.card import harm_going_on, named, severity_label
from bot.blocks.checked import rendered
from bot.blocks.parts import context, section
from bot.blocks.text import date, escape, mention, mentions, said, said_in_line, shortened
from bot.domain.events import Event, MessagePinned, ResponseMissed, StatusUpdated
from bot.domain.incident import Incident
from bot.domain.notifying_events import GroupsTold
from bot.domain.taxonomy import SEVERITIES
from bot.errors import BotError
from bot.library import Library
from bot.messages import Rendered
from bot.printing import Printer
from bot.wording import group_names, plain_words

_MOST_EVENTS: Final = 20
_MOST_LISTED: Final = 40
_LONGEST_EVENT: Final = 400
_MOST_CALLED: Final = 40

__all__ = [
    "Rendered",
    "called",
    "called_next",
    "event_line",
    "groups_told",
    "help_parts",
    "help_text",
    "incident_list",
    "moved_to_private",
    "postmortem_comment",
    "refused",
    "response_missed",
    "status_update",
    "timeline_list",
]


def called(incident: Incident, targets: Sequence[str]) -> Rendered:
    """Return the call to whom policy names for the severity."""
    harm = harm_going_on(incident)
    label = SEVERITIES[incident.severity].label
    what = named(incident)
    going_on = harm[0].lower() + harm[1:]  # the rest may hold a date's markup, whose letters count
    text = f"{mentions(targets[:_MOST_CALLED])} you are called: {label}, harm going on: {going_on}. {what}"
    return rendered(text, [section(text)])


def groups_told(incident: Incident, event: GroupsTold) -> Rendered:
    """Return what groups of policy are told; a group that nobody stands behind is said."""
    who = mentions(event.ids[:_MOST_CALLED])
    what = named(incident)
    names = said_in_line(group_names(event.missing))
    missing = f":warning: Policy names nobody for {names}. Tell them another way." if event.missing else ""
    lines = [f"{who} {said(event.message, 1500)}" if who else said(event.message, 1500), missing]
    text = "\n".join(filter(None, lines))
    return rendered(f"{text} {what}", [section(text), context(what)])


def status_update(incident: Incident, event: StatusUpdated) -> Rendered:
    """Return a status update."""
    known, doing, impact = (said(words, 2800) for words in (event.known, event.doing, event.impact))
    by = mention(event.by) if event.by else "the bot"
    return rendered(
        f"Status update of incident {incident.number}: {said_in_line(event.known, 1000)}",
        [
            section(f"*Status update* · {severity_label(incident)} · {incident.status}"),
            section(f"*What we know*\n{known}"),
            section(f"*What we do*\n{doing}"),
            section(f"*Customer impact*\n{impact}"),
            context(f"By {by} · next update by {date(event.next_update_at)}"),
        ],
    )


def event_line(incident: Incident, event: Event, library: Library) -> Rendered:
    """Return one event as one line."""
    text = _told(event, library, 2900)
    return rendered(f"Incident {incident.number}: {text}", [section(text)])


def response_missed(incident: Incident, event: ResponseMissed) -> Rendered:
    """Return word that nobody took command in time, to those who are called next."""
    return asks.response_missed(incident, event.told)


def called_next(incident: Incident, channel: str | None) -> Rendered:
    """Return the same as a direct message; `channel` is the id of the incident's channel, where known."""
    return asks.called_next(incident, channel)


def moved_to_private(incident: Incident) -> Rendered:
    """Return word, for the public channel, that the incident goes on in a private one."""
    text = f"Incident {incident.number} goes on in a private channel. Who has a part in it has been invited there."
    return rendered(text, [section(text), context("Please write nothing about it here any more.")])


def postmortem_comment(incident: Incident, type_title: str, printer: Printer) -> str:
    """Return the comment of the post-mortem's file, as mrkdwn."""
    review = incident.review
    text = printer.mrkdwn(
        "slack/postmortem.j2",
        number=incident.number,
        edition=review.editions,
        title=shortened(incident.title, 300),
        severity=incident.severity,
        type=type_title,
        factors=len(review.factors),
        actions=len(review.actions),
        missing=", ".join(_missing(incident)),
    )
    return rendered(text.strip()).text


def timeline_list(
    incident: Incident, events: Sequence[Event], library: Library, words: Mapping[tuple[str, str], str]
) -> Rendered:
    """Return the latest events, for one person's eyes; `words` are those of messages, by channel and timestamp."""
    latest = events[-_MOST_EVENTS:]
    title = f"Timeline of incident {incident.number}: {len(latest)} of {len(events)} entries"
    blocks: list[Block] = [section(f"*{title}*")]
    blocks += [section(f"{date(event.at)}\n{_row(event, library, words)}") for event in latest]
    return rendered(title, blocks)


def _row(event: Event, library: Library, words: Mapping[tuple[str, str], str]) -> str:
    told = _told(event, library, _LONGEST_EVENT)
    said = words.get((event.channel, event.ts)) if isinstance(event, MessagePinned) else None
    return f"{told} “{said_in_line(plain_words(said), _LONGEST_EVENT)}”" if said else told


def incident_list(listed: Sequence[tuple[Incident, str | None]]) -> Rendered:
    """Return the open incidents with their channels (ids, where known)."""
    title = f"Open incidents: {len(listed)}"
    lines = [section(_listed(incident, channel)) for incident, channel in listed[:_MOST_LISTED]]
    more = [context(f"… and {len(listed) - _MOST_LISTED} more")] if len(listed) > _MOST_LISTED else []
    return rendered(title, [section(f"*{title}*"), *lines, *more])


def help_text(printer: Printer) -> Rendered:
    """Return what the bot can be asked."""
    parts = help_parts(printer)
    return rendered("\n\n".join(parts), [section(part) for part in parts])


def help_parts(printer: Printer) -> Sequence[str]:
    """Return the same as paragraphs of mrkdwn."""
    return printer.mrkdwn("slack/help.j2").strip().split("\n\n")


def refused(error: BotError) -> Rendered:
    """Return a refusal, with mentions of whom it names."""
    text = wording.refusal(error, mention)
    return rendered(text, [section(text)])


def _told(event: Event, library: Library, limit: int) -> str:
    """People's words are cut, never the sentence around them: a cut through a mention would break it."""
    sentence = ""
    for each in (limit, limit // 3, limit // 8):
        sentence = wording.told(event, mention, _titles(library), text=partial(said_in_line, limit=each), when=date)
        if len(sentence) <= limit:
            break
    return sentence


def _titles(library: Library) -> Mapping[str, str]:
    return {slug: book.title for slug, book in library.runbooks.items()}


def _listed(incident: Incident, channel: str | None) -> str:
    title = "" if incident.private else f" · {said_in_line(incident.title, 150)}"
    where = f" · <#{escape(channel)}>" if channel else ""
    commander = f"commander {mention(incident.commander)}" if incident.commander else "nobody commands yet"
    return f"*Incident {incident.number}* · {severity_label(incident)} · {incident.status}{title}{where} · {commander}"


def _missing(incident: Incident) -> tuple[str, ...]:
    answers, review = incident.answers, incident.review
    lessons = {lesson.lesson for lesson in review.lessons}
    wanted = (
        ("who was affected", answers.affected),
        ("how far it reached", answers.blast_radius),
        ("when it began", answers.began_at),
        ("what changed", review.changes),
        ("contributing factors", review.factors),
        ("what went well", "went_well" in lessons),
        ("what was hard", "was_hard" in lessons),
        ("prevention actions", review.actions),
    )
    return tuple(name for name, entered in wanted if not entered)
