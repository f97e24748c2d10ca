"""The tools of a specialist by clicking only: a step with a form, a lever, and a sample that is labelled."""

import pytest
from playwright.async_api import expect

from tests.browser.window import Window

CHECKLIST = "in all)"
LEVERS = "A lever is a mitigation"
SAMPLE = "Everybody labels on their own"
OUTPUTS = ("Refunds take ninety days", "See law 12/2031", "Bring the receipt")


async def declare(window: Window) -> None:
    await window.opens("/ai-incident", "AI incident")
    await window.fills({"Title": "Answers invent refund rules", "AI system": "Support assistant"})
    await window.submits("Open incident")
    await window.chooses("Type", "Hallucination spike")
    await window.submits("Save")
    await expect(window.dialog).to_be_hidden()
    await window.goes_to("inc-1")
    await expect(window.message(CHECKLIST)).to_contain_text("Evidence: 0 of")


async def go_on(window: Window, phase: str) -> None:
    await window.presses("Next phase", CHECKLIST)
    await expect(window.message(CHECKLIST)).to_contain_text(f"{phase}: 0 of")


async def measure(window: Window) -> None:
    await window.presses("Record a measurement", CHECKLIST)
    await window.fills({"Hallucination rate, in %": "12", "Window": "All refund answers of Sunday"})
    await window.fills({"The same before the incident": "3"})
    await window.submits("Save")
    said = "Hallucination rate: 12 % (n not stated, All refund answers of Sunday, before the incident 3 %)."
    await expect(window.message(CHECKLIST)).to_contain_text(said)
    await window.photographs("10-measured")


async def sample(window: Window) -> None:
    await window.presses("Sample outputs", CHECKLIST)
    await window.fills({"Drawn from what?": "refund answers of Sunday", "Outputs (about 50)": "\n".join(OUTPUTS)})
    await window.ticks("At random from all of them")
    await window.submits("Take them")
    await window.presses("Label outputs", SAMPLE)
    for output, label in zip(OUTPUTS, ("Factual error", "Invented citation", "Nothing wrong"), strict=True):
        await expect(window.dialog).to_contain_text(output)
        await window.photographs("10-label")
        await window.submits(label)
    await expect(window.dialog).to_contain_text("You have labelled all 3 outputs")
    await window.submits("Finish")
    await expect(window.dialog).to_contain_text("Rate of bad: 2 of 3")
    await window.submits("Finish")
    await expect(window.message(CHECKLIST)).to_contain_text("Factual error 1, Invented citation 1")


async def set_a_lever(window: Window) -> None:
    await window.presses("Set a lever", CHECKLIST)
    await window.submits("Set")
    board = window.message(LEVERS)
    await expect(board).to_contain_text("Hedging copy in the UI")
    await window.presses("Effect seen", LEVERS)
    await window.fills({"What effect is seen?": "Users ask a person instead"})
    await window.dialog.get_by_role("button").last.click()
    await expect(board).to_contain_text("Users ask a person instead")
    await window.photographs("10-levers")


@pytest.mark.browser
async def test_a_specialist_measures_labels_a_sample_and_sets_a_lever_by_clicking_only(window: Window) -> None:
    await window.acts_as("Ada Moreno")
    await declare(window)

    await go_on(window, "Confirm")
    await measure(window)
    await go_on(window, "Scope")
    await sample(window)
    await go_on(window, "Contain")
    await set_a_lever(window)

    assert "ninety" not in await window.messages.inner_text()
    assert window.complaints == []
    assert window.strays == []
