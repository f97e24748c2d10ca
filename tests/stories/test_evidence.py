"""Evidence before change: asked once before the system is altered, and never in the way."""

from tests.stories.looking import checklist
from tests.stories.reading import ask, has
from tests.stories.test_evaluations import compiled, incident
from tests.stories.town import Town

POISONING = "Data poisoning"


async def test_what_alters_the_system_asks_once_and_goes_on_either_way(town: Town) -> None:
    ada = await town.person("ada")
    channel = await incident(town, ada, POISONING, leave=3)
    assert has(await checklist(ada, channel, "Contain"), "It alters the system: is the evidence held?")

    await town.presses(ada, channel, "Evidence held?")
    await town.submits(ada, {"Is the evidence held?": "Not held, harm goes on"})

    shown = await checklist(ada, channel, "Contain")
    assert has(shown, "evidence not held, harm goes on, says")
    assert has(await ask(town, ada, channel, "timeline"), "said that the evidence is not held and harm goes on")
    assert "not held and that harm went on, so that this did not wait" in await compiled(town, ada, channel)
