from datetime import date

import pytest

from bot.domain.incident import Factor, Lesson, NotedChange, PreventionAction
from bot.domain.taxonomy import ChangeKind, Layer
from bot.domain.transcript import Person
from bot.errors import InvalidField
from bot.messages import Upload
from bot.service import ending, listen, review
from bot.service.command import ByPerson, take_command
from bot.service.ending import Closing
from bot.service.review import Noted, Prose
from handlers.payload import entry
from tests.domain.incidents import MONDAY
from tests.service.place import UNWATCHED, Place, short

DANA = Person(id="UDANA", names=("Dana Whitfield", "dana", "Dana"))
FACTOR = Factor(layer=Layer.PROMPT, text="The system prompt rewarded agreement")
ACTION = PreventionAction(text="Evaluate agreement before release", owner="UDANA", due_on=date(2026, 12, 1))
CHANGE = NotedChange(change=ChangeKind.MODEL, text="Model v42 went out", at=MONDAY)
LESSON = Lesson(lesson="went_well", text="The rollback took six minutes")


@pytest.mark.parametrize(
    ("what", "kind"),
    [
        pytest.param(FACTOR, "factor_noted", id="factor"),
        pytest.param(ACTION, "action_noted", id="action"),
        pytest.param(CHANGE, "change_noted", id="change"),
        pytest.param(LESSON, "lesson_noted", id="lesson"),
    ],
)
async def test_what_is_noted_stands_in_the_review_and_on_the_timeline(
    place: Place, what: Factor | PreventionAction | NotedChange | Lesson, kind: str
) -> None:
    await place.opened()

    await place.ask(review.note, Noted(1, "UANNA", what))

    noted = place.incident().review
    assert what in (*noted.factors, *noted.actions, *noted.changes, *noted.lessons)
    assert kind in place.kinds()


async def test_the_owner_of_an_action_is_looked_up(place: Place) -> None:
    await place.opened()

    await place.ask(review.note, Noted(1, "UANNA", ACTION))

    assert "look_up UDANA" in short(place.news())


@pytest.mark.parametrize(
    "nobody",
    [Person(id="UDANA", is_bot=True), Person(id="UDANA", is_deactivated=True)],
    ids=["an app", "an account that was closed"],
)
async def test_an_action_needs_an_owner_who_can_act(place: Place, nobody: Person) -> None:
    await place.opened()
    await place.meet(nobody)

    with pytest.raises(InvalidField) as refusal:
        await place.ask(review.note, Noted(1, "UANNA", ACTION))

    assert (refusal.value.field, refusal.value.values["problem"]) == ("owner", "cannot_act")


async def test_a_post_mortem_before_the_end_is_followed_by_the_buttons_of_the_review(place: Place) -> None:
    await place.opened("C1")
    place.news()

    await place.ask(review.compile_now, ByPerson(1, "UANNA"))

    assert short(place.news())[-1] == "post review"


async def test_an_action_that_is_due_already_is_refused(place: Place) -> None:
    await place.opened()
    overdue = ACTION.model_copy(update={"due_on": date(2026, 11, 1)})

    with pytest.raises(InvalidField) as refusal:
        await place.ask(review.note, Noted(1, "UANNA", overdue))

    assert (refusal.value.field, refusal.value.values["problem"]) == ("due_on", "in_the_past")


async def test_after_the_end_the_review_goes_on_and_editions_are_counted_and_kept(place: Place) -> None:
    await place.opened()
    await place.ask(take_command, ByPerson(1, "UANNA"))
    await place.ask(ending.resolve, Closing(1, "UANNA", "It holds", unwatched=UNWATCHED))
    await place.ask(review.note, Noted(1, "UANNA", FACTOR))

    second = await place.ask(review.compile_now, ByPerson(1, "UANNA"))

    assert place.incident().review.editions == 2
    assert FACTOR.text in second
    files = [message.filename for message in place.news() if isinstance(message, Upload)]
    assert files == ["postmortem-1-v1.md", "postmortem-1-v2.md"]


async def test_no_document_names_a_person(place: Place) -> None:
    await place.opened("C1")
    await place.meet(DANA)
    await place.ask(take_command, ByPerson(1, "UDANA"))
    said = {"ts": "1795424460.000100", "user": "UDANA", "text": "Dana here, <@UDANA> and @dana roll back"}
    await place.ask(listen.said, entry("C1", said))
    await place.ask(listen.pin, listen.OnMessage("C1", "1795424460.000100", "UANNA"))

    document = await place.ask(review.compile_now, ByPerson(1, "UDANA"))

    assert "roll back" in document
    for name in ("Dana", "dana", "Whitfield", "UDANA"):
        assert name not in document


async def test_words_of_blame_are_found_by_known_names(place: Place) -> None:
    await place.meet(DANA)

    found = await place.ask(review.blame_in, Prose("Dana should have checked the prompt."))

    assert [one.words for one in found] == ["Dana should have checked"]
    assert await place.ask(review.blame_in, Prose("The prompt rewarded agreement.")) == ()
