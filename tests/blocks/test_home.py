"""The Home: what it shows, in which order, and that it always fits."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.blocks.home import Closed, Overview, Seen, home
from bot.domain import commanding, ending, levers, updating, working
from bot.domain.agenda import waiting_for
from bot.domain.checklist import of_phase
from bot.domain.incident import Incident, PreventionAction, Review
from bot.domain.levers import Fate, Pulling
from bot.domain.taxonomy import Severity
from bot.messages import Home
from tests.domain.incidents import ANNA, BEN, MONDAY, POLICY, after, commanded, declared, resolved

Words = Callable[[Home], str]
STEPS = len(commanded().checklist.items)
LONG = "Everything & <everyone> " * 40


def seen(incident: Incident, channel: str | None = "C1") -> Seen:
    return Seen(incident, "Bias detection", channel)


def numbered(count: int, **changes: object) -> list[Incident]:
    return [declared().having(number=number, **changes) for number in range(1, count + 1)]


def test_an_incident_is_shown_with_all_that_somebody_on_call_asks_first(home_words: Words) -> None:
    words = home_words(home(Overview(after(6), running=[seen(commanded())])))

    assert "Open incidents: 1" in words
    assert "*Incident 7: The assistant agrees with everything*\nP1 — High · Bias detection · Evidence" in words
    assert f"<#C1> · Commander: <@{ANNA}> · Next: classification due <!date^{int(after(10).timestamp())}^" in words
    assert f"{len(commanded().checklist.items)} steps open, 0 done, 0 skipped" in words


def test_a_restricted_incident_is_named_by_its_number_alone(home_words: Words) -> None:
    closed = commanded().having(private=True, restricted=True)

    words = home_words(home(Overview(after(6), running=[seen(closed)])))

    assert "*:lock: Incident 7*" in words
    assert closed.title not in words


def test_what_is_late_says_since_when(home_words: Words) -> None:
    late = updating.ring(declared(Severity.P0), POLICY, after(31)).incident

    words = home_words(home(Overview(after(31), running=[seen(late, channel=None)])))

    assert "Commander: nobody yet" in words
    assert f":warning: *Late:* response was due <!date^{int(after(15).timestamp())}^" in words


def test_done_and_skipped_steps_are_told_apart(home_words: Words) -> None:
    first, second, *_ = of_phase(commanded().checklist)
    worked = working.complete(commanded(), first.step_id, ANNA, after(6)).incident
    worked = working.skip(worked, second.step_id, "The provider keeps them", ANNA, after(7)).incident

    words = home_words(home(Overview(after(8), running=[seen(worked)])))

    assert f"{len(worked.checklist.items) - 2} steps open, 1 done, 1 skipped" in words


def test_the_worst_incident_stands_first(home_words: Words) -> None:
    mild, bad = declared(Severity.P3).having(number=1), declared(Severity.P0).having(number=2)

    words = home_words(home(Overview(MONDAY, running=[seen(mild), seen(bad)])))

    assert words.index("Incident 2") < words.index("Incident 1")


def test_what_waits_for_the_person_stands_above_with_the_button_that_does_it(home_words: Words) -> None:
    incident = commanding.offer_hand_over(commanded(), BEN, ANNA, after(6)).incident
    incident = working.assign(incident, of_phase(incident.checklist)[0].step_id, BEN, after(6)).incident
    action = PreventionAction(text="Evaluate <it>", owner=BEN, due_on=(MONDAY - timedelta(days=1)).date())
    over = resolved().having(number=3, review=Review(actions=(action,)))
    waiting = waiting_for(BEN, [incident, over], after(8))

    words = home_words(home(Overview(after(8), waiting, [seen(incident)])))

    assert words.index("Waiting for you: 3") < words.index("Open incidents: 1")
    assert "You are asked to take command" in words
    assert "Accept command" in words
    assert "*Your step:* " in words
    assert "*Your action:* Evaluate &lt;it&gt;\n:warning: *Late:* was due 2026-11-22 · Incident 3:" in words


def test_the_owner_of_a_lever_is_asked_for_its_effect_and_reminded_of_what_was_left_on(home_words: Words) -> None:
    running = levers.put(commanded(), Pulling("Feature off", BEN, 5), ANNA, after(6)).incident
    left = levers.settle(running, {1: Fate.LEFT_ON}, "Not verified", ANNA, after(60)).incident
    over = ending.resolve(left, "It holds", ANNA, after(60)).incident.having(number=3)

    words = home_words(home(Overview(after(61), waiting_for(BEN, [running, over], after(61)))))

    assert f"*Is its effect seen?* Feature off\nExpected by <!date^{int(after(11).timestamp())}^" in words
    assert "*Still set:* Feature off\nLeft on: Not verified · Incident 3" in words
    assert "Effect seen" in words
    assert "Remove" in words


def test_a_commander_is_asked_for_the_next_update(home_words: Words) -> None:
    waiting = waiting_for(ANNA, [commanded()], after(8))

    words = home_words(home(Overview(after(8), waiting, [seen(commanded())])))

    assert f"*Post a status update*\nNext: status update due <!date^{int(after(30).timestamp())}^" in words
    assert "Post update" in words


def test_a_closed_incident_leads_to_its_post_mortem_where_that_is_known(home_words: Words) -> None:
    shared = Closed(resolved(), "C1", "https://example.slack.com/files/UBOT/F1/postmortem.md")
    unshared = Closed(resolved().having(number=8), None, None)

    words = home_words(home(Overview(after(70), closed=[shared, unshared])))

    assert "Recently closed" in words
    assert "<https://example.slack.com/files/UBOT/F1/postmortem.md|Post-mortem> · <#C1>" in words
    assert words.count("Post-mortem") == 1


def test_a_newcomer_is_told_what_to_do(home_words: Words) -> None:
    words = home_words(home(Overview(MONDAY)))

    assert "*No open incidents.*" in words
    assert all(label in words for label in ("Declare an incident", "Plan ahead", "Help"))
    assert "Recently closed" not in words
    assert "Waiting for you" not in words


@pytest.mark.parametrize("count", [1, 38, 39, 200], ids=lambda count: f"{count} open")
def test_however_much_there_is_it_fits_and_says_how_much_is_missing(home_words: Words, count: int) -> None:
    incidents = numbered(count, title=LONG, system=LONG, roles=commanded().roles)
    closed = [Closed(resolved().having(title=LONG), "C1", "https://example.org/p") for _ in range(9)]
    waiting = waiting_for(ANNA, incidents, MONDAY)

    shown = home(Overview(MONDAY, waiting, [seen(incident) for incident in incidents], closed))

    words = home_words(shown)
    listed = words.count(":*\n") + words.count("…*\n")
    assert len(shown.view["blocks"]) <= 100
    assert f"Open incidents: {count}" in words
    assert ("more, see `/ai-incident list`" in words) is (listed < count)
    assert listed >= min(count, 35)
