"""Who is told because of what was found: once the answer says so, and nobody for another answer."""

import pytest

from bot.domain import classifying, notifying, working
from bot.domain.checklist import Finding
from bot.domain.incident import Change, Incident
from bot.domain.notifying_events import GroupsTold
from bot.domain.records import PastOutputs, Reached
from tests.domain.incidents import ANNA, LIBRARY, POLICY, after, commanded


def bypassed() -> Incident:
    return classifying.set_type(commanded(), LIBRARY.runbook("safety_bypass"), ANNA, after(6)).incident


def accounted(seen: Reached) -> Change:
    record = PastOutputs(query="intent = weapon", seen=seen)
    done = working.complete(bypassed(), "past-harmful-outputs", ANNA, after(7), Finding(record=record)).incident
    return notifying.because_of(done, "past-harmful-outputs", POLICY, (), after(7))


def test_trust_and_safety_and_legal_hear_at_once_that_users_saw_harmful_outputs() -> None:
    [event] = accounted(Reached.YES).events

    assert isinstance(event, GroupsTold)
    assert (event.groups, event.ids, event.missing) == (("legal",), ("SLEGAL",), ("trust_and_safety",))
    assert "Real users saw such outputs" in event.message


@pytest.mark.parametrize("seen", [Reached.NO, Reached.UNKNOWN])
def test_nobody_is_called_for_outputs_that_nobody_is_known_to_have_seen(seen: Reached) -> None:
    assert accounted(seen).events == ()
