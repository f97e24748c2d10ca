from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.blocks.standing import Standing, UnknownSlotError
from bot.domain.clocks import DeadlineKind
from bot.domain.events import StatusUpdated
from bot.domain.incident import Incident, Role, Status
from bot.domain.records import ReachedStage
from bot.domain.rollback import Run, Stage, advance
from bot.domain.rollout import Rollout
from bot.domain.systems import Part
from bot.domain.taxonomy import Harm, HarmOngoing, Severity
from bot.domain.triage import Impact, suggest_severity
from bot.ids import Slot
from bot.messages import Context, Rendered

Shown = Callable[[Rendered | None], str]
HOSTILE = "<!channel> *x* <@U1>"


def buttons(message: Rendered | None) -> dict[str, Context]:
    """Label of every button, with what it is about."""
    found: dict[str, Context] = {}
    for block in message.blocks if message else ():
        parts: list[dict[str, Any]] = [*block.get("elements", ()), *filter(None, [block.get("accessory")])]
        found |= {
            part["text"]["text"]: Context.model_validate_json(part["value"])
            for part in parts
            if part["type"] == "button"
        }
    return found


def commanded(incident: Incident) -> Incident:
    return incident.with_role(Role.COMMANDER, "U0COMMANDER")


def updated(incident: Incident, words: str) -> Incident:
    at = incident.declared_at
    update = StatusUpdated(at=at, by="U0WRITER", known=words, doing=words, impact=words, next_update_at=at)
    return incident.having(latest_update=update)


def resolved(incident: Incident) -> Incident:
    over = commanded(incident)
    return over.having(status=Status.RESOLVED, resolved_at=incident.declared_at + timedelta(hours=2, minutes=5))


def test_the_card_says_what_is_known_and_due(standing: Standing, incident: Incident, shown: Shown) -> None:
    card = shown(standing.stand(incident, Slot.CARD))

    assert "Incident 7: Assistant agrees with everything" in card
    assert "Bias detection" in card
    assert "discriminatory patterns" in card
    assert "P0 — Critical" in card
    assert "Safety violation, legal exposure, or complete service failure" in card
    assert "Take command by <!date^1745774100^" in card
    assert "nobody yet" in card
    assert "Next status update due <!date^1745775000^" in card


def test_a_severity_that_nobody_has_decided_is_marked(standing: Standing, incident: Incident, shown: Shown) -> None:
    unsure = incident.having(
        severity=Severity.P2, provisional=True, suggestion=suggest_severity(Impact(frozenset({Harm.FRAUD})))
    )

    card = shown(standing.stand(unsure, Slot.CARD))

    assert "P2 — Medium, provisional (not sure yet)" in card
    assert "Suggested: *P0* because" in card
    assert "fraud" in card


def test_a_late_response_says_by_how_much(standing: Standing, incident: Incident, shown: Shown) -> None:
    clock = incident.deadlines[DeadlineKind.RESPONSE]
    late = incident.with_deadline(clock.settled(clock.due_at + timedelta(minutes=12)))

    card = shown(standing.stand(late, Slot.CARD))

    assert "Missed by 12 min" in card


def test_the_card_says_that_harm_goes_on_until_it_stopped(standing: Standing, incident: Incident, shown: Shown) -> None:
    ongoing = incident.having(harm_ongoing=HarmOngoing.YES)
    stopped = ongoing.having(status=Status.MITIGATED, mitigated_at=incident.declared_at)
    closed = ongoing.having(status=Status.RESOLVED, resolved_at=incident.declared_at)

    told = [shown(standing.stand(one, Slot.CARD)) for one in (ongoing, stopped, closed)]

    assert "*Harm going on*\nYes" in told[0]
    assert "*Harm going on*\nNo: it stopped <!date^1745773200^" in told[1]
    assert "*Harm going on*\nNo: the incident is closed" in told[2]


def test_command_is_offered_until_somebody_has_it(standing: Standing, incident: Incident) -> None:
    before = buttons(standing.stand(incident, Slot.CARD))
    after = buttons(standing.stand(commanded(incident), Slot.CARD))

    assert set(before) == {
        "Take command",
        "I'm helping",
        "Classify",
        "Post update",
        "Set a lever",
        "Roll back",
        "Mitigated",
    }
    assert set(after) == {*before} - {"Take command"} | {"Hand over", "Resolve"}
    assert before["Take command"] == Context(incident=7)


def test_that_the_harm_has_stopped_is_said_once_from_the_card(standing: Standing, incident: Incident) -> None:
    stopped = incident.having(status=Status.MITIGATED, mitigated_at=incident.declared_at)

    offered = [buttons(standing.stand(each, Slot.CARD)) for each in (incident, stopped)]

    assert ["Mitigated" in each for each in offered] == [True, False]


def test_a_resolved_incident_has_no_buttons_on_its_card(standing: Standing, incident: Incident) -> None:
    assert buttons(standing.stand(resolved(incident), Slot.CARD)) == {}


@pytest.mark.parametrize("slot", [slot for slot in Slot if slot is not Slot.SAMPLE])
def test_a_hostile_title_pings_nobody(standing: Standing, incident: Incident, shown: Shown, slot: str) -> None:
    hostile = updated(incident, HOSTILE).having(
        title=HOSTILE, system=HOSTILE, rollbacks=(_hostile_run(),), rollouts=(_HOSTILE_ROLLOUT,)
    )
    place = f"{slot}:bias_detection:evidence" if slot == Slot.CHECKLIST else slot

    message = standing.stand(hostile, place)

    assert message is not None
    assert shown(message)
    assert not any("<!channel" in text or "<@U1>" in text for text in (message.text, *_mrkdwn(message.blocks)))


_HOSTILE_ROLLOUT = Rollout(
    number=1,
    step="staged-rollout",
    text=HOSTILE,
    stages=(10, 100),
    reached=(ReachedStage(percent=10, at=datetime(2026, 3, 2, tzinfo=UTC), by="U2", seen=HOSTILE),),
    went_back_at=datetime(2026, 3, 2, tzinfo=UTC),
    reason=HOSTILE,
)


def _hostile_run() -> Run:
    words = {"before": HOSTILE, "after": HOSTILE, "criteria": HOSTILE, "way": HOSTILE}
    run = Run(parts=(Part.PROMPT,), decided_by="U2", started_at=datetime(2026, 3, 2, tzinfo=UTC), **words)  # type: ignore[arg-type]  # words are text; the rest has defaults
    return advance(run, Stage.TARGET, "U2", run.started_at, HOSTILE)[0]


def _mrkdwn(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if value.get("type") == "mrkdwn" else []
        return own + [text for inner in value.values() for text in _mrkdwn(inner)]
    return [text for inner in value for text in _mrkdwn(inner)] if isinstance(value, list | tuple) else []


def test_all_mrkdwn_is_verbatim(standing: Standing, incident: Incident) -> None:
    message = standing.stand(incident, Slot.CARD)

    assert message is not None
    texts = [block["text"] for block in message.blocks if block["type"] == "section" and "text" in block]
    assert all(text["verbatim"] for text in texts)


def test_over_long_words_are_cut_on_the_card(standing: Standing, incident: Incident, shown: Shown) -> None:
    long = updated(incident, "<" * 2000).having(title="t" * 150, system="s" * 5000)

    card = shown(standing.stand(long, Slot.CARD))

    assert "…" in card


def test_the_announcement_of_a_private_incident_tells_no_title(
    standing: Standing, incident: Incident, shown: Shown
) -> None:
    message = standing.stand(updated(incident, "secret").having(private=True), Slot.ANNOUNCEMENT)

    told = shown(message)
    assert "Incident 7 (private): P0 — Critical · open" in told
    assert message is not None
    assert "Assistant" not in told + message.text
    assert "assistant" not in told
    assert "secret" not in told


def test_the_announcement_leads_to_the_channel_once_it_is_known(
    standing: Standing, incident: Incident, shown: Shown
) -> None:
    knowing = Standing(standing.library, standing.policy, standing.bot, {7: "C0INCIDENT"}.get)

    told = shown(knowing.stand(incident, Slot.ANNOUNCEMENT))

    assert "<#C0INCIDENT>" in told


@pytest.mark.parametrize("title", [pytest.param("t" * 150, id="long"), pytest.param("&" * 150, id="all entities")])
def test_the_topic_fits_what_slack_allows(standing: Standing, incident: Incident, title: str) -> None:
    topic = standing.topic(incident.having(title=title, provisional=True))

    assert len(topic) <= 250
    assert topic.startswith("P0 (provisional) · open · nobody commands yet · ")


def test_a_reminder_calls_the_commander_and_counts(standing: Standing, incident: Incident, shown: Shown) -> None:
    clock = incident.deadlines[DeadlineKind.STATUS_UPDATE]
    rung = clock.rang(clock.due_at + timedelta(minutes=30)).rang(clock.due_at + timedelta(minutes=60))
    message = standing.stand(commanded(incident).with_deadline(rung), Slot.REMINDER)

    told = shown(message)

    assert "Status update is due" in told
    assert "<@U0COMMANDER>: a status update has been due since <!date^1745775000^" in told
    assert "Reminder 2 in a row" in told
    assert set(buttons(message)) == {"Post update", "Snooze", "Hand over"}


def test_a_reminder_without_a_commander_offers_command(standing: Standing, incident: Incident, shown: Shown) -> None:
    message = standing.stand(incident, Slot.REMINDER)

    assert "Nobody commands yet" in shown(message)
    assert "Take command" in buttons(message)


def test_nothing_reminds_once_it_is_over(standing: Standing, incident: Incident) -> None:
    assert standing.stand(resolved(incident), Slot.REMINDER) is None


def test_the_closing_message_can_be_undone_and_leads_to_the_review(
    standing: Standing, incident: Incident, shown: Shown
) -> None:
    message = standing.stand(resolved(incident), Slot.RESOLVED)

    assert "2 h 5 min" in shown(message)
    assert set(buttons(message)) == {
        "Undo (10 minutes)",
        "Add factor",
        "Add lesson",
        "Add action",
        "What changed",
        "Classify",
        "Compile post-mortem",
    }


def test_a_post_mortem_before_the_end_brings_the_buttons_of_the_review(standing: Standing, incident: Incident) -> None:
    message = standing.stand(incident, Slot.REVIEW)

    assert "Add factor" in buttons(message)
    assert "Undo (10 minutes)" not in buttons(message)


def test_open_questions_are_named(standing: Standing, incident: Incident, shown: Shown) -> None:
    answered = incident.answers.model_copy(update={"affected": "all users"})
    message = standing.stand(incident.having(answers=answered), Slot.CLASSIFY)

    told = shown(message)

    assert "These questions are still open: what the system does, how far it reaches" in told
    assert "who is affected" not in told
    assert set(buttons(message)) == {"Classify"}


def test_the_successor_is_asked_and_can_accept(standing: Standing, incident: Incident, shown: Shown) -> None:
    message = standing.stand(commanded(incident).having(successor="U0NEXT"), Slot.HAND_OVER)

    assert "<@U0NEXT>: <@U0COMMANDER> asks you to take command" in shown(message)
    assert set(buttons(message)) == {"Accept command"}


def test_a_missed_response_calls_whom_policy_names(standing: Standing, incident: Incident, shown: Shown) -> None:
    message = standing.stand(incident, "response_missed")

    assert "<@U0CALLED> <!subteam^S0SAFETY>" in shown(message)
    assert "Take command" in buttons(message)


def test_an_unknown_slot_is_a_bug(standing: Standing, incident: Incident) -> None:
    with pytest.raises(UnknownSlotError):
        standing.stand(incident, "nonsense")
