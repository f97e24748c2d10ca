"""Steps with a form of their own: what is recorded stands in the checklist, on the timeline and in the post-mortem."""

from tests.stories.looking import checklist, document
from tests.stories.reading import ask, has
from tests.stories.town import Town

DECIDED = "Decided: A prompt change; A model update."


async def test_a_decision_is_recorded_from_its_button_to_the_post_mortem(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": "Hallucination spike"})
    for _ in range(4):
        await town.presses(ada, channel, "Next phase")

    await town.presses(ada, channel, "Decide")
    await town.submits(ada, {"Answer": ["A prompt change", "A model update"], "Note": "Both went out on Friday"})

    assert has(await checklist(ada, channel, "Root cause"), DECIDED, "Both went out on Friday")
    assert has(await ask(town, ada, channel, "timeline"), DECIDED)
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    assert DECIDED in await document(ada, channel)
