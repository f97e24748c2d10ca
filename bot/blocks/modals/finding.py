"""The forms for a number, for who is told, for a notice, and for past outputs; an earlier record is filled in."""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.blocks.checked import Texts
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.modals.recording import recording
from bot.blocks.parts import context
from bot.blocks.text import mentions, said_in_line
from bot.domain.checklist import Item
from bot.domain.incident import Incident
from bot.domain.records import Drafted, Measured, PastOutputs, Reached, Told
from bot.domain.works import Measure, Notify
from bot.ids import Field, View
from bot.messages import Modal

_SEEN: Final = (Choice(Reached.YES, "Yes"), Choice(Reached.NO, "No"), Choice(Reached.UNKNOWN, "Not known yet"))
_COUNTS: Final[Mapping[Field, str]] = {
    Field.OUTPUTS: "Outputs",
    Field.USERS: "Users who received them",
    Field.DECISIONS: "Decisions made from them",
    Field.DOWNSTREAM: "Downstream actions",
    Field.RECALLED: "Recalled",
    Field.CORRECTED: "Corrected",
}


def measure(number: int, item: Item, work: Measure) -> Modal:
    """Return the form for a number."""
    earlier = item.record if isinstance(item.record, Measured) else None
    window = Asked(Field.WINDOW, "Window", hint="When and where it was taken, such as “all answers, 1 to 3 May”")
    n = Asked(Field.COUNT, "n", optional=True, hint="How many outputs or requests it rests on")
    before = Asked(Field.BASELINE, "The same before the incident", optional=True)
    asked = [
        inputs.number(Asked(Field.VALUE, f"{work.quantity}, in {work.unit}"), earlier.value if earlier else None),
        inputs.number(n, earlier.n if earlier else None),
        inputs.text(window, initial=earlier.window if earlier else ""),
        inputs.number(before, earlier.baseline if earlier else None),
    ]
    return recording(View.MEASURE, Texts("Record a measurement", "Save"), number, item, asked)


def notify(number: int, item: Item, work: Notify, groups: Mapping[str, tuple[str, ...]]) -> Modal:
    """Return the form that tells groups; `groups` are policy's names with the Slack ids behind each."""
    earlier = item.record.message if isinstance(item.record, Told) else work.message
    hint = "It is posted in this channel, and everyone above is mentioned and invited"
    asked = [
        *(context(words) for words in _behind(groups)),
        inputs.text(Asked(Field.MESSAGE, "What they are told", hint=hint), initial=earlier, multiline=True),
    ]
    return recording(View.NOTIFY, Texts("Notify", "Send"), number, item, asked)


def _behind(groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield who is reached, a line each, and who is not, in one line."""
    named = {said_in_line(group.replace("_", " ")): ids for group, ids in groups.items()}
    yield from (f"*{name}*: {mentions(ids)}" for name, ids in named.items() if ids)
    missing = ", ".join(f"*{name}*" for name, ids in named.items() if not ids)
    if missing:
        yield f":warning: Policy names nobody for {missing}; the message says so."


def draft(number: int, item: Item, text: str) -> Modal:
    """Return the form that drafts a notice; nothing is sent."""
    earlier = item.record.text if isinstance(item.record, Drafted) else text
    hint = "A draft: nothing is sent. Fill in what stands in brackets, and say only what is established."
    asked = [inputs.text(Asked(Field.NOTICE_TEXT, "Notice", hint=hint), initial=earlier, multiline=True)]
    return recording(View.DRAFT, Texts("Draft a notice", "Save the draft"), number, item, asked)


def past_outputs(incident: Incident, item: Item) -> Modal:
    """Return the form that accounts for past outputs; numbers may stay open."""
    earlier = item.record if isinstance(item.record, PastOutputs) else None
    began = earlier.began_at if earlier else incident.answers.began_at
    query = Asked(Field.QUERY, "How are they found?", hint="A query, a filter or a list, by reference")
    given = dict(zip(_COUNTS, _counted(earlier), strict=True))
    asked = [
        inputs.moment(Asked(Field.BEGAN_AT, "From", optional=True), began),
        inputs.moment(Asked(Field.ENDED_AT, "To", optional=True), earlier.ended_at if earlier else None),
        inputs.text(query, initial=earlier.query if earlier else ""),
        *(inputs.number(Asked(field, label, optional=True), given[field]) for field, label in _COUNTS.items()),
        inputs.radio(
            Asked(Field.SEEN, "Did real users see them?"), _SEEN, earlier.seen if earlier else Reached.UNKNOWN
        ),
    ]
    return recording(View.PAST_OUTPUTS, Texts("Past outputs", "Save"), incident.number, item, asked)


def _counted(record: PastOutputs | None) -> tuple[int | None, ...]:
    if record is None:
        return (None,) * len(_COUNTS)
    return (record.outputs, record.users, record.decisions, record.actions, record.recalled, record.corrected)
