"""What of triage is shown: the interview with its ranking, details of a type on request, and what else it may be."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from bot.blocks import modals
from bot.blocks.standing import Standing
from bot.domain.incident import Answers, Incident
from bot.domain.runbook import LookAlike, Runbook
from bot.domain.taxonomy import UNCLASSIFIED, Severity
from bot.ids import INTERVIEW_FIELDS, Slot
from bot.library import Library, load_library
from bot.messages import Context, Modal, Rendered

Asked = Callable[[Modal], str]
Shown = Callable[[Rendered | None], str]
TYPES = [pytest.param(book, id=book.slug) for book in load_library().types()]


def offered(modal: Modal) -> list[tuple[str, str | None]]:
    """The buttons beside the ranking: what they read, and the type that each stands for."""
    beside = [block["accessory"] for block in modal.view["blocks"] if "accessory" in block]
    return [(one["text"]["text"], Context.model_validate_json(one["value"]).type) for one in beside]


def blocks(modal: Modal, kind: str) -> list[dict[str, Any]]:
    return [block for block in modal.view["blocks"] if block["type"] == kind]


def unclassified(incident: Incident) -> Incident:
    return incident.having(type=UNCLASSIFIED)


def test_every_question_may_be_skipped_and_asks_by_itself(incident: Incident, library: Library, asked: Asked) -> None:
    modal = modals.interviewing(unclassified(incident), library)

    questions = blocks(modal, "input")
    assert asked(modal)
    assert [block["block_id"] for block in questions] == list(INTERVIEW_FIELDS)
    assert all(block["optional"] and block["dispatch_action"] for block in questions)
    assert all("Don't know" in str(block) for block in questions if block["element"]["type"] == "radio_buttons")
    assert offered(modal) == []


def test_inputs_stay_in_place_while_the_ranking_below_them_follows(incident: Incident, library: Library) -> None:
    before = modals.interviewing(unclassified(incident), library, [])
    after = modals.interviewing(unclassified(incident), library, ["harmful_output", "own_prompts"])

    ids = [[block["block_id"] for block in blocks(modal, "input")] for modal in (before, after)]
    assert ids[0] == ids[1]
    assert offered(after)[0] == ("Classify as Safety bypass / jailbreak", "safety_bypass")


def test_the_type_that_it_has_is_not_offered_again(incident: Incident, library: Library) -> None:
    modal = modals.interviewing(incident.having(type="safety_bypass"), library, ["harmful_output", "own_prompts"])

    assert offered(modal) == []


def test_an_over_long_title_of_a_type_fits_into_its_button(incident: Incident, library: Library, asked: Asked) -> None:
    own = library.runbook("bias_detection").model_copy(update={"slug": "own", "title": "T" * 75})
    books = replace(library, runbooks={**library.runbooks, "own": own})

    modal = modals.interviewing(unclassified(incident), books, ["unequal_groups", "fails_for_group"])

    assert asked(modal)
    assert max(len(label) for label, _ in offered(modal)) == 75


@pytest.mark.parametrize("book", TYPES)
def test_details_give_references_with_version_and_year(book: Runbook, library: Library, asked: Asked) -> None:
    words = unescape(asked(modals.type_details(book.slug, library)))

    assert all(text in words for text in (book.owner, *(one.question for one in book.look_alikes)))
    assert not book.references.atlas or "5.6.0" in words
    assert all(str(year) in words for year in book.references.owasp)
    assert "*P0*: " in words


def test_a_long_runbook_of_an_organisation_still_fits(library: Library, asked: Asked) -> None:
    lines = tuple(f"{n} {'x' * 290}" for n in range(40))
    alike = tuple(LookAlike(text=line, question=line) for line in lines)
    own = library.runbook("bias_detection").model_copy(update={"slug": "own", "signals": lines, "look_alikes": alike})

    assert asked(modals.type_details("own", replace(library, runbooks={**library.runbooks, "own": own})))


def test_the_card_says_what_else_it_may_be_and_the_question_that_tells(
    standing: Standing, incident: Incident, shown: Shown
) -> None:
    suspecting = incident.having(suspected=("data_poisoning", "model_inversion", "gone_by_now"))

    words = shown(standing.stand(suspecting, Slot.CARD))

    assert "*Also suspected:* Data poisoning, Model inversion / extraction" in words
    assert "To tell Data poisoning from it: Do the examples behind the pattern come from few sources" in words


def test_every_type_may_be_suspected_at_once(standing: Standing, incident: Incident, shown: Shown) -> None:
    others = tuple(book.slug for book in standing.library.types() if book.slug != incident.type)

    assert "Also suspected" in shown(standing.stand(incident.having(suspected=others), Slot.CARD))


def test_only_who_is_not_sure_is_offered_the_interview(standing: Standing, incident: Incident, shown: Shown) -> None:
    unsure, sure = (shown(standing.stand(one, Slot.CARD)) for one in (unclassified(incident), incident))

    assert "Which type? Interview" in unsure
    assert "Which type? Interview" not in sure


def test_a_chosen_type_says_at_which_severity_it_is_what(incident: Incident, library: Library, asked: Asked) -> None:
    words = asked(modals.classify(incident, library, chosen_type="prompt_injection", answers=Answers()))

    hints = library.runbook("prompt_injection").severity_hints
    assert all(f"*{severity}*: {hints[severity]}" in words for severity in Severity)


def test_the_form_of_the_type_remembers_what_it_showed(incident: Incident, library: Library, asked: Asked) -> None:
    modal = modals.change_type(incident.having(suspected=("data_poisoning",)), library)

    [box] = [block for block in blocks(modal, "input") if block["label"]["text"] == "Also suspected"]
    assert asked(modal)
    assert [one["value"] for one in box["element"]["initial_options"]] == ["data_poisoning"]
    assert Context.model_validate_json(modal.view["private_metadata"]).shown == ("data_poisoning",)
