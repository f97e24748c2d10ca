"""The app's Home: what a person can start there, and what they find."""

from tests.stories.town import Town

OPEN = {"Title": "Bot promises refunds", "AI system": "Support bot"}


async def test_an_incident_is_declared_from_the_home_and_stands_there_from_then_on(town: Town) -> None:
    ada = await town.person("ada")
    before = await ada.opens_home()
    await town.settle()
    empty = (await ada.must_home()).words

    form = (await ada.presses_home("Declare an incident")).view
    await town.submits(ada, OPEN)

    assert before is None
    assert "No open incidents." in empty
    assert form is not None
    assert form.title == "AI incident"
    assert "Open incidents: 1" in (await ada.must_home()).words
    assert "Bot promises refunds" in (await ada.must_home()).words


async def test_the_tab_of_messages_alone_publishes_nothing(town: Town) -> None:
    ada = await town.person("ada")

    await ada.opens_home("messages")
    await town.settle()

    assert await ada.home() is None
