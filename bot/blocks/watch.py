"""The watch in messages: its own message with the ways out of it, and its line on the card."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot.blocks.checked import rendered
from bot.blocks.parts import buttons, context, section
from bot.blocks.text import date, mention, said_in_line
from bot.domain import watching
from bot.domain.clocks import DeadlineKind
from bot.domain.incident import Incident
from bot.domain.watch import Signer, Watch
from bot.ids import Action
from bot.messages import Context, Rendered

_SIGNING = {Signer.COMMANDER: Action.SIGN_AS_COMMANDER, Signer.OWNER: Action.SIGN_AS_OWNER}


def watch(incident: Incident) -> Rendered:
    """Return the watch as it stands: running, over and to be signed off, or given up."""
    if incident.watch is None:
        text = f"Incident {incident.number} is not watched."
        return rendered(text, [section(text)])
    text = _state(incident, incident.watch)
    return rendered(text, [section(f"*Watch*\n{text}"), *_details(incident, incident.watch), *_ways_out(incident)])


def line(incident: Incident) -> Iterator[Block]:
    """Yield the watch's line on the card."""
    if incident.watch is not None:
        yield context(_state(incident, incident.watch))


def _state(incident: Incident, of: Watch) -> str:
    if not of.is_over:
        clock = incident.deadlines.get(DeadlineKind.WATCH)
        until = f" until {date(clock.due_at)}" if clock else ""
        return f"Watched since {date(of.started_at)}{until}" + (": closed before" if incident.is_over else "")
    waiting = [part for part in Signer if of.signature(part) is None]
    if not waiting:
        return "The watch is over, nothing came back, and commander and owner have signed it off."
    asked = ", ".join(_asked(incident, part) for part in waiting)
    return f"The watch is over and nothing came back. Sign-off is waited for: {asked}."


def _asked(incident: Incident, part: Signer) -> str:
    who = incident.commander if part is Signer.COMMANDER else watching.owner_of(incident)
    name = "commander" if part is Signer.COMMANDER else "owner of the system"
    return f"{name} {mention(who)}" if who else f"{name} (nobody yet)"


def _details(incident: Incident, of: Watch) -> Iterator[Block]:
    if of.watched:
        yield section(f"*Watched:* {said_in_line(of.watched, 500)}")
    for one in of.signed:
        part = "commander" if one.part is Signer.COMMANDER else "owner of the system"
        yield context(f"Signed off by {mention(one.by)} as {part} {date(one.at)}")
    if not of.is_over and not incident.is_over:
        yield context("Status updates come slowly now. Whoever sees it again presses It is back: the work goes on.")


def _ways_out(incident: Incident) -> Iterator[Block]:
    if incident.is_over or incident.watch is None:
        return
    about = Context(incident=incident.number)
    of = incident.watch
    signing = tuple(action for part, action in _SIGNING.items() if of.is_over and of.signature(part) is None)
    closing = (Action.OPEN_RESOLVE,) if of.is_over and not signing else ()
    yield buttons((*signing, *closing, Action.OPEN_REGRESSED), about, block_id="watch")
