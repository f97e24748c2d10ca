"""The interview: a ranking with reasons that does not claim more than its answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.catalogue import MOST_QUESTIONS
from bot.domain.interview import Fit, Interview, interview, telling_question
from bot.domain.runbook import Runbook
from bot.domain.taxonomy import Severity
from bot.ids import INTERVIEW_FIELDS
from tests.domain.incidents import LIBRARY

QUESTIONS = LIBRARY.catalogue.interview
ANSWERS = [answer.id for question in QUESTIONS for answer in question.answers]
TYPES = [pytest.param(book, id=book.slug) for book in LIBRARY.types()]


def asked(*given_: str) -> Interview:
    return interview(given_, QUESTIONS, LIBRARY.types())


@pytest.mark.parametrize(
    ("given_", "slug"),
    [
        pytest.param(("quality_worse", "new_version", "replay_is_bad"), "model_degradation", id="a bad release"),
        pytest.param(("invented_facts", "fails_without_source"), "hallucination_spike", id="invented sources"),
        pytest.param(("unequal_groups", "fails_for_group"), "bias_detection", id="one group fares worse"),
        pytest.param(("harmful_output", "own_prompts"), "safety_bypass", id="a jailbreak"),
        pytest.param(("odd_instructions", "third_party_text", "acted_unasked"), "prompt_injection", id="planted text"),
        pytest.param(("planted_data", "new_data", "fails_on_trigger"), "data_poisoning", id="a trigger in the data"),
        pytest.param(("data_given_away", "systematic_queries"), "model_inversion", id="records drawn out"),
        pytest.param(("quality_worse", "other_inputs", "replay_is_good"), "distribution_shift", id="another world"),
        pytest.param(("agent_did_damage", "agent_exceeded"), "harmful_agent_action", id="an agent of its own accord"),
    ],
)
def test_what_people_see_leads_to_the_type(given_: tuple[str, ...], slug: str) -> None:
    found = asked(*given_)

    assert found.ranking[0].type == slug
    assert found.fit is Fit.CLEAR


def test_the_ranking_gives_reasons_for_and_against_in_words() -> None:
    ranking = asked("quality_worse", "other_inputs", "fails_in_segment", "replay_is_bad").ranking

    [shift] = [one for one in ranking if one.type == "distribution_shift"]
    assert shift.reasons == ("quality is worse overall", "the inputs became others", "it fails in one segment")
    assert shift.against == ("earlier inputs, run again, get bad results now",)


def test_without_answers_nothing_is_claimed() -> None:
    assert asked() == Interview()
    assert asked().fit is Fit.NOTHING
    assert asked().beside("bias_detection") == ()


def test_answers_that_speak_only_against_types_lead_to_none() -> None:
    book = LIBRARY.runbook("bias_detection").model_copy(update={"interview": {"not_adversarial": -2}})

    assert interview(["not_adversarial"], QUESTIONS, [book]).fit is Fit.NOTHING


def test_types_with_equal_points_are_a_tie() -> None:
    found = asked("harmful_output", "odd_instructions")

    assert found.ranking[0].points == found.ranking[1].points
    assert found.fit is Fit.TIE


def test_a_single_answer_is_never_a_clear_fit() -> None:
    assert {asked(answer).fit for answer in ANSWERS}.isdisjoint({Fit.CLEAR})


def test_of_a_question_with_one_answer_the_first_counts_and_unknown_ids_say_nothing() -> None:
    found = asked("own_prompts", "not_adversarial", "no_such_answer")

    assert [one.id for one in found.said] == ["not_adversarial"]


def test_beside_the_type_that_is_chosen_the_other_likely_ones_are_suspected() -> None:
    found = asked("quality_worse", "not_adversarial", "no_single_version")

    assert found.beside("model_degradation") == ("distribution_shift",)
    assert found.beside("bias_detection") == ("model_degradation", "distribution_shift")


def test_the_telling_question_is_found_from_either_side() -> None:
    agent, injection = LIBRARY.runbook("harmful_agent_action"), LIBRARY.runbook("prompt_injection")

    assert telling_question(injection, agent) == telling_question(agent, injection)
    assert telling_question(LIBRARY.runbook("bias_detection"), LIBRARY.runbook("model_inversion")) is None


def test_there_are_fields_for_all_questions_and_each_answer_speaks_for_some_type() -> None:
    weighed = {answer for book in LIBRARY.types() for answer in book.interview}

    assert len(QUESTIONS) <= MOST_QUESTIONS == len(INTERVIEW_FIELDS)
    assert weighed == set(ANSWERS)


@pytest.mark.parametrize("book", TYPES)
def test_every_type_can_come_out_of_the_interview_and_says_when_it_is_how_grave(book: Runbook) -> None:
    speaking = [answer for answer, weight in book.interview.items() if weight > 0]

    assert asked(*speaking).ranking[0].type == book.slug
    assert set(book.severity_hints) == set(Severity)


@given(st.sets(st.sampled_from(ANSWERS)))
def test_whatever_is_answered_the_ranking_is_honest(given_: set[str]) -> None:
    found = asked(*given_)

    points = [one.points for one in found.ranking]
    assert points == sorted(points, reverse=True)
    assert all(one.points > 0 and one.reasons for one in found.ranking)
    assert found.fit is not Fit.CLEAR or points[0] - (points[1:2] or [0])[0] >= 3
    assert Interview.model_validate_json(found.model_dump_json()) == found
