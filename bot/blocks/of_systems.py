"""AI systems on record in messages: the card's line, answers to who asks, and what an owner is told of a lapse."""

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock

from bot.blocks.checked import rendered
from bot.blocks.parts import button, context, section
from bot.blocks.text import counted, mention, said, said_in_line
from bot.domain.systems import Bundle, Judged, System
from bot.ids import COMMAND, Action, Sub
from bot.messages import Context, Rendered
from bot.wording import lacking, ready

_READY: Final = ":white_check_mark:"
_NOT_READY: Final = ":warning:"
_MOST_LISTED: Final = 40
_MOST_BUNDLES: Final = 6


def on_record(known: Judged) -> str:
    """Return the card's line: what is in service, who owns it, and whether a rollback would work."""
    system = known.system
    current = f"In service: *{said_in_line(system.current.label)}*" if system.current else None
    owner = f"owner {mention(system.owner)}" if system.owner else None
    return " · ".join(filter(None, (current, owner, f"{_mark(known)} {said_in_line(ready(known.readiness), 600)}")))


def readiness(known: Judged, file: str | None, registry: str = "") -> Rendered:
    """Return the judgement of one system with what it rests on.

    Args:
        known: What is on record, judged.
        file: Where the record stands, if in a file.
        registry: What the model registry says of it.
    """
    system = known.system
    title = f"{_mark(known)} *{said_in_line(system.name)}*: {_verdict(known)}"
    blocks = [
        section("\n".join((title, *(f"• {said_in_line(lacking(one))}" for one in known.readiness.lacks)))),
        section("\n".join(_facts(system))),
        *([context(said_in_line(registry, 900))] if registry else []),
        _buttons(system, file),
        context(_where(file)),
    ]
    return rendered(said_in_line(f"{system.name}: {ready(known.readiness)}", 900), blocks)


def readiness_list(known: Sequence[Judged]) -> Rendered:
    """Return all systems, each with its mark."""
    lines = [_listed(one) for one in known[:_MOST_LISTED]]
    more = [f"… and {len(known) - _MOST_LISTED} more"] if len(known) > _MOST_LISTED else []
    hint = context(f"`{COMMAND} {Sub.READINESS} &lt;system&gt;` says what one lacks, and takes rehearsals down.")
    return rendered("Rollback readiness", [*(section(part) for part in _parts([*lines, *more])), hint])


def lapsed(known: Judged) -> Rendered:
    """Return what the owner is told when a rollback would not work, or still would not."""
    name = said_in_line(known.system.name)
    lacks = "\n".join(f"• {said_in_line(lacking(one))}" for one in known.readiness.lacks)
    text = f"{_NOT_READY} *{name}* could not be rolled back as planned:\n{lacks}"
    hint = f"`{COMMAND} {Sub.READINESS} {name}` shows the record and takes rehearsals down. This comes again in a week."
    return rendered(f"{name}: {said_in_line(ready(known.readiness), 900)}", [section(text), context(hint)])


def _listed(known: Judged) -> str:
    return f"{_mark(known)} *{said_in_line(known.system.name)}*: {_verdict(known)}"


def _verdict(known: Judged) -> str:
    lacks = len(known.readiness.lacks)
    return f"not ready, {counted(lacks, 'thing is', 'things are')} missing" if lacks else "rollback ready"


def _mark(known: Judged) -> str:
    return _READY if known.readiness.is_ready else _NOT_READY


def _facts(system: System) -> Iterator[str]:
    current = _bundle(system.current) if system.current else "nothing on record"
    yield f"*In service*: {current}"
    for bundle in system.earlier[:_MOST_BUNDLES]:
        yield f"*Before*: {_bundle(bundle)}"
    tried = system.rehearsal
    yield f"*Last rehearsal*: {f'{tried.on.isoformat()}, {tried.minutes} minutes' if tried else 'none'}"
    yield f"*Rollback*: {said(system.rollback, 600) if system.rollback else 'no command or instructions'}"
    yield f"*Owner*: {mention(system.owner) if system.owner else 'nobody, so that nobody is told when this lapses'}"


def _bundle(bundle: Bundle) -> str:
    parts = ", ".join(f"{part} {version}" for part, version in bundle.parts.items())
    minutes = f"{bundle.minutes} minutes to deploy" if bundle.minutes is not None else ""
    return said_in_line(" · ".join(filter(None, (bundle.label, parts, minutes))), 300)


def _buttons(system: System, file: str | None) -> ActionsBlock:
    about = Context(system=system.name)
    edit = () if file else (button(Action.OPEN_SYSTEM, about),)
    return ActionsBlock(block_id="system", elements=[button(Action.OPEN_REHEARSED, about), *edit])


def _where(file: str | None) -> str:
    return (
        f"The record stands in the file {said_in_line(file)}: change it there." if file else "The record is kept here."
    )


def _parts(lines: Sequence[str], most: int = 20) -> Iterator[str]:
    """A section holds 3,000 characters, so that long lists take several."""
    for start in range(0, len(lines), most):
        yield "\n".join(lines[start : start + most])
