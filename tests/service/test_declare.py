from bot.domain.clocks import DeadlineKind
from bot.domain.taxonomy import Severity
from bot.messages import Invite, OpenChannel, Post
from tests.domain.incidents import MONDAY
from tests.service.conftest import OpenPlace
from tests.service.place import Place, short, words


async def test_a_declaration_is_stored_told_and_sent_at_once(place: Place) -> None:
    number = await place.declare()

    assert number == 1
    assert place.incident().declared_at == MONDAY
    assert place.kinds() == ["declared"]
    assert short(place.news()) == [
        "open_channel",
        "invite UANNA",
        "stand card",
        "pin card",
        "set_topic",
        "add_bookmark card",
        "stand checklist:unclassified:evidence",
        "post",
        "invite UFIRST",
        "stand announcement",
        "look_up UANNA",
    ]


async def test_the_channel_is_named_by_number_and_title(place: Place) -> None:
    await place.declare(title="The refund bot invents refunds!")

    channel = next(message for message in place.news() if isinstance(message, OpenChannel))
    assert (channel.name, channel.private) == ("inc-1-the-refund-bot-invents-refunds", False)


async def test_a_private_channel_has_the_number_alone_for_a_name(place: Place) -> None:
    await place.declare(private=True, title="CEO's payroll leaked")

    channel = next(message for message in place.news() if isinstance(message, OpenChannel))
    assert (channel.name, channel.private) == ("inc-1", True)


async def test_everyone_whom_policy_names_is_mentioned_once_and_invited(place: Place) -> None:
    await place.declare(Severity.P0)

    news = place.news()
    assert [one.says.text.count("<@USECOND>") for one in news if isinstance(one, Post)] == [1]
    assert Invite(incident=1, targets=("UFIRST", "USECOND")) in news


async def test_where_policy_names_nobody_nobody_is_called(place: Place) -> None:
    await place.declare(Severity.P3)

    assert not [one for one in place.news() if isinstance(one, Post)]


async def test_without_an_announce_channel_nothing_is_announced(open_office: OpenPlace) -> None:
    place = open_office(announce_channel=None)

    await place.declare()

    assert "stand announcement" not in short(place.news())


async def test_policy_sets_the_first_clock(open_office: OpenPlace) -> None:
    place = open_office(response_sla={"P0": "PT5S"})

    await place.declare(Severity.P0)

    clock = place.incident().deadlines[DeadlineKind.RESPONSE]
    assert (clock.due_at - clock.started_at).total_seconds() == 5


async def test_a_title_of_markup_pings_nobody(place: Place) -> None:
    await place.declare(Severity.P0, title="<!channel> *x* <@U1>")

    said = words(place.news())
    assert "<!channel>" not in said
    assert "<@U1>" not in said


async def test_incidents_are_numbered_as_they_come(place: Place) -> None:
    numbers = [await place.declare() for _ in range(3)]

    assert numbers == [1, 2, 3]
