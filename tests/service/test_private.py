"""A type that policy keeps private moves the incident into a private channel."""

from bot.domain.classifying import Decision
from bot.domain.incident import Answers
from bot.messages import Invite, OpenChannel, Post, SetTopic
from bot.service import checklist, classify, command, levers, listen
from bot.service.checklist import OnStep
from bot.service.classify import Classification, SetType
from bot.service.command import ByPerson
from bot.service.levers import SetOne, Told
from bot.store import MessageRef
from handlers.payload import entry
from tests.service.conftest import OpenPlace
from tests.service.place import Place, short, words

TITLE = "Payroll of Dana Whitfield leaks"
TO_PRIVATE = SetType(1, "UBEN", "model_inversion")


async def opened_in_public(place: Place) -> None:
    await place.opened("CPUBLIC", title=TITLE)
    with place.store.transaction() as work:
        work.places.remember(1, "card", MessageRef("CPUBLIC", "1.1"))
        work.places.remember(1, "announcement", MessageRef("CALL", "2.2"))


async def test_a_private_channel_takes_the_place_of_the_public_one(place: Place) -> None:
    await opened_in_public(place)

    await place.ask(classify.set_type, TO_PRIVATE)

    opened = [one for one in place.news() if isinstance(one, OpenChannel)]
    assert [(one.name, one.private) for one in opened] == [("inc-1", True)]
    assert place.incident().private


async def test_until_it_is_made_nothing_of_the_incident_can_be_said_in_the_public_one(place: Place) -> None:
    await opened_in_public(place)

    await place.ask(classify.set_type, TO_PRIVATE)

    with place.store.transaction() as work:
        assert work.places.channel_of(1) is None
        assert work.places.incident_in("CPUBLIC") is None
        assert work.places.message(1, "card") is None


async def test_the_public_channel_hears_where_things_went_but_not_what_it_is_about(place: Place) -> None:
    await opened_in_public(place)

    await place.ask(classify.set_type, TO_PRIVATE)

    public = [one for one in place.news() if isinstance(one, Post) and "CPUBLIC" in one.to.model_dump_json()]
    assert len(public) == 1
    assert "private channel" in public[0].says.text
    assert "Whitfield" not in words(public)


async def test_the_topic_of_the_public_channel_tells_the_title_no_longer(place: Place) -> None:
    await opened_in_public(place)

    await place.ask(classify.set_type, TO_PRIVATE)

    [topic] = [one for one in place.news() if isinstance(one, SetTopic) and one.left]
    assert topic.left == "CPUBLIC"
    assert "has moved" in topic.says
    assert "Whitfield" not in topic.says


async def test_the_card_is_taken_out_of_the_public_channel_and_the_announcement_edited(place: Place) -> None:
    await opened_in_public(place)

    await place.ask(classify.set_type, TO_PRIVATE)

    news = short(place.news())
    assert "take_back CPUBLIC" in news
    assert "stand announcement" in news
    with place.store.transaction() as work:
        assert work.places.message(1, "announcement") == MessageRef("CALL", "2.2")


async def test_whoever_has_a_part_in_it_is_invited(place: Place) -> None:
    await opened_in_public(place)
    await place.ask(command.take_command, ByPerson(1, "UCOMMANDER"))
    await place.ask(command.offer_help, ByPerson(1, "UHELPER"))
    await place.ask(checklist.done, OnStep(1, "UWORKER", "hold-changes"))
    await place.ask(listen.said, entry("CPUBLIC", {"ts": "3.3", "user": "UTALKER", "text": "Seen it too"}))
    await place.ask(listen.said, entry("CPUBLIC", {"ts": "3.4", "user": "UOTHERBOT", "bot_id": "B2", "text": "Alert"}))
    place.news()

    await place.ask(classify.set_type, TO_PRIVATE)

    invited = {user for one in place.news() if isinstance(one, Invite) for user in one.targets}
    assert invited == {"UANNA", "UFIRST", "UCOMMANDER", "UHELPER", "UWORKER", "UTALKER", "UBEN"}


async def test_the_form_that_names_the_type_moves_it_too(place: Place) -> None:
    await opened_in_public(place)

    await place.ask(classify.classify, Classification(1, "UBEN", Answers(), "model_inversion", Decision()))

    assert place.incident().private
    assert "open_channel" in short(place.news())


async def test_who_speaks_in_the_public_channel_afterwards_is_not_recorded(place: Place) -> None:
    await opened_in_public(place)
    await place.ask(classify.set_type, TO_PRIVATE)

    await place.ask(listen.said, entry("CPUBLIC", {"ts": "4.4", "user": "UTALKER", "text": "What happened?"}))

    assert place.transcript() == ()


async def test_an_incident_that_is_private_already_stays_where_it_is(place: Place) -> None:
    await place.opened("CPRIVATE", private=True)

    await place.ask(classify.set_type, TO_PRIVATE)

    assert "open_channel" not in short(place.news())
    with place.store.transaction() as work:
        assert work.places.channel_of(1) == "CPRIVATE"


async def test_a_type_that_policy_leaves_public_moves_nothing(open_office: OpenPlace) -> None:
    place = open_office(private_channel_for=[])
    await opened_in_public(place)

    await place.ask(classify.set_type, TO_PRIVATE)

    assert not place.incident().private
    assert "open_channel" not in short(place.news())


async def test_the_levers_stand_in_the_private_channel_too(place: Place) -> None:
    await opened_in_public(place)
    await place.ask(levers.put, SetOne(1, "UANNA", "feature_off", None, Told("UANNA")))
    place.news()

    await place.ask(classify.set_type, TO_PRIVATE)

    news = short(place.news())
    assert news.index("open_channel") < news.index("stand levers") < news.index("pin levers")
