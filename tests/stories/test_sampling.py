"""Outputs sampled and labelled in Slack: side by side, in one modal, and never seen in the channel or a document."""

from sandbox.people import Person
from sandbox.screen import Said
from tests.stories.looking import checklist, document, from_the_bot
from tests.stories.reading import ask, has
from tests.stories.town import Town

SECRET = "Refunds take ninety days :wave: <!channel> *now*"


async def spiking(town: Town, ada: Person, leave: int = 2) -> str:
    """A hallucination spike in its phase of scoping."""
    channel = await town.declared(ada)
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": "Hallucination spike"})
    for _ in range(leave):
        await town.presses(ada, channel, "Next phase")
    return channel


async def brings(town: Town, person: Person, channel: str, outputs: str, how: str, **more: object) -> None:
    await town.presses(person, channel, "Sample outputs")
    form = {"Drawn from what?": "refund answers, 1 to 3 May", "How were they drawn?": how, **more}
    outcome = await town.submits(person, {**form, "Outputs (about 50)": outputs} if outputs else form)
    assert outcome.ok, outcome.errors


async def labels(town: Town, person: Person, channel: str, *given: str) -> str:
    """Label outputs in one go; returns what is read in the end, when the channel has been told."""
    await town.presses(person, channel, "Label outputs")
    for label in given:
        await person.presses(None, label)
    await town.passes(seconds=6)
    view = await person.view()
    assert view is not None
    return view.words


async def standing(town: Town, person: Person, channel: str) -> Said:
    """The only message that counts the labels; it is edited with some delay."""
    await town.passes(seconds=6)
    [found] = [said for said in await from_the_bot(person, channel) if said.text.startswith("Sample: ")]
    return found


async def test_two_people_label_side_by_side_and_the_outputs_are_seen_by_nobody_else(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await spiking(town, ada)
    await ben.joins(channel)
    await brings(town, ada, channel, f"{SECRET}\nAn order number is needed\nYes", "At random from all of them")

    await town.presses(ada, channel, "Label outputs")
    first = await ada.view()
    assert first is not None
    assert has_output(first.words, "Output 1 of 3", SECRET)
    for label in ("Factual error", "Nothing wrong", "Nothing wrong"):
        await town.presses(ada, None, label)
    await ada.closes()
    await labels(town, ben, channel, "Factual error", "Confabulation", "Nothing wrong")
    await ben.closes()
    assert has(await standing(town, ada, channel), f"<@{ada.id}>: 3 of 3", f"<@{ben.id}>: 3 of 3")
    await town.presses(ben, channel, "Finish")
    assert await told(ben, channel, "or the incident commander may do this")
    await town.presses(ada, channel, "Finish")
    await town.submits(ada, {"Note": "Checked against the handbook"})

    shown = await checklist(ada, channel, "Scope")
    assert has(shown, "3 outputs of refund answers, 1 to 3 May, drawn at random, 2 labellers", "no agreed label 1")
    assert has(shown, "Rate of bad: 1 of 2", "Labelled alike: 2 of 3")
    await town.presses(ada, channel, "Remove the outputs, keep the labels")
    assert has(await standing(town, ada, channel), "Removed: 3 outputs. The labels are kept.")
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    written = await document(ada, channel)
    assert "Labelled alike: 2 of 3" in written
    assert not [said for said in await ada.everything(channel) if "ninety" in said.words]
    assert "ninety" not in written


async def test_no_fault_in_fifty_leaves_a_rate_and_complaints_have_none(town: Town) -> None:
    ada = await town.person("ada")
    channel = await spiking(town, ada)
    fifty = "\n".join(f"Answer {number}" for number in range(1, 51))
    await brings(town, ada, channel, fifty, "At random from all of them")

    read = await labels(town, ada, channel, *["Nothing wrong"] * 50)
    assert "You have labelled all 50 outputs" in read
    await town.presses(ada, None, "Finish")
    await town.submits(ada, {})
    said = has(await checklist(ada, channel, "Scope"), "Zero bad of 50 leaves up to 5.8 %", "7.1 % two-sided")
    assert said
    for _ in range(3):
        await town.presses(ada, channel, "Next phase")
    await brings(town, ada, channel, "It lied\nIt lied again\nIt is slow", "From complaints")
    await labels(town, ada, channel, "Factual error", "Skip", "Nothing wrong")
    await town.presses(ada, None, "Finish")
    refused = await town.submits(ada, {})
    assert "outputs have no label: 1" in str(refused.errors)
    await town.submits(ada, {"1 output has no label": ["Finish all the same"]})

    assert has(await checklist(ada, channel, "Fix and verify"), "2 labelled outputs of 3", "not how often")
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    written = await document(ada, channel)
    assert "**Samples side by side**" in written
    assert "| refund answers, 1 to 3 May | from complaints | 2 of 3 | 1 of 2 |" in written


async def test_outputs_come_in_a_file_and_a_click_can_be_taken_back(town: Town) -> None:
    ada = await town.person("ada")
    channel = await spiking(town, ada)
    file = {"name": "answers.csv", "content": 'id,answer\n1,"One,\ntwo"\n2,Three\n'}

    await brings(town, ada, channel, "", "Otherwise", **{"Or a file": [file]})
    await labels(town, ada, channel, "Confabulation", "Back")

    view = await ada.view()
    assert view is not None
    assert has_output(view.words, "One,\ntwo", "You labelled it: *Confabulation*", "You have labelled 1 of 2")
    await town.presses(ada, None, "Nothing wrong")
    await ada.closes()
    await town.passes(seconds=6)
    await town.presses(ada, channel, "Discard")
    assert has(await ask(town, ada, channel, "timeline"), "took a sample to be labelled", "discarded the sample")
    await brings(town, ada, channel, "", "Otherwise", **{"Or a file": [{"name": "b.csv", "content": "a,b\n1,2\n"}]})

    assert await told(ada, channel, "It has no such column or key")
    assert not [said for said in await from_the_bot(ada, channel) if said.text.startswith("Sample: ")]
    await brings(town, ada, channel, "Pasted instead", "Otherwise")


async def told(person: Person, channel: str, words: str) -> bool:
    return any(words in said.words for said in await person.everything(channel))


def has_output(read: str, *words: str) -> bool:
    missing = [each for each in words if each not in read]
    assert not missing, f"{missing} not in:\n{read}"
    return True
