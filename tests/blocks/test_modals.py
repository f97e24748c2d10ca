from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import modals
from bot.blocks.modals import choices
from bot.domain import checklist as runbook
from bot.domain.incident import Answers, Incident
from bot.domain.policy import Policy
from bot.domain.taxonomy import UNCLASSIFIED, Harm, NoticedBy, Severity
from bot.domain.triage import Impact, Measure, suggest_severity
from bot.ids import Field
from bot.library import Library
from bot.messages import Context, Modal

Asked = Callable[[Modal], str]


def inputs(modal: Modal) -> dict[str, dict[str, Any]]:
    """Every input block by its label."""
    return {block["label"]["text"]: block for block in modal.view["blocks"] if block["type"] == "input"}


def chosen(modal: Modal, label: str) -> str:
    return str(inputs(modal)[label]["element"]["initial_option"]["value"])


def every_modal(incident: Incident, library: Library) -> list[Modal]:
    return [
        modals.start("now", ["assistant"], library, title="Title"),
        modals.start("plan", [], library),
        modals.classify(incident, library),
        modals.status_update(incident, Policy(), known="It lies"),
        modals.change_severity(incident),
        modals.change_type(incident, library),
        modals.assign_role(incident),
        modals.skip_step(incident, incident.checklist.items[0].step_id),
        modals.snooze(incident),
        modals.hand_over(incident),
        modals.mitigated(incident),
        modals.resolve(incident, Policy()),
        modals.reopen(incident),
        modals.factor(incident),
        modals.lesson(incident),
        modals.action(incident),
        modals.change(incident),
        modals.notice("That did not work", "Because."),
    ]


def test_slack_takes_every_modal(incident: Incident, library: Library, asked: Asked) -> None:
    for modal in every_modal(incident, library):
        assert asked(modal)


def test_an_input_is_found_by_its_fields_name(incident: Incident, library: Library) -> None:
    for modal in every_modal(incident, library):
        for block in inputs(modal).values():
            assert block["block_id"] == block["element"]["action_id"] == Field(block["block_id"])


def test_now_asks_only_what_is_needed_to_open(library: Library) -> None:
    modal = modals.start("now", [], library)

    assert list(inputs(modal)) == [
        "Is this an incident or a plan?",
        "Title",
        "AI system",
        "Is harm going on?",
        "Severity",
        "Privacy",
    ]
    assert modal.view["submit"]["text"] == "Open incident"


def test_planning_asks_for_system_purpose_and_types(library: Library) -> None:
    modal = modals.start("plan", [], library)

    assert list(inputs(modal))[1:] == ["AI system", "What does the system do?", "Plan for these types"]
    assert modal.view["submit"]["text"] == "Write plan"


def test_changing_the_mode_keeps_the_ids_of_what_is_asked_in_both(library: Library) -> None:
    now, plan = (inputs(modals.start(mode, ["assistant"], library)) for mode in choices.Mode)

    for label in {*now} & {*plan}:
        assert now[label]["block_id"] == plan[label]["block_id"]
        assert now[label]["element"]["action_id"] == plan[label]["element"]["action_id"]


def test_known_systems_are_offered_and_a_new_one_can_be_typed(library: Library) -> None:
    modal = modals.start("now", ["assistant", "assistant", "x" * 200, " "], library)

    offered = [option["value"] for option in inputs(modal)["AI system"]["element"]["options"]]
    assert offered == ["assistant"]
    assert inputs(modal)["Or a new one"]["optional"]


def test_a_hundred_systems_are_offered_at_most(library: Library, asked: Asked) -> None:
    modal = modals.start("now", [f"system {n}" for n in range(150)], library)

    assert asked(modal)
    assert len(inputs(modal)["AI system"]["element"]["options"]) == 100


def test_severities_are_offered_with_definition_and_policys_sla(library: Library, asked: Asked) -> None:
    policy = Policy.model_validate({"response_sla": {"P0": "PT5S"}})

    words = asked(modals.start("now", [], library, policy=policy))

    assert "P0 — Critical (respond within 5 s)" in words
    assert "P1 — High (respond within 1 h)" in words
    assert "Safety violation, legal exposure, or complete service failure" in words
    assert "Not sure yet" in words


@pytest.mark.parametrize(
    ("severity", "value"),
    [pytest.param(None, choices.NOT_SURE, id="not said"), pytest.param(Severity.P1, "P1", id="said")],
)
def test_not_sure_is_the_severity_unless_one_was_said(library: Library, severity: Severity | None, value: str) -> None:
    modal = modals.start("now", [], library, severity=severity)

    assert chosen(modal, "Severity") == value


def test_an_over_long_title_is_cut_to_what_its_input_takes(library: Library, asked: Asked) -> None:
    modal = modals.start("now", [], library, title="t" * 500)

    element = inputs(modal)["Title"]["element"]
    assert asked(modal)
    assert len(element["initial_value"]) == element["max_length"] == 150


def test_the_form_carries_where_it_came_from(library: Library) -> None:
    modal = modals.start("now", [], library, context=Context(channel="C1", source="https://x.example/p1"))

    context = Context.model_validate_json(modal.view["private_metadata"])
    assert context == Context(channel="C1", source="https://x.example/p1", mode="now")


def test_nothing_has_to_be_answered_to_classify(incident: Incident, library: Library) -> None:
    modal = modals.classify(incident, library)

    assert all(block["optional"] for block in inputs(modal).values())
    assert modal.view["submit"]["text"] == "Save"
    assert modal.view["close"]["text"] == "Later"


def test_what_was_answered_is_filled_in(incident: Incident, library: Library) -> None:
    answers = Answers(
        affected="all users",
        began_at=incident.declared_at,
        noticed_by=NoticedBy.PRESS,
        harms=frozenset({Harm.FRAUD, Harm.LATENCY}),
        error_rate=Measure(31.5, "relative"),
    )

    shown = inputs(modals.classify(incident.having(answers=answers), library))

    assert shown["Who is affected?"]["element"]["initial_value"] == "all users"
    assert shown["Since when?"]["element"]["initial_date_time"] == 1745773200
    assert shown["Who noticed?"]["element"]["initial_option"]["value"] == "press"
    assert [box["value"] for box in shown["What harm is seen?"]["element"]["initial_options"]] == ["fraud"]
    assert [box["value"] for box in shown["Where, and how far?"]["element"]["initial_options"]] == ["latency"]
    assert shown["Error rate up by"]["element"]["initial_value"] == "31.5"
    assert shown["Error rate up by: unit"]["element"]["initial_option"]["value"] == "relative"


def test_a_chosen_type_shows_its_definition(incident: Incident, library: Library) -> None:
    modal = modals.classify(incident, library, chosen_type="data_poisoning", answers=Answers())

    defined = [block["text"]["text"] for block in modal.view["blocks"] if block.get("block_id") == "definition"]
    assert defined == [library.runbook("data_poisoning").definition]


def test_not_being_sure_of_the_type_shows_no_definition(incident: Incident, library: Library) -> None:
    modal = modals.classify(incident, library, chosen_type=None, answers=Answers())

    assert chosen(modal, "Type") == UNCLASSIFIED
    assert not [block for block in modal.view["blocks"] if block.get("block_id") == "definition"]


def test_the_suggestion_gives_its_reasons_and_only_its_section_changes(
    incident: Incident, library: Library, asked: Asked
) -> None:
    suggestion = suggest_severity(Impact(frozenset({Harm.PERSONAL_DATA})))

    before = modals.classify(incident, library)
    after = modals.classify(incident, library, chosen_type=incident.type, suggestion=suggestion, answers=Answers())

    changed = [new for old, new in zip(before.view["blocks"], after.view["blocks"], strict=True) if old != new]
    assert [block["block_id"] for block in changed] == ["suggestion"]
    assert "Suggested: *P0* because\n• Personal data leaked." in asked(after)
    assert chosen(after, "Severity") == choices.AS_SUGGESTED


@dataclass(frozen=True)
class Cadence:
    every: str
    offered: str
    first: str


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(Cadence("PT30M", "30 min", "15 min"), id="30 minutes"),
        pytest.param(Cadence("P1D", "24 h", "15 min"), id="a day"),
        pytest.param(Cadence("PT5S", "5 s", "5 s"), id="5 seconds"),
        pytest.param(Cadence("PT5M", "5 min", "5 min"), id="5 minutes"),
    ],
)
def test_the_next_update_is_offered_at_policys_cadence(incident: Incident, asked: Asked, case: Cadence) -> None:
    modal = modals.status_update(incident, Policy.model_validate({"update_every": case.every}))

    element = inputs(modal)["Next update in"]["element"]
    assert asked(modal)
    assert element["initial_option"]["text"]["text"] == case.offered
    assert element["options"][0]["text"]["text"] == case.first


def test_command_is_no_role_to_assign(incident: Incident) -> None:
    options = inputs(modals.assign_role(incident))["Role"]["element"]["options"]

    assert "incident commander" not in [option["value"] for option in options]
    assert "ML on-call" in [option["text"]["text"] for option in options]


def test_resolving_lists_open_steps_and_running_clocks_and_wants_a_yes(incident: Incident, asked: Asked) -> None:
    step = incident.checklist.items[0]
    done = incident.having(checklist=runbook.complete(incident.checklist, step.step_id, "U1", incident.declared_at))

    modal = modals.resolve(done, Policy())

    words = asked(modal)
    still_open = len(done.checklist.items) - 1
    assert f"{still_open} open steps" in words
    assert f"… and {still_open - 5} more" in words
    assert step.text not in words
    assert "status update, due <!date^1745775000^" in words
    assert not inputs(modal)["Confirm"].get("optional")


def test_a_finished_checklist_has_no_open_steps_to_list(incident: Incident, asked: Asked) -> None:
    empty = incident.having(checklist=incident.checklist.model_copy(update={"items": ()}), deadlines={})

    words = asked(modals.resolve(empty, Policy()))

    assert "*Open steps:* none" in words
    assert "*Running clocks:*\nnone" in words


def test_skipping_names_the_step_and_remembers_it(incident: Incident, asked: Asked) -> None:
    step = incident.checklist.items[0]

    modal = modals.skip_step(incident, step.step_id)

    assert step.text in asked(modal)
    assert Context.model_validate_json(modal.view["private_metadata"]).step == step.step_id


@dataclass(frozen=True)
class Blaming:
    words: str
    why: str
    rewrite: str | None


def test_words_of_blame_come_with_a_rewrite(asked: Asked) -> None:
    found = Blaming("<@U1> ignored the alert", "It judges a person.", "The alert was not acted on for 20 minutes.")

    words = asked(modals.blame([found, Blaming("x" * 3000, "Why", None)] * 20))

    assert "“&lt;@U1&gt; ignored the alert”" in words
    assert "*Instead:* The alert was not acted on for 20 minutes." in words


def test_words_that_the_same_is_said_about_stand_together(asked: Asked) -> None:
    found = [Blaming(name, "It is a name.", "Write the role.") for name in ("Gao", "Wen", "Gao")]

    words = asked(modals.blame(found))

    assert "“Gao”, “Wen”\nIt is a name." in words
    assert words.count("It is a name.") == 1


def test_a_notice_shows_its_words_and_nothing_else(asked: Asked) -> None:
    words = asked(modals.notice("A title that is far too long for Slack", "<!channel> " * 900))

    assert "A title that is far too…" in words
    assert "<!channel>" not in words


def test_more_types_than_boxes_become_a_menu(library: Library, asked: Asked) -> None:
    book = library.runbook("bias_detection")
    own = {f"own{n}": book.model_copy(update={"slug": f"own{n}", "title": f"Own {n}"}) for n in range(5)}

    modal = modals.start("plan", [], Library({**library.runbooks, **own}, library.catalogue, ()))

    assert asked(modal)
    assert inputs(modal)["Plan for these types"]["element"]["type"] == "multi_static_select"


def test_snoozing_offers_15_30_and_60_minutes(incident: Incident) -> None:
    options = inputs(modals.snooze(incident))["Remind again in"]["element"]["options"]

    assert [timedelta(minutes=int(option["value"])) for option in options] == [
        timedelta(minutes=15),
        timedelta(minutes=30),
        timedelta(hours=1),
    ]
