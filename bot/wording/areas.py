"""Events that are defined by areas of their own, each worded in the area's module."""

from typing import assert_never

from bot.domain.evidence_events import EvidenceEvent
from bot.domain.lever_events import LeverEvent
from bot.domain.notifying_events import GroupsTold
from bot.domain.restricting_events import Restricting
from bot.domain.rollback_events import RollbackEvent
from bot.domain.rollout_events import RolloutEvent
from bot.domain.sampling_events import SamplingEvent
from bot.domain.watch_events import WatchEvent
from bot.wording.evidence import of_evidence
from bot.wording.levers import levers
from bot.wording.notifying import notifying
from bot.wording.restricting import restricting
from bot.wording.rollback import rolling
from bot.wording.rollout import exposing
from bot.wording.sampling import sampling
from bot.wording.triaging import Triaging, triaging
from bot.wording.verifying import Verifying, verifying
from bot.wording.voice import Voice
from bot.wording.watching import watching

_Guarding = Restricting | WatchEvent
_Changing = EvidenceEvent | LeverEvent | RollbackEvent | RolloutEvent
_Evaluating = Verifying | SamplingEvent
Area = _Evaluating | GroupsTold | Triaging | _Changing | _Guarding


def of_area(event: Area, voice: Voice) -> str:
    """Return what happened, as a sentence that begins with who did it."""
    if isinstance(event, _Evaluating):
        return _evaluating(event, voice)
    if isinstance(event, GroupsTold):
        return notifying(event, voice)
    if isinstance(event, Triaging):
        return triaging(event, voice)
    if isinstance(event, _Changing):
        return _changing(event, voice)
    if isinstance(event, _Guarding):
        return restricting(event, voice) if isinstance(event, Restricting) else watching(event, voice)
    assert_never(event)


def _evaluating(event: _Evaluating, voice: Voice) -> str:
    return sampling(event, voice) if isinstance(event, SamplingEvent) else verifying(event, voice)


def _changing(event: _Changing, voice: Voice) -> str:
    if isinstance(event, EvidenceEvent):
        return of_evidence(event, voice)
    if isinstance(event, LeverEvent):
        return levers(event, voice)
    if isinstance(event, RollbackEvent):
        return rolling(event, voice)
    return exposing(event, voice)
