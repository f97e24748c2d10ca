"""The lever board and the forms of levers, as people see them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks.levers import board, nudge, summary
from bot.blocks.modals import levers as forms
from bot.blocks.modals import resolve
from bot.domain import checklist, levers
from bot.domain.incident import Incident, Role, Status
from bot.domain.lever_board import ScoreMove, Stricter
from bot.domain.lever_events import LeverNudged
from bot.domain.levers import MOST_SET, Fate, Pulling
from bot.domain.policy import Policy
from bot.domain.works import Pull
from bot.ids import Field
from bot.library import Library
from bot.messages import Modal, Rendered

Shown = Callable[[Rendered | None], str]
Asked = Callable[[Modal], str]
OWNER = "U0OWNER"
HOSTILE = "<!channel> *x* <@U1>"


def put(incident: Incident, *titles: str, said: str | None = None, minutes: int = 30) -> Incident:
    for title in titles:
        pulling = Pulling(title, OWNER, minutes, said=said)
        incident = levers.put(incident, pulling, OWNER, incident.declared_at).incident
    return incident


def ended(incident: Incident, number: int) -> Incident:
    return levers.remove(incident, number, OWNER, incident.declared_at).incident


def labels(message: Rendered) -> list[str]:
    parts: list[dict[str, Any]] = []
    for block in message.blocks:
        parts += [*block.get("elements", ()), *filter(None, [block.get("accessory")])]
    return [part["text"]["text"] for part in parts if part["type"] == "button"]


def inputs(modal: Modal) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block for block in modal.view["blocks"] if block["type"] == "input"}


def test_each_lever_that_is_set_has_its_buttons_and_an_ended_one_a_way_back(incident: Incident, shown: Shown) -> None:
    worked = ended(put(incident, "Feature off", "Input filter"), 1)

    told = shown(board(worked))

    assert "Levers: 1 set, 1 removed" in told
    assert f"Removed by <@{OWNER}>" in told
    assert labels(board(worked)) == ["Effect seen", "Remove", "Adopt", "Still set", "Set a lever"]


def test_the_board_says_what_was_said_and_seen(incident: Incident, shown: Shown) -> None:
    moved = ScoreMove(stricter=Stricter.HIGHER, before=0.5, after=0.75)
    asked = Pulling("Stricter moderation", OWNER, 15, "stricter_moderation", None, moved)
    one = levers.put(incident, asked, OWNER, incident.declared_at).incident
    seen = levers.note_effect(one, 1, "Half as many reports", OWNER, incident.declared_at + timedelta(minutes=9))

    told = shown(board(seen.incident))

    assert "*Stricter moderation* (0.5 → 0.75, higher is stricter)" in told
    assert ":white_check_mark: Effect: Half as many reports" in told


def test_nothing_can_be_pressed_on_the_board_once_it_is_over(incident: Incident) -> None:
    over = ended(put(incident, "Feature off", "Input filter"), 1).having(status=Status.RESOLVED)

    assert labels(board(over)) == []


def test_what_was_left_on_can_still_be_ended_from_the_board(incident: Incident, shown: Shown) -> None:
    worked = put(incident, "Feature off").with_role(Role.COMMANDER, OWNER)
    left = levers.settle(worked, {1: Fate.LEFT_ON}, "Not verified", OWNER, incident.declared_at).incident
    over = left.having(status=Status.RESOLVED)

    assert labels(board(over)) == ["Remove", "Adopt"]
    assert "Left on: Not verified" in shown(board(over))


@pytest.mark.parametrize(
    "words", [pytest.param("w" * 2000, id="long"), pytest.param("&" * 2000, id="all of it entities")]
)
def test_the_board_fits_slack_however_many_levers_there_were(incident: Incident, shown: Shown, words: str) -> None:
    full = incident
    for number in range(40):
        full = ended(put(full, f"{words[:70]} {number}"), number + 1)
    full = put(full, *(f"{words[:70]} {number}" for number in range(MOST_SET)), said=words[:300])
    for lever in full.levers[-MOST_SET:]:
        full = levers.note_effect(full, lever.number, words, OWNER, incident.declared_at).incident

    told = shown(board(full))

    assert labels(board(full)).count("Adopt") == MOST_SET
    assert "earlier ones" in told


def test_hostile_titles_and_words_ping_nobody(incident: Incident, shown: Shown) -> None:
    worked = put(incident, HOSTILE, said=HOSTILE)
    event = LeverNudged(at=incident.declared_at, number=1, title=HOSTILE, owner=OWNER, minutes=5)

    told = shown(board(worked)) + shown(nudge(worked, event))

    assert "<!channel>" not in told
    assert "<@U1>" not in told


def test_the_summary_counts_what_there_is(incident: Incident) -> None:
    assert (summary(incident), summary(ended(put(incident, "Feature off"), 1))) == ("", "1 removed")


def test_the_form_offers_what_is_not_set_yet(incident: Incident, library: Library, asked: Asked) -> None:
    one = Pulling("Feature off", OWNER, 5, "feature_off")
    worked = levers.put(incident, one, OWNER, incident.declared_at).incident

    form = forms.set_lever(worked, library.catalogue.levers)

    assert asked(form)
    offered = [option["value"] for option in inputs(form)[Field.LEVER]["element"]["options"]]
    assert "feature_off" not in offered
    assert "rule_based_fallback" in offered


@pytest.mark.parametrize(
    ("chosen", "fields"),
    [
        pytest.param(None, {Field.HELD}, id="nothing is chosen"),
        pytest.param("feature_off", set(), id="it alters nothing"),
        pytest.param("lower_temperature", {Field.HELD}, id="it alters the system"),
        pytest.param("abstain_more", {Field.HELD, Field.SAID}, id="it asks"),
        pytest.param(
            "stricter_moderation",
            {Field.HELD, Field.STRICTER, Field.SCORE_BEFORE, Field.SCORE_AFTER},
            id="it asks for a score",
        ),
    ],
)
def test_a_lever_asks_what_belongs_to_it(
    incident: Incident, library: Library, asked: Asked, chosen: str | None, fields: set[Field]
) -> None:
    form = forms.set_lever(incident, library.catalogue.levers, chosen=chosen)

    always = {Field.LEVER, Field.OWN_LEVER, Field.OWNER, Field.EXPECTED}
    assert asked(form)
    assert set(inputs(form)) == always | fields


@pytest.mark.parametrize(
    ("words", "lever", "own"),
    [
        pytest.param("feature OFF", "feature_off", None, id="one of the catalogue"),
        pytest.param("Banner for doctors", None, "Banner for doctors", id="one of their own"),
    ],
)
def test_what_was_typed_after_the_command_stands_in_the_form(
    incident: Incident, library: Library, words: str, lever: str | None, own: str | None
) -> None:
    found = inputs(forms.set_lever(incident, library.catalogue.levers, words=words))

    chosen = found[Field.LEVER]["element"].get("initial_option")
    assert (chosen["value"] if chosen else None) == lever
    assert found[Field.OWN_LEVER]["element"].get("initial_value") == own


def test_the_only_lever_of_a_step_is_ticked_with_its_usual_minutes(
    incident: Incident, library: Library, asked: Asked
) -> None:
    item = pulling(incident, "feature_off")

    form = forms.pull(incident, item, library.catalogue.named(("feature_off",)))

    assert "5 min: Switch the feature off" in asked(form)
    found = inputs(form)
    assert [one["value"] for one in found[Field.LEVERS]["element"]["initial_options"]] == ["feature_off"]
    assert found[Field.EXPECTED]["element"]["initial_value"] == "5"


def test_a_step_whose_levers_are_set_says_so_and_offers_none(
    incident: Incident, library: Library, asked: Asked
) -> None:
    one = Pulling("Feature off", OWNER, 5, "feature_off")
    worked = levers.put(incident, one, OWNER, incident.declared_at).incident

    form = forms.pull(worked, pulling(worked, "feature_off"), library.catalogue.named(("feature_off",)))

    assert "Set already: Feature off" in asked(form)
    assert Field.LEVERS not in inputs(form)


def test_closing_asks_for_each_lever_that_is_set_and_remembers_what_was_left_on(
    incident: Incident, asked: Asked
) -> None:
    worked = put(ended(put(incident, "Feature off"), 1), "Input filter", "Budgets").with_role(Role.COMMANDER, OWNER)
    settled = levers.settle(
        worked, {2: Fate.LEFT_ON, 3: Fate.ADOPTED}, "Not verified", OWNER, incident.declared_at
    ).incident

    first, again = inputs(resolve(worked, Policy())), inputs(resolve(settled, Policy()))

    assert asked(resolve(worked, Policy()))
    assert [block for block in first if block.startswith(Field.LEVER_END)] == ["lever_end:2", "lever_end:3"]
    assert [block for block in again if block.startswith(Field.LEVER_END)] == ["lever_end:2"]
    assert again["lever_end:2"]["element"]["initial_option"]["value"] == "left_on"
    assert again[Field.LEFT_ON]["element"]["initial_value"] == "Not verified"


def test_closing_without_levers_asks_for_none(incident: Incident) -> None:
    assert Field.LEFT_ON not in inputs(resolve(incident, Policy()))


def pulling(incident: Incident, *ids: str) -> checklist.Item:
    """A step that is done by setting levers."""
    return incident.checklist.items[0].model_copy(update={"work": Pull(levers=ids)})


def test_whoever_sets_a_rollback_is_told_of_the_guided_one(incident: Incident, library: Library, asked: Asked) -> None:
    chosen = forms.set_lever(incident, library.catalogue.levers, chosen="rollback")
    offered = forms.pull(incident, pulling(incident, "rollback"), library.catalogue.named(("rollback",)))

    assert "/ai-incident rollback" in asked(chosen)
    assert "/ai-incident rollback" in asked(offered)
