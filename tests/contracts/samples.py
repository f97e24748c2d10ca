"""One event of every kind, and an incident in each of its stages."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import get_args

from bot.domain import classifying, commanding, ending, events, levers, rolling_back, rolling_out, updating, watching
from bot.domain.evaluation_events import TrialsFellShort, TrialsPlanned
from bot.domain.events import Event
from bot.domain.incident import Incident
from bot.domain.lever_board import ScoreMove, Stricter
from bot.domain.lever_events import (
    LeverAdopted,
    LeverEffectSeen,
    LeverLeftOn,
    LeverNudged,
    LeverRemoved,
    LeverSet,
    LeverStillSet,
)
from bot.domain.levers import Pulling
from bot.domain.notifying_events import GroupsTold
from bot.domain.records import Drawn, DrawnSample, TrialPlan
from bot.domain.restricting_events import IncidentRestricted, LiftAsked, MessageRestricted, RestrictionLifted
from bot.domain.rollback import STAGES
from bot.domain.rollback_events import (
    RollbackAborted,
    RollbackAdvanced,
    RollbackCompleted,
    RollbackDeclined,
    RollbackOffered,
    RollbackStarted,
)
from bot.domain.rolling_back import Decision
from bot.domain.rolling_out import Seen
from bot.domain.rollout_events import RolloutAdvanced, RolloutWentBack
from bot.domain.sampling_events import OutputsRemoved, SampleDiscarded, SampleDrawn
from bot.domain.systems import Part
from bot.domain.taxonomy import ChangeKind, HarmOngoing, Layer, Severity
from bot.domain.triage_events import HarmReported, Interviewed, TypesSuspected
from bot.domain.verifying import Results, tried
from bot.domain.watch import Signer
from bot.domain.watch_events import Regressed, SignedOff, WatchEnded, WatchStarted
from bot.domain.watching import Plan
from tests.domain.incidents import (
    ANNA,
    BEN,
    LIBRARY,
    MONDAY,
    POLICY,
    after,
    commanded,
    declared,
    fixed,
    resolved,
    update,
)
from tests.evidence_words import EVENTS as EVIDENCE_EVENTS

KINDS: tuple[type[Event], ...] = get_args(get_args(Event)[0])
_STEP = {"at": MONDAY, "by": ANNA, "step": "hold-changes", "text": "Hold changes"}
_PLAN = TrialPlan(what="Refund questions", tolerated=0.05, planned=59, by=ANNA, at=MONDAY)
_SAMPLE = DrawnSample(frame="refund answers, 1 to 3 May", drawn=Drawn.RANDOM, by=ANNA, at=MONDAY)
_BY = {"at": MONDAY, "by": ANNA}
_LEVER = {**_BY, "number": 1, "title": "Stricter moderation"}
_MOVED = ScoreMove(stricter=Stricter.LOWER, before=0.8, after=0.7)
EVENTS: tuple[Event, ...] = (
    events.Declared(**_BY, title="It agrees", system="assistant", severity=Severity.P0, provisional=True),
    events.Classified(**_BY, answered=("purpose",)),
    events.SeverityChanged(
        **_BY,
        before=Severity.P2,
        after=Severity.P0,
        provisional_before=True,
        suggested=Severity.P1,
        reason="Press",
    ),
    events.TypeChanged(**_BY, before="unclassified", after="bias_detection"),
    events.CommandTaken(**_BY, late_by=timedelta(minutes=3)),
    events.HelpOffered(**_BY),
    events.RoleAssigned(**_BY, role="legal counsel", to=BEN),
    events.HandOverOffered(**_BY, to=BEN),
    events.HandOverAccepted(**_BY, before=BEN),
    events.StepDone(**_STEP, phase="evidence", note="Frozen"),
    events.StepSkipped(**_STEP, phase="evidence", reason="Nothing is deployed"),
    events.StepAssigned(**_STEP, to=ANNA),
    events.StepUndone(**_STEP),
    events.StepsAdded(at=MONDAY, texts=("Call Legal",)),
    events.PhaseAdvanced(**_BY, before="evidence", after="confirm", open_steps=2),
    update(30),
    events.UpdatePinged(at=MONDAY, due_at=MONDAY, count=2, late_by=timedelta(minutes=30)),
    events.UpdateSnoozed(**_BY, until=after(15), reason="In a call"),
    events.ResponseMissed(at=MONDAY, due_at=MONDAY, told=("UFIRST",)),
    events.ClassificationAsked(at=MONDAY),
    events.Mitigated(**_BY, note="Rolled back"),
    events.Resolved(**_BY, note="It holds", open_steps=3),
    events.ResolveUndone(**_BY),
    events.Reopened(**_BY, reason="It is back"),
    events.MessagePinned(**_BY, channel="C1", ts="1.1", pinned_by=BEN),
    events.ChangeNoted(**_BY, change=ChangeKind.MODEL, text="v42"),
    events.FactorNoted(**_BY, layer=Layer.PROMPT, text="Rewarded agreement"),
    events.LessonNoted(**_BY, lesson="was_hard", text="Finding the prompt"),
    events.ActionNoted(**_BY, text="Evaluate it", owner=BEN, due_on=date(2026, 12, 1)),
    events.PostMortemCompiled(**_BY, edition=1),
    TrialsPlanned(**_STEP, plan=_PLAN),
    TrialsFellShort(**_STEP, record=tried(_PLAN, Results(59, 2))),
    GroupsTold(**_BY, groups=("legal",), ids=("SLEGAL",), missing=("privacy",), message="Please look"),
    Interviewed(**_BY, says=("quality is worse overall",), ranking=("model_degradation",)),
    TypesSuspected(**_BY, before=(), after=("data_poisoning",)),
    HarmReported(**_BY, before=HarmOngoing.UNKNOWN, after=HarmOngoing.YES),
    *EVIDENCE_EVENTS,
    LeverSet(**_LEVER, owner=BEN, minutes=15, said="At 0.7", score=_MOVED),
    LeverEffectSeen(**_LEVER, effect="Errors back to 2 %", after=timedelta(minutes=9)),
    LeverNudged(at=MONDAY, number=1, title="Stricter moderation", owner=BEN, minutes=15),
    LeverRemoved(**_LEVER),
    LeverAdopted(**_LEVER),
    LeverStillSet(**_LEVER),
    LeverLeftOn(**_LEVER, reason="The fix is not verified"),
    RollbackDeclined(**_BY, reasons=("The world changed",), instead=("Human review layer",), note="Other inputs"),
    RollbackStarted(**_BY, before="v41", after="v40", parts=("prompt",), criteria="Quality is below its floor"),
    RollbackAdvanced(**_BY, stage="pointer", note="The alias has moved"),
    RollbackCompleted(**_BY, before="v41", after="v40", took=timedelta(minutes=18), over=timedelta(minutes=3)),
    RollbackAborted(**_BY, stage="routing", reason="It got worse"),
    RollbackOffered(at=MONDAY, trigger="quality", because="Quality is 0.7, below 0.8", value=0.7, threshold=0.8, n=400),
    IncidentRestricted(**_BY, reference="trace 7f3a"),
    LiftAsked(**_BY, reason="Legal looked at it"),
    RestrictionLifted(**_BY, reason="Legal looked at it"),
    MessageRestricted(**_BY, channel="C1", ts="1.1"),
    SampleDrawn(**_STEP, sample=_SAMPLE),
    SampleDiscarded(**_STEP),
    OutputsRemoved(**_STEP),
    WatchStarted(**_BY, ends_at=after(72 * 60), owner=BEN, watched="The error rate"),
    WatchEnded(at=MONDAY, lasted=timedelta(hours=72)),
    Regressed(**_BY, after=timedelta(hours=2), note="Errors again"),
    SignedOff(**_BY, part=Signer.OWNER),
    RolloutAdvanced(**_STEP, percent=10, seen="2 % as before"),
    RolloutWentBack(**_BY, text="Expose the fix in stages", percent=10, reason="Errors at 9 %"),
)


def rolling() -> Iterator[Incident]:
    """With a rollback before each of its stages, complete, and given up."""
    decision = Decision(before="v41", after="v40", parts=(Part.PROMPT,), criteria="Quality", way="make rollback")
    begun = rolling_back.begin(commanded(), decision, ANNA, after(6)).incident
    yield begun
    yield rolling_back.abort(begun, 1, "It got worse", BEN, after(7)).incident
    for minutes, stage in enumerate(STAGES, start=8):
        begun = rolling_back.advance(begun, 1, stage, BEN, after(minutes), "Seen").incident
        yield begun


def exposing() -> Iterator[Incident]:
    """With a fix at its first stage, taken back, and everywhere."""
    shares = (10, 100)
    at_first = rolling_out.reach(fixed(), "staged-rollout", Seen(10, "As before"), shares, ANNA, after(7)).incident
    yield at_first
    yield rolling_out.go_back(at_first, 1, "Errors at 9 %", BEN, after(8)).incident
    yield rolling_out.reach(at_first, "staged-rollout", Seen(100, "As before"), shares, ANNA, after(9)).incident


def stages() -> Iterator[Incident]:
    """New, commanded, late, typed, being handed over, with work done, restricted, and resolved."""
    yield declared(None)
    yield updating.ring(declared(Severity.P0), POLICY, after(31)).incident
    yield commanded()
    late = updating.ring(commanded(), POLICY, after(31)).incident
    yield late
    yield commanding.offer_hand_over(late, BEN, ANNA, after(40)).incident
    yield classifying.set_type(late, LIBRARY.runbook("bias_detection"), ANNA, after(41)).incident
    yield with_levers()
    yield from watched()
    yield commanded().having(restricted=True, private=True, lift_asked="Legal looked at it")
    yield resolved()


def watched() -> Iterator[Incident]:
    """Mitigated, watched, and watched to the end."""
    mitigated = ending.mitigate(commanded(), "Off", ANNA, after(30)).incident
    yield mitigated
    running = watching.begin(mitigated, Plan(BEN, "The error rate"), ANNA, after(31), POLICY).incident
    yield running
    over = watching.end(running, after(31 + 72 * 60)).incident
    yield over
    signed = watching.sign(over, Signer.COMMANDER, ANNA, after(5000)).incident
    yield watching.sign(signed, Signer.OWNER, BEN, after(5001)).incident


def with_levers() -> Incident:
    """One that is set, and one that was removed."""
    one = levers.put(commanded(), Pulling("Stricter moderation", BEN, score=_MOVED), ANNA, after(6)).incident
    two = levers.put(one, Pulling("Feature off", ANNA, 5, "feature_off"), ANNA, after(7)).incident
    return levers.remove(two, 2, ANNA, after(8)).incident
