"""A step's sample: it is drawn, labelled by several people, and finished with what the labels show."""

from datetime import datetime

from bot.domain import checklist as checklists
from bot.domain import preparing, working
from bot.domain.checklist import Finding, Item
from bot.domain.incident import Change, Incident
from bot.domain.labelling import Labels, sampled
from bot.domain.records import DrawnSample, Sampled
from bot.domain.sampling_events import OutputsRemoved, SampleDiscarded, SampleDrawn, SamplingEvent
from bot.domain.works import Sample
from bot.errors import NotTheirSample, SampleState, StaleButton, StepAlready


def draw(incident: Incident, step: str, sample: DrawnSample) -> Change:
    """Draw a step's sample; one whose outputs were removed gives way to it.

    Raises:
        Restricted: its outputs may not be copied.
        SampleState: there is one already.
        UnknownStep, StepAlready, StaleButton, WrongStatus: it cannot be.
    """
    item = require_drawable(incident, step)
    event = SampleDrawn(
        at=sample.at, by=sample.by, step=step, text=item.text, sample=sample, again=item.sample is not None
    )
    return _having(incident, step, sample, event)


def require_drawable(incident: Incident, step: str) -> Item:
    """Refuse to draw where no sample can be drawn; return the step.

    Raises:
        Restricted, SampleState, UnknownStep, StepAlready, StaleButton, WrongStatus: as for `draw`.
    """
    incident.require_running()
    item = _open(incident, step)
    incident.require_unrestricted()
    if item.sample is not None and not item.sample.removed:
        raise SampleState(now="drawn")
    return item


def require_labels(incident: Incident, step: str) -> tuple[Item, Sample]:
    """Refuse to label where there is nothing to label; return the step and its work.

    Raises:
        Restricted: its outputs may not be shown.
        SampleState: no sample is there, or its outputs are gone.
        UnknownStep, StepAlready, StaleButton, WrongStatus: it cannot be.
    """
    incident.require_running()
    item = _open(incident, step)
    incident.require_unrestricted()
    if item.sample is None or item.sample.removed:
        raise SampleState(now="removed" if item.sample else "none")
    return item, work_of(item)


def finish(incident: Incident, step: str, labels: Labels, by: str, now: datetime, note: str | None = None) -> Change:
    """Complete a step with what its labels show.

    Raises:
        NotTheirSample: only who drew it or the commander may.
        SampleState: nothing is labelled, or there is no sample.
        UnknownStep, StepAlready, StepGated, StaleButton, WrongStatus: it cannot be.
    """
    item, _ = require_labels(incident, step)
    require_keeper(incident, item, by)
    if not labels.given:
        raise SampleState(now="unlabelled")
    return working.complete(incident, step, by, now, Finding(note, come_to(item, labels)))


def discard(incident: Incident, step: str, by: str, now: datetime) -> Change:
    """Give up a sample that is not finished, with its labels.

    Raises:
        NotTheirSample, SampleState, UnknownStep, StepAlready, WrongStatus: it cannot be.
    """
    item, _ = require_labels(incident, step)
    require_keeper(incident, item, by)
    return _having(incident, step, None, SampleDiscarded(at=now, by=by, step=step, text=item.text))


def give_up(incident: Incident, step: str, now: datetime) -> Change:
    """Discard a sample whose outputs could not be read.

    Raises:
        UnknownStep: there is no such step.
    """
    item = checklists.item_of(incident.checklist, step)
    return _having(incident, step, None, SampleDiscarded(at=now, step=step, text=item.text))


def remove_outputs(incident: Incident, step: str, by: str, now: datetime) -> Change:
    """Delete the outputs of a sample that is finished, or that nobody will finish; their labels stay.

    Raises:
        NotTheirSample: only who drew it or the commander may.
        SampleState: there is nothing to remove, or it is still being labelled.
        UnknownStep: there is no such step.
    """
    item = checklists.item_of(incident.checklist, step)
    drawn = require_keeper(incident, item, by)
    if drawn.removed or not can_lose_outputs(incident, item):
        raise SampleState(now="removed" if drawn.removed else "labelling")
    event = OutputsRemoved(at=now, by=by, step=step, text=item.text)
    return _having(incident, step, drawn.model_copy(update={"removed": True}), event)


def can_lose_outputs(incident: Incident, item: Item) -> bool:
    """Say whether nobody is to label a step's outputs any more, so that they can go."""
    return item.is_settled or incident.is_over or incident.restricted


def require_keeper(incident: Incident, item: Item, by: str) -> DrawnSample:
    """Let who drew a sample, or the commander, decide about it; return the sample.

    Raises:
        NotTheirSample: it is somebody else.
        SampleState: there is none.
    """
    if item.sample is None:
        raise SampleState(now="none")
    if by not in {item.sample.by, incident.commander}:
        raise NotTheirSample(keeper=item.sample.by)
    return item.sample


def come_to(item: Item, labels: Labels) -> Sampled:
    """Return what the labels of a step's sample come to.

    Raises:
        SampleState: it has none.
        StaleButton: it asks for something else by now.
    """
    if item.sample is None:
        raise SampleState(now="none")
    return sampled(item.sample, work_of(item).labels, labels)


def work_of(item: Item) -> Sample:
    """Return what a step asks for, where that is a sample.

    Raises:
        StaleButton: it asks for something else by now.
    """
    if not isinstance(item.work, Sample):
        raise StaleButton(now="unknown")
    return item.work


def _open(incident: Incident, step: str) -> Item:
    item = checklists.item_of(incident.checklist, step)
    work_of(item)
    if item.is_settled:
        raise StepAlready(step=step, state=item.state, by=item.by or "")
    return item


def _having(
    incident: Incident,
    step: str,
    sample: DrawnSample | None,
    event: SamplingEvent,
) -> Change:
    after = preparing.with_sample(incident.checklist, step, sample)
    return Change(incident.having(checklist=after), (event,))
