"""The watch in messages: what it says at each stage, and what can be pressed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.blocks.modals import resolve, watching
from bot.blocks.watch import watch
from bot.domain.clocks import DeadlineKind, start
from bot.domain.incident import Incident, Role
from bot.domain.policy import Policy
from bot.domain.taxonomy import Severity
from bot.domain.watch import Signer, SignOff, Watch
from bot.ids import Action

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OVER = Watch(started_at=NOON, owner="UOWNER", ended_at=NOON + timedelta(hours=72))
SIGNATURES = tuple(SignOff(part=part, by="UCOM", at=NOON) for part in Signer)


def watched(incident: Incident, of: Watch = OVER, **more: Any) -> Incident:
    clock = start(DeadlineKind.WATCH, NOON, timedelta(hours=72))
    return incident.having(watch=of, resolved_at=None, **more).with_deadline(clock)


def pressed(incident: Incident) -> list[str]:
    blocks = watch(incident).blocks
    return [element["action_id"] for block in blocks for element in block.get("elements", ()) if "action_id" in element]


def test_a_watch_that_runs_is_left_only_by_a_regression(incident: Incident) -> None:
    running = watched(incident, Watch(started_at=NOON, owner="UOWNER", watched="<!channel> errors"))

    said = str(watch(running))

    assert pressed(running) == [Action.OPEN_REGRESSED]
    assert "Watched since" in said
    assert "<!channel>" not in said


def test_who_has_to_sign_is_called_by_the_message_at_the_end(incident: Incident) -> None:
    over = watched(incident, roles={Role.COMMANDER: "UCOM"})

    assert "commander <@UCOM>, owner of the system <@UOWNER>" in watch(over).text
    assert pressed(over) == [Action.SIGN_AS_COMMANDER, Action.SIGN_AS_OWNER, Action.OPEN_REGRESSED]


def test_once_both_have_signed_the_message_offers_to_resolve(incident: Incident) -> None:
    signed = watched(incident, OVER.model_copy(update={"signed": SIGNATURES}))

    assert pressed(signed) == [Action.OPEN_RESOLVE, Action.OPEN_REGRESSED]
    assert "have signed it off" in watch(signed).text


def test_nobody_is_called_where_nobody_owns_the_system(incident: Incident) -> None:
    over = watched(incident, OVER.model_copy(update={"owner": None}), roles={})

    assert "owner of the system (nobody yet)" in watch(over).text


def test_closing_asks_why_without_the_watch_only_where_one_is_owed(incident: Incident) -> None:
    signed = watched(incident, OVER.model_copy(update={"signed": SIGNATURES}))
    minor = incident.having(severity=Severity.P3, watch=None)

    assert "Close all the same?" in str(resolve(incident.having(watch=None), Policy()))
    assert "Close all the same?" not in str(resolve(signed, Policy()))
    assert "Close all the same?" not in str(resolve(minor, Policy()))


def test_the_form_says_how_long_is_watched_and_offers_who_is_on_call(incident: Incident) -> None:
    held = incident.having(severity=Severity.P2, watch=None, roles={Role.ML_ON_CALL: "UON"})

    form = str(watching.begin(held, Policy()))

    assert "24 h at P2" in form
    assert "'initial_user': 'UON'" in form
