"""Declaring: the form, the questions behind it, the suggested severity, and the ways around the form."""

from tests.stories.conftest import OpenTown
from tests.stories.looking import channel_as_seen, document, from_the_bot, incident_channels
from tests.stories.reading import ask, has, reading
from tests.stories.town import Town

FIRST = "Is this an incident or a plan?"
OPEN = {"Title": "Bot promises refunds", "AI system": "Support bot"}
QUESTIONS = (
    "What does the system do?",
    "Who is affected?",
    "Blast radius",
    "Since when?",
    "Who noticed?",
    "Type",
    "What harm is seen?",
    "Where, and how far?",
    "Error rate up by",
    "Quality down by",
    "Severity",
    "Reason for another severity",
)


async def test_the_form_asks_little_opens_the_channel_and_turns_into_the_classification_questions(
    build_town: OpenTown,
) -> None:
    town = await build_town(response_sla={"P1": "PT20M"})
    ada = await town.person("ada")

    await ada.types("/ai-incident")
    form = await ada.must_view()
    await town.submits(ada, {**OPEN, "Is harm going on?": "Yes", "Severity": "Not sure yet"})
    questions = await ada.must_view()

    assert form.labels == [FIRST, "Title", "AI system", "Is harm going on?", "Severity", "Privacy"]
    assert "P1 — High (respond within 20 min)\nMaterial harm to users or significant accuracy regression" in form.words
    assert "P0 — Critical (respond within 15 min)" in form.words
    assert "Not sure yet" in form.words
    assert questions.title == "Classify incident 1"
    assert set(QUESTIONS) <= set(questions.labels)
    card = await town.card(ada, await town.channel_of(ada))
    assert has(card, "Bot promises refunds", "Support bot", "provisional (not sure yet)", "Harm going on*\nYes")


async def test_the_suggestion_follows_the_answers_with_reasons_and_numbers(town: Town) -> None:
    ada = await town.person("ada")
    await ada.types("/ai-incident")
    await town.submits(ada, OPEN)

    before = (await ada.must_view()).words
    await ada.fills({"Who is affected?": "Everyone who asks", "Error rate up by": 32, "Type": "Model degradation"})
    by_points = (await ada.must_view()).words
    await ada.fills({"Error rate up by: unit": "% relative", "Where, and how far?": ["Hiring context"]})
    by_both = (await ada.must_view()).words
    await ada.fills({"What harm is seen?": ["Personal data leaked"]})
    at_worst = (await ada.must_view()).words

    assert "No suggestion yet" in before
    assert "increased override rate" not in before
    assert "The error rate is up by 32 percentage points (30 or more)." in by_points
    assert "Suggested: *P1*" in by_points
    assert "lower quality scores, increased override rate" in by_points
    assert "The error rate is up by 32 % relative (30 or more)." in by_both
    assert "It touches hiring." in by_both
    assert "Suggested: *P0*" in at_worst
    assert "Personal data leaked. (P0: PII leak)" in at_worst
    await town.submits(ada, {"Severity": "As suggested"})
    card = await town.card(ada, await town.channel_of(ada))
    assert has(card, "*P0 — Critical*", "Type: Model degradation", "Everyone who asks")


async def test_as_suggested_means_what_the_submitted_answers_suggest_not_what_the_form_showed(town: Town) -> None:
    ada = await town.person("ada")
    await ada.types("/ai-incident")
    await town.submits(ada, OPEN)
    shown = await ada.must_view()

    values = {"contexts": {"contexts": ["medical_context"]}}
    await town.sandbox.post("/control/submit", {"user": ada.id, "view_id": shown.id, "values": values})
    await town.settle()

    assert "No suggestion yet" in shown.words
    assert has(await town.card(ada, await town.channel_of(ada)), "*P1 — High*")


async def test_the_severity_of_the_declaration_is_not_carried_into_the_questions_as_an_override(town: Town) -> None:
    ada = await town.person("ada")

    for severity in ("Not sure yet", "P3"):
        await ada.types("/ai-incident")
        await town.submits(ada, {**OPEN, "Severity": severity})
        answered = await town.submits(ada, {"What harm is seen?": ["Personal data leaked"]})
        card = await town.card(ada, await town.channel_of(ada))

        assert answered.errors == {}
        assert has(card, "*P0 — Critical*")


async def test_two_people_who_answer_at_the_same_time_lose_nothing(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    channel = await town.declared(ada, severity="p1")
    await ben.joins(channel)
    await town.presses(ada, channel, "Classify")
    await town.presses(ben, channel, "Classify")

    await town.submits(ada, {"Who is affected?": "Testers"})
    await ben.fills({"What harm is seen?": ["Material harm to users: money, health, rights, safety"]})
    await town.submits(ben, {"Blast radius": "One region"})

    assert has(await town.card(ada, channel), "Testers", "One region")


async def test_an_override_stands_with_both_values_and_its_reason_on_the_timeline_and_in_the_post_mortem(
    town: Town,
) -> None:
    ada = await town.person("ada")
    channel = await town.declared(ada, severity="p1")
    await town.presses(ada, channel, "Classify")
    answers = {"What harm is seen?": ["Personal data leaked"], "Severity": "P1 — High"}

    refused = await town.submits(ada, answers)
    await town.submits(ada, {"Reason for another severity": "Only synthetic accounts are affected"})
    await town.presses(ada, channel, "Classify")
    await town.submits(ada, {"Who is affected?": "Testers"})

    assert "Suggested is P0" in refused.errors["reason"]
    [line] = await reading(ada, channel, "Suggested was P0. Reason: Only synthetic accounts are affected")
    assert has(line, "severity P1")
    assert has(await ask(town, ada, channel, "timeline"), "Suggested was P0. Reason: Only synthetic accounts")
    assert has(await town.card(ada, channel), "*P1 — High*", "Testers")
    await ada.types("/ai-incident postmortem", channel)
    await town.settle()
    told = await document(ada, channel)
    assert "P0 was suggested" in told
    assert "Only synthetic accounts are affected" in told


async def test_open_questions_are_asked_once_after_ten_minutes_and_not_where_they_are_answered(town: Town) -> None:
    ada, ben = await town.person("ada"), await town.person("ben")
    unanswered = await town.declared(ada)
    answered = await town.declared(ben, "Other")
    await town.presses(ben, answered, "Classify")
    await town.submits(ben, {"Type": "Model degradation", "Who noticed?": "Press or social media"})

    await town.passes(minutes=9)
    too_early = await reading(ada, unanswered, "These questions are still open")
    await town.passes(minutes=51)
    [asked] = await reading(ada, unanswered, "These questions are still open")
    await town.presses(ada, unanswered, "Classify", within=asked.ts)
    await town.submits(ada, {"What does the system do?": "Answers customers"})

    assert too_early == []
    assert has(asked, "what the system does", "how far it reaches", "which type it is")
    assert await reading(ada, unanswered, "These questions are still open") == []
    assert await reading(ben, answered, "These questions are still open") == []


async def test_a_title_after_the_command_fills_the_form_and_survives_a_look_at_the_plan(town: Town) -> None:
    ada = await town.person("ada")

    await ada.types("/ai-incident R&D bot says 2 < 3, ask @ben")
    await ada.fills({FIRST: "Plan ahead"})
    plan = await ada.must_view()
    await ada.fills({FIRST: "This is happening now"})
    await town.submits(ada, {"AI system": "R&D bot"})

    assert "Title" not in plan.labels
    channel = await channel_as_seen(ada, await town.channel_of(ada))
    assert channel["name"] == "inc-1-r-d-bot-says-2-3-ask-ben"
    assert has(await town.card(ada, channel["id"]), "Incident 1: R&D bot says 2 < 3, ask ben")


async def test_a_severity_and_a_title_open_the_channel_without_any_form(town: Town) -> None:
    ada = await town.person("ada")

    await ada.types("/ai-incident p0 Bot leaks order data")
    await ada.types("/ai-incident P3: Slow on Sundays")
    await town.settle()

    assert await ada.view() is None
    assert await incident_channels(ada) == ["inc-1-bot-leaks-order-data", "inc-2-slow-on-sundays"]
    assert has(await town.card(ada, await town.channel_of(ada, 1)), "*P0 — Critical*", "Bot leaks order data")
    assert has(await town.card(ada, await town.channel_of(ada, 2)), "*P3 — Low*", "Slow on Sundays")
    [told, _] = [said for said in await ada.messages("#general") if said.ephemeral]
    assert has(told, "Incident 1 is declared")


async def test_a_message_declares_an_incident_that_links_back_to_it(town: Town) -> None:
    fatima = await town.person("fatima")
    ts = await fatima.says("#support", "The bot promised 500 € & a holiday\nto three customers")

    await fatima.picks("Declare AI incident", "#support", ts)
    await town.submits(fatima, {"AI system": "Support bot", "Severity": "P2"})

    channel = await town.channel_of(fatima)
    card = await town.card(fatima, channel)
    [support] = [one["id"] for name, one in (await fatima.channels()).items() if name == "support"]
    assert has(card, "The bot promised 500 € & a holiday", f"/archives/{support}/p{ts.replace('.', '')}|")
    assert "three customers" not in (await channel_as_seen(fatima, channel))["topic"]
    assert len(await from_the_bot(fatima, channel)) == 2
