"""Triage: an interview for who is not sure, what else it may be, what makes it worse, and who may lower it when."""

from sandbox.people import Person
from tests.stories.looking import document
from tests.stories.reading import ask, has, offers
from tests.stories.town import Town

INTERVIEW = "Which type? Interview"
LIKE_AN_INJECTION = {
    "What do you see?": ["It obeys instructions that are not ours"],
    "Is somebody making it happen?": "Somebody else's text does: document, page, mail, tool",
}


async def compiled(town: Town, person: Person, channel: str) -> str:
    await person.types("/ai-incident postmortem", channel)
    await town.settle()
    return await document(person, channel)


async def test_who_is_not_sure_is_led_to_a_type_with_reasons_and_takes_it_with_a_click(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await town.presses(ada, channel, INTERVIEW)
    unanswered = (await ada.must_view()).words
    await ada.fills(LIKE_AN_INJECTION)
    first = (await ada.must_view()).words
    await ada.fills(
        {
            "What changed before it began?": ["Training data, feedback or the retrieval index"],
            "Where does it fail?": "Only with a certain phrase, source or topic",
        }
    )
    ranked = (await ada.must_view()).words
    await town.presses(ada, channel, "Classify as Prompt injection attack")
    taken = await ada.must_view()

    assert "Nothing that is answered speaks for any type yet" in unanswered
    assert "The first fits clearly better" in first
    assert "For it: it obeys instructions that are not ours; a third party's text steers it" in ranked
    assert "Data poisoning" in ranked
    assert taken.title == "Classified"
    card = await town.card(ada, channel)
    assert has(card, "*Type: Prompt injection attack*", "*Also suspected:* Data poisoning")
    assert not await offers(ada, channel, INTERVIEW)
    assert has(await ask(town, ada, channel, "timeline"), "answered the interview", "a third party's text steers it")


async def test_two_types_that_fit_alike_are_told_apart_by_a_question_and_both_stay_in_view(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)

    await ada.types("/ai-incident interview", channel)
    await ada.fills(
        {"What do you see?": ["Harmful, unsafe or forbidden content", *LIKE_AN_INJECTION["What do you see?"]]}
    )
    alike = (await ada.must_view()).words
    await town.submits(ada, {})
    kept = await ada.must_view()
    await town.presses(ada, channel, "Classify as Safety bypass / jailbreak")
    await ada.closes()

    assert "Two types fit equally well" in alike
    question = "Who wrote the text that steers the model: the user, or somebody else?"
    assert question in alike
    assert kept.title == "The answers are kept"
    card = await town.card(ada, channel)
    assert has(card, "*Type: Safety bypass / jailbreak*", "*Also suspected:* Prompt injection attack", question)
    report = await compiled(town, ada, channel)
    assert "Also suspected: Prompt injection." in report
    assert (
        "| What do you see? | Harmful, unsafe or forbidden content; It obeys instructions that are not ours |" in report
    )


async def test_a_wrong_first_guess_stays_on_record_with_what_was_done_under_it(town: Town) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada)
    await ada.types("/ai-incident type", channel)
    await town.submits(ada, {"Type": "Safety bypass / jailbreak", "Also suspected": ["Prompt injection attack"]})
    await town.presses(ada, channel, "Done, with note")
    await town.submits(ada, {"What was found or done?": "The release train stands"})

    await ada.types("/ai-incident type", channel)
    await ada.fills({"Type": "Prompt injection attack"})
    await town.presses(ada, channel, "Details of the type")
    about = await ada.must_view()
    await ada.closes()
    await town.submits(ada, {})

    assert all(
        words in about.words for words in ("AML.T0051.001 Indirect", "MITRE ATLAS 5.6.0", "OWASP Top 10 for LLM, 2026")
    )
    assert "*P0*: Without a click it reaches another user's data" in about.words
    assert "Also suspected" not in (await town.card(ada, channel)).words
    report = await compiled(town, ada, channel)
    assert "classified as **Safety bypass**" in report
    assert "classified as **Prompt injection**" in report
    assert "The release train stands" in report


async def test_what_makes_it_worse_raises_the_suggestion_while_it_is_ticked_and_is_told_with_its_source(
    town: Town,
) -> None:
    ada = await town.person("ada")
    await ada.types("/ai-incident")
    await town.submits(ada, {"Title": "Mail assistant forwards files", "AI system": "Mail", "Severity": "Not sure yet"})

    await ada.fills({"Type": "Prompt injection attack", "Where, and how far?": ["Unusual latency"]})
    before = (await ada.must_view()).words
    await ada.fills({"What makes it worse?": ["Zero click: it works without anybody doing anything"]})
    one_worse = (await ada.must_view()).words
    boxes = ["Zero click: it works without anybody doing anything", "Another person's or tenant's data is reached"]
    await ada.fills({"What makes it worse?": boxes})
    at_worst = (await ada.must_view()).words
    await town.submits(ada, {"Is harm going on?": "Yes"})

    assert "Suggested: *P2*" in before
    assert "*P0*: Without a click it reaches another user's data" in before
    assert "Suggested: *P1*" in one_worse
    assert "MSRC AI bug bar" in one_worse
    assert "Suggested: *P0*" in at_worst
    channel = await town.channel_of(ada)
    assert has(await town.card(ada, channel), "*P0 — Critical*", "Harm going on*\nYes")
    report = await compiled(town, ada, channel)
    assert "Another person's data is reached without a click of anybody." in report
    assert "| Harm going on at declaration | Unknown |" in report


async def test_early_on_only_the_commander_lowers_a_severity_and_everybody_may_raise_it(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada, severity="p1")
    await ben.joins(channel)
    lower = {
        "Severity": "P3",
        "Reason": "One",
    }

    await ben.types("/ai-incident severity", channel)
    without_commander = await town.submits(ben, lower)
    await ben.closes()
    await town.presses(ada, channel, "Take command")
    await ben.types("/ai-incident severity", channel)
    too_early = await town.submits(ben, lower)
    await ben.closes()
    await ada.types("/ai-incident severity", channel)
    by_command = await town.submits(ada, lower)

    assert "nobody commands yet. Press Take command" in str(without_commander.errors)
    assert "only the incident commander may lower it from P1" in str(too_early.errors)
    assert by_command.ok
    assert has(await town.card(ada, channel), "*P3 — Low*")
