"""What messages and forms show of systems on record."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.blocks import of_systems
from bot.blocks.card import card
from bot.blocks.modals import of_systems as forms
from bot.domain.incident import Incident
from bot.domain.registry import ModelVersion, Registered
from bot.domain.systems import Bundle, Judged, System, judged
from bot.errors import RegistryFailed
from bot.library import Library
from bot.messages import Modal, Rendered
from sandbox.blockkit.check import check_view

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
Shown = Callable[[Rendered | None], str]
HOSTILE = "<!channel> *v41* & co"
READY: dict[str, Any] = {
    "name": "Support assistant",
    "owner": "S0SUPPORT",
    "bundles": [
        {"label": "2026-05-02 v41", "parts": {"model": 41, "prompt": "p-7"}, "minutes": 12},
        {"label": "v40", "minutes": 12},
        {"label": "v39", "minutes": 15},
    ],
    "rehearsal": {"on": "2026-09-01", "minutes": 14},
    "rollback": "make rollback TO=v40",
}


REGISTERED = Registered(HOSTILE * 9, HOSTILE, "3", tuple(ModelVersion(number, NOW) for number in "321"))


def known(**changes: Any) -> Judged:
    return judged(System.model_validate({**READY, **changes}), NOW)


def test_the_card_shows_what_is_in_service_the_owner_and_the_readiness(
    incident: Incident, library: Library, shown: Shown
) -> None:
    text = shown(card(incident, library.runbook("bias_detection"), "U0BOT", known=known(rehearsal=None)))

    line = "In service: *2026-05-02 v41* · owner <!subteam^S0SUPPORT> · :warning: Rollback not ready: a rollback was"
    assert line in text


def test_the_card_says_nothing_of_a_system_without_a_record(incident: Incident, library: Library, shown: Shown) -> None:
    assert "Rollback" not in shown(card(incident, library.runbook("bias_detection"), "U0BOT"))


def test_who_asks_sees_the_judgement_and_what_it_rests_on(shown: Shown) -> None:
    text = shown(of_systems.readiness(known(), "support.yml"))

    assert ":white_check_mark: *Support assistant*: rollback ready" in text
    assert "*In service*: 2026-05-02 v41 · model 41, prompt p-7 · 12 minutes to deploy" in text
    assert "*Last rehearsal*: 2026-09-01, 14 minutes" in text
    assert "stands in the file support.yml" in text
    assert "Edit the record" not in text


def test_every_reason_is_listed(shown: Shown) -> None:
    text = shown(of_systems.readiness(judged(System(name="new"), NOW), None))

    assert "not ready, 4 things are missing" in text
    assert text.count("• ") == 4
    assert "Edit the record" in text


def test_many_systems_fit_into_one_answer(shown: Shown) -> None:
    many = [known(name=f"{number} {'x' * 70}") for number in range(60)]

    text = shown(of_systems.readiness_list(many))

    assert text.count(":white_check_mark:") == 40
    assert "… and 20 more" in text


@pytest.mark.parametrize("build", [of_systems.lapsed, lambda one: of_systems.readiness(one, HOSTILE)])
def test_what_people_typed_has_no_effect(build: Callable[[Judged], Rendered], shown: Shown) -> None:
    hostile = known(name=HOSTILE, rollback=HOSTILE * 20, bundles=[Bundle(label=HOSTILE, parts={"model": HOSTILE * 9})])

    message = build(hostile)

    assert "<!channel>" not in shown(message)
    assert "<!channel>" not in message.text


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(forms.system_name([HOSTILE, "x" * 90]), id="name"),
        pytest.param(forms.system_name([]), id="first name"),
        pytest.param(forms.system_facts(known(name="x" * 80, owner="U0ANNA").system), id="facts"),
        pytest.param(forms.system_facts(System(name=HOSTILE)), id="empty facts"),
        pytest.param(
            forms.system_bundles(known().system, RegistryFailed(problem="no_answer", detail="")), id="bundles"
        ),
        pytest.param(forms.system_bundles(System(name=HOSTILE), REGISTERED), id="bundles of a registry"),
        pytest.param(forms.rehearsed(HOSTILE, "U0ANNA", NOW.date()), id="rehearsed"),
    ],
)
def test_slack_takes_the_forms(form: Modal) -> None:
    check_view(form.view, "modal")


def test_what_a_registry_knows_stands_where_nothing_is_on_record() -> None:
    registered = REGISTERED._replace(model="support")

    empty = str(forms.system_bundles(System(name="x"), registered).view)
    kept = str(forms.system_bundles(known().system, registered).view)

    assert "'support 3; model: 3\\nsupport 2; model: 2\\nsupport 1; model: 1'" in empty
    assert "'2026-05-02 v41; 12 min; model: 41; prompt: p-7" in kept
    assert "On record as in service is 41: one of both is wrong" in kept


def test_a_form_is_filled_with_what_is_on_record() -> None:
    system = known(
        log_retention={"traces": "P30D"},
        triggers={"quality": {"metric": "groundedness", "at": 0.8, "direction": "below"}, "safety_event": False},
        eu_high_risk=True,
        registry={"model": "support", "alias": "champion"},
    ).system

    view = str(forms.system_facts(system).view)

    for written in (
        "'traces: P30D'",
        "'groundedness below 0.8'",
        "'S0SUPPORT'",
        "'make rollback TO=v40'",
        "'champion'",
    ):
        assert f"'initial_value': {written}" in view
    assert "safety_event" not in view.partition("initial_options")[2].partition("]")[0]
