"""The forms that verify a fix and compare people: trials, groups, variations of an attack; and what they came to."""

from typing import Final

from bot.blocks.checked import Texts
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.modals.recording import recording
from bot.blocks.parts import context
from bot.blocks.text import escape, said_in_line
from bot.domain.checklist import Item
from bot.domain.records import TrialPlan
from bot.domain.works import RedTeam, Trials
from bot.ids import Field, View
from bot.messages import Modal
from bot.wording import percent, recorded

HELPS: Final = "helps"
HURTS: Final = "hurts"
_INDEPENDENT: Final = (
    "Trials count if they are independent of each other, varied, and fixed before the first is run. "
    "Their number follows from the rate that one can live with, not from the rate before the fix."
)
_FOUR_FIFTHS: Final = (
    "A ratio below four fifths is a screen from US employment guidance (29 CFR 1607.4(D)), whose future is uncertain. "
    "It is no legal finding. Groups that are too small are told as undecided, never as fair."
)
_NO_STRINGS: Final = "Name families, such as “role play” or “base64”: attack strings do not belong into Slack."


def plan_trials(number: int, item: Item, work: Trials) -> Modal:
    """Return the form that fixes trials beforehand; after results it begins a new series."""
    earlier = [context(said_in_line(f"The last series: {recorded(item.record)}", 600))] if item.record else []
    asked = [
        context(_INDEPENDENT),
        *earlier,
        inputs.text(
            Asked(Field.WHAT, "What is tried?", hint="Which varied inputs, how drawn, what counts as a failure")
        ),
        inputs.number(Asked(Field.TOLERATED, "Rate that one can live with, in %"), 100 * work.tolerated),
    ]
    return recording(View.PLAN_TRIALS, Texts("Plan trials", "Fix the plan"), number, item, asked, note=False)


def trials(number: int, item: Item, plan: TrialPlan) -> Modal:
    """Return the form for the results of fixed trials."""
    fixed = f"Fixed: {plan.planned} trials without a failure show a rate below {percent(plan.tolerated)}. {plan.what}"
    box = Choice("settles", "Close the step even if they fall short", "The record says that they did")
    asked = [
        context(said_in_line(fixed, 600)),
        inputs.number(Asked(Field.TRIALS, "Trials run"), plan.planned),
        inputs.number(Asked(Field.FAILURES, "Failures among them")),
        inputs.checkboxes(Asked(Field.SETTLES, "If they fall short", optional=True), [box]),
    ]
    return recording(View.TRIALS, Texts("Results of the trials", "Save"), number, item, asked)


def disparity(number: int, item: Item) -> Modal:
    """Return the form that compares groups of people."""
    directions = (Choice(HELPS, "It helps the person"), Choice(HURTS, "It hurts the person"))
    hint = "One group in a line: group, people, outcomes. Combinations of groups count as groups of their own."
    asked = [
        context(_FOUR_FIFTHS),
        inputs.text(Asked(Field.OUTCOME, "Which outcome is counted?", hint="Such as “invited to an interview”")),
        inputs.radio(Asked(Field.DIRECTION, "What does this outcome do?"), directions),
        inputs.text(Asked(Field.WINDOW, "Over which time?")),
        inputs.text(Asked(Field.GROUPS, "Groups", hint=hint), multiline=True),
    ]
    return recording(View.DISPARITY, Texts("Compare groups", "Compare"), number, item, asked)


def red_team(number: int, item: Item, work: RedTeam) -> Modal:
    """Return the form that counts variations of an attack by family."""
    hint = "One family in a line: family, tried, got through; after the fix also: tried, got through"
    asked = [
        context(f"At least {work.least} variations in all. {escape(_NO_STRINGS)}"),
        inputs.text(Asked(Field.FAMILIES, "Families of attack", hint=hint), multiline=True),
    ]
    return recording(View.RED_TEAM, Texts("Count variations", "Save"), number, item, asked)
