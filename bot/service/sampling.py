"""Samples of outputs: drawn, labelled by several people side by side, finished; the outputs leave before the labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.blocks.standing import checklist_slot
from bot.domain import sampling
from bot.domain.checklist import Item, item_of
from bot.domain.incident import Incident
from bot.domain.labelling import Given, Labels, Page
from bot.domain.records import Drawn, DrawnSample
from bot.errors import InvalidField, SampleState, StaleButton
from bot.ids import Field
from bot.messages import FetchOutputs, Remove, Stand
from bot.service.checklist import OnStep
from bot.service.desk import Desk
from bot.service.sample_consequences import sample_slot
from bot.store import Work

PAUSE: Final = timedelta(seconds=5)
"""What counts the labels in the channel is edited no more often, however fast people label."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that somebody attached, where Slack keeps it, and where in it the outputs stand."""

    url: str
    name: str
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """A sample: what it was drawn from and how, and its outputs, pasted or in a file."""

    incident: int
    by: str
    step: str
    frame: str
    drawn: Drawn
    outputs: tuple[str, ...] = ()
    file: Attached | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody wants to see an output: the one of a place, or the next behind it that they have not labelled."""

    incident: int
    by: str
    step: str
    place: int | None = None
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    """Somebody labels the output of a place; `label` is an id of the step's labels."""

    incident: int
    by: str
    step: str
    place: int
    label: str


@dataclass(frozen=True, slots=True)
class Finish:
    """A sample is finished; `partly` although outputs have no label."""

    incident: int
    by: str
    step: str
    partly: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with the incident and the step that it belongs to."""

    incident: Incident
    item: Item
    page: Page


def draw(desk: Desk, request: Draw) -> None:
    """Take a sample; a file is read after the commit."""
    before = desk.incident(request.incident)
    sample = DrawnSample(frame=request.frame, drawn=request.drawn, by=request.by, at=desk.now)
    change = sampling.draw(before, request.step, sample)
    desk.work.samples.drop(before.number, request.step)
    desk.work.samples.add(before.number, request.step, request.outputs)
    desk.keep(before, change)
    if request.file is not None:
        desk.send(_fetching(request, request.file, desk.now))
    desk.get_to_know(request.by)


def _fetching(request: Draw, file: Attached, now: datetime) -> FetchOutputs:
    return FetchOutputs(
        incident=request.incident,
        step=request.step,
        drawn_at=now,
        by=request.by,
        url=file.url,
        filename=file.name,
        column=file.column,
    )


def fetched(work: Work, message: FetchOutputs, outputs: Sequence[str]) -> None:
    """Keep what was in a sample's file, unless the sample was discarded meanwhile, or it was read before."""
    if _is_awaited(work, message, work.incidents.get(message.incident)):
        work.samples.add(message.incident, message.step, outputs)
        work.outbox.add(Stand(incident=message.incident, slot=sample_slot(message.step)))


def not_fetched(work: Work, message: FetchOutputs, now: datetime) -> None:
    """Give up a sample whose file cannot be read, so that the step's button offers the form again."""
    before = work.incidents.get(message.incident)
    if not _is_awaited(work, message, before):
        return
    change = sampling.give_up(before, message.step, now)
    work.incidents.save(change.incident)
    work.timeline.append(message.incident, change.events)
    work.outbox.add(Remove(incident=message.incident, slot=sample_slot(message.step)))
    phase = item_of(change.incident.checklist, message.step).phase
    for shown in {phase, change.incident.checklist.phase}:
        work.outbox.add(Stand(incident=message.incident, slot=checklist_slot(before.checklist.runbook, shown)))


def _is_awaited(work: Work, message: FetchOutputs, incident: Incident) -> bool:
    sample = item_of(incident.checklist, message.step).sample
    is_wanted = sample is not None and sample.at == message.drawn_at and not sample.removed
    return not incident.restricted and is_wanted and not work.samples.labels(message.incident, message.step).size


def page(desk: Desk, request: Turn) -> Shown:
    """Turn to an output.

    Raises:
        SampleState: there is nothing to label, or not yet.
    """
    incident = desk.incident(request.incident)
    item, _ = sampling.require_labels(incident, request.step)
    labels = _labels(desk, request.incident, request.step)
    place = request.place or labels.next_for(request.by, request.behind)
    text = desk.work.samples.output(incident.number, request.step, place) if place else None
    return Shown(incident, item, Page(labels, request.by, place if text is not None else None, text or ""))


def label(desk: Desk, request: Label) -> None:
    """Label an output, or label it anew."""
    incident = desk.incident(request.incident)
    _, work = sampling.require_labels(incident, request.step)
    size = _labels(desk, request.incident, request.step).size
    if not 1 <= request.place <= size or request.label not in {one.id for one in work.labels}:
        raise StaleButton(now="unknown")
    given = Given(request.place, request.by, request.label)
    desk.work.samples.label(incident.number, request.step, given, desk.now)
    shown = Stand(incident=incident.number, slot=sample_slot(request.step))
    desk.work.outbox.add(shown, not_before=desk.now + PAUSE)
    desk.get_to_know(request.by)


def before_finish(desk: Desk, request: Turn) -> Shown:
    """Look at what a sample has come to, for those who may finish it.

    Raises:
        NotTheirSample, SampleState: it cannot be finished.
    """
    incident = desk.incident(request.incident)
    item, _ = sampling.require_labels(incident, request.step)
    sampling.require_keeper(incident, item, request.by)
    labels = _labels(desk, request.incident, request.step)
    if not labels.given:
        raise SampleState(now="unlabelled")
    return Shown(incident, item, Page(labels, request.by))


def finish(desk: Desk, request: Finish) -> None:
    """Complete the step with what the labels show.

    Raises:
        InvalidField: outputs have no label, and nobody has said that this will do.
    """
    before = desk.incident(request.incident)
    labels = _labels(desk, request.incident, request.step)
    if labels.unlabelled and not request.partly:
        raise InvalidField(field=Field.CONFIRM, problem="unlabelled", count=labels.unlabelled)
    desk.keep(before, sampling.finish(before, request.step, labels, request.by, desk.now, request.note))
    desk.get_to_know(request.by)


def discard(desk: Desk, request: OnStep) -> None:
    """Give up a sample with its labels."""
    before = desk.incident(request.incident)
    desk.keep(before, sampling.discard(before, request.step, request.by, desk.now))
    desk.work.samples.drop(request.incident, request.step)


def remove_outputs(desk: Desk, request: OnStep) -> None:
    """Delete the outputs and keep their labels."""
    before = desk.incident(request.incident)
    desk.keep(before, sampling.remove_outputs(before, request.step, request.by, desk.now))
    desk.work.samples.forget_outputs(request.incident, request.step)


def _labels(desk: Desk, number: int, step: str) -> Labels:
    """Read the labels; without outputs the file is still on its way."""
    labels = desk.work.samples.labels(number, step)
    if not labels.size:
        raise SampleState(now="reading")
    return labels
