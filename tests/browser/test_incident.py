"""A whole incident by hand: two people in a browser, from the command to the post-mortem."""

import pytest
from playwright.async_api import expect

from tests.browser.window import Window

TITLE = "Answers invent refund rules"
CARD = "Declared by"
CHECKLIST = "in all)"
SAID = "The first wrong answer was at 08:10"
REMINDER = "Status update is due"
RESOLVED = "Incident 1 is resolved"
# The first edition comes by itself with the resolution, the second one with what the review added.
EDITION = "postmortem-1-v2.md"


async def declare(window: Window) -> None:
    await window.opens("/ai-incident", "AI incident")
    await window.submits("Open incident")
    await expect(window.error.first).to_be_visible()
    await window.fills({"Title": TITLE, "AI system": "Support assistant"})
    await window.ticks("Yes")
    await window.photographs("1-declare")
    await window.submits("Open incident")
    await expect(window.dialog.get_by_role("heading", name="Classify incident 1")).to_be_visible()


async def classify(window: Window) -> None:
    await window.fills({"What does the system do?": "Answers customers", "Who is affected?": "Customers who return"})
    await window.chooses("Type", "Hallucination spike")
    await window.ticks("Material harm to users")
    await expect(window.dialog).to_contain_text("Suggested: P1 because")
    await window.photographs("2-classify")


async def override_without_a_reason(window: Window) -> None:
    await window.chooses("Severity", "P3")
    await window.submits("Save")
    await expect(window.error).to_contain_text("Say in a few words why")
    await window.photographs("3-error")
    await window.chooses("Severity", "As suggested")
    await window.submits("Save")
    await expect(window.dialog).to_be_hidden()


async def take_command(window: Window) -> None:
    await window.goes_to("inc-1")
    card = window.message(CARD)
    await expect(card).to_contain_text("Type: Hallucination spike")
    await expect(card).to_contain_text("P1 — High")
    await window.presses("Take command", CARD)
    await expect(card).to_contain_text("Incident commander: @Ada Moreno")


async def work_the_checklist(window: Window) -> None:
    await window.presses("Done", CHECKLIST)
    await expect(window.message(CHECKLIST)).to_contain_text("done by @Ada Moreno")
    await window.presses("Skip", CHECKLIST)
    await window.fills({"Reason": "There is one model version only"})
    await window.submits("Skip")
    await expect(window.message(CHECKLIST)).to_contain_text("There is one model version only")
    await window.photographs("4-channel")
    await window.page.emulate_media(color_scheme="dark")
    await window.photographs("4-channel-dark")
    await window.page.emulate_media(color_scheme="light")


async def talk(window: Window) -> None:
    await window.types(SAID)
    said = window.message(SAID)
    await said.hover()
    await said.get_by_role("button", name="React with pushpin").click()
    await expect(said.get_by_role("button", name="pushpin, 1")).to_be_visible()
    await said.get_by_role("button", name="Reply in thread").click()
    await window.page.get_by_label("Reply…").fill("Seen in the log of the retriever")
    await window.page.get_by_role("button", name="Send reply").click()
    await expect(window.thread).to_contain_text("Seen in the log of the retriever")
    await window.photographs("5-thread")
    await window.page.get_by_role("button", name="Close thread").click()
    await expect(said.get_by_role("button", name="1 reply")).to_be_visible()


async def look_at_the_timeline(window: Window) -> None:
    await window.types("/ai-incident timeline")
    listed = window.message("Timeline of incident 1")
    await expect(listed).to_contain_text("Only visible to you")
    await expect(listed).to_contain_text("A message of @Ada Moreno was put on the timeline")


async def answer_the_reminder(window: Window) -> None:
    await window.page.get_by_role("button", name="+30 min").click()
    await expect(window.message(REMINDER)).to_contain_text("@Ada Moreno")
    await window.photographs("6-reminder")
    await window.presses("Post update", REMINDER)
    texts = {"What we know": "A stale index", "What we do": "Rolling it back", "Customer impact": "Wrong refund rules"}
    await window.fills(texts)
    await window.chooses("Next update in", "1 h")
    await window.submits("Post update")
    await expect(window.message("Rolling it back")).to_contain_text("By @Ada Moreno")
    await expect(window.messages.locator("article", has_text=REMINDER)).to_have_count(0)


async def join_and_help(window: Window) -> None:
    await window.goes_to("ai-incidents")
    announced = window.message(TITLE)
    await expect(announced).to_contain_text("A stale index")
    await window.photographs("7-announcement")
    await window.goes_to("inc-1")
    await window.page.get_by_role("button", name="Join channel").click()
    await window.presses("I'm helping", CARD)
    await expect(window.message(CARD)).to_contain_text("Helping: @Ben Okafor")


async def raise_the_severity(window: Window) -> None:
    await window.opens("/ai-incident severity", "Change severity")
    await window.ticks("P0 — Critical")
    await window.fills({"Reason": "Refunds are refused against the law"})
    await window.submits("Save")
    await expect(window.message(CARD)).to_contain_text("P0 — Critical")
    await expect(window.message("you are called")).to_contain_text("@Devika Rao")


async def end_the_incident(window: Window) -> None:
    await window.opens("/ai-incident mitigated", "Mitigated")
    await window.fills({"What stopped the harm?": "Refund questions go to people"})
    await window.submits("Save")
    await expect(window.message(CARD)).to_contain_text("Mitigated")
    await window.presses("Resolve", CARD)
    await expect(window.dialog).to_contain_text("open steps")
    await window.fills({"How was it resolved?": "The index of last week is in service again"})
    await window.ticks("Close without the watch or sign-off")
    await window.fills({"Why without them?": "The watch goes on in the team's own channel"})
    await window.ticks("Yes, resolve it")
    await window.photographs("8-resolve")
    await window.submits("Resolve")
    await expect(window.message(RESOLVED)).to_be_visible()


async def review(window: Window) -> None:
    await window.presses("Add factor", RESOLVED)
    await window.chooses("Layer", "Serving")
    await window.fills({"Contributing factor": "Nothing notices that an index is old"})
    await window.submits("Save")
    await expect(window.dialog).to_be_hidden()
    await window.presses("Compile post-mortem", RESOLVED)
    posted = window.message(EDITION)
    await expect(posted.get_by_role("link", name=f"Download {EDITION}")).to_be_visible()
    await posted.locator("summary", has_text="Preview").click()
    preview = window.page.get_by_label(f"Preview of {EDITION}")
    await expect(preview).to_contain_text("Nothing notices that an index is old")
    await window.photographs("9-post-mortem")


@pytest.mark.browser
async def test_two_people_take_an_incident_from_the_command_to_its_post_mortem_by_clicking_and_typing(
    window: Window,
) -> None:
    await window.acts_as("Ada Moreno")
    await declare(window)
    await classify(window)
    await override_without_a_reason(window)
    await take_command(window)
    await work_the_checklist(window)
    await talk(window)
    await look_at_the_timeline(window)
    await answer_the_reminder(window)
    await window.acts_as("Ben Okafor")
    await join_and_help(window)
    await raise_the_severity(window)
    await window.acts_as("Ada Moreno")
    await end_the_incident(window)
    await review(window)

    document = await window.page.get_by_label(f"Preview of {EDITION}").inner_text()
    assert SAID in document
    assert "incident commander" in document
    assert "Moreno" not in document
    assert "Okafor" not in document
    assert window.complaints == []
    assert window.strays == []
