"""The classification questions, and the severity that their answers suggest; every one of them may stay open."""

from collections.abc import Iterator
from typing import Final

from slack_sdk.models.blocks import Block

from bot.blocks import triage
from bot.blocks.card import because
from bot.blocks.checked import Texts, modal
from bot.blocks.modals import choices, inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import buttons, context, section
from bot.blocks.text import escape
from bot.domain.incident import Answers, Incident
from bot.domain.taxonomy import HARM_GROUPS, UNCLASSIFIED
from bot.domain.triage import Measure, Suggestion
from bot.ids import Action, Field, View
from bot.library import Library
from bot.messages import Context, Modal
from bot.wording import UNNAMED_SYSTEM

SUGGESTION: Final = "suggestion"
DEFINITION: Final = "definition"


def classify(
    incident: Incident,
    library: Library,
    *,
    chosen_type: str | None = None,
    suggestion: Suggestion | None = None,
    answers: Answers | None = None,
    opened: Context | None = None,
) -> Modal:
    """Return the classification form.

    Args:
        incident: Whose answers so far are filled in.
        library: The types to choose from.
        chosen_type: The type that is chosen in the open form.
        suggestion: What the answers in the open form suggest.
        answers: The answers in the open form; None when it opens, with what the incident has.
        opened: What the form has carried since it opened; None when it opens.
    """
    if answers is None:
        kept, so_far = incident.suggestion, incident.answers
        return classify(incident, library, chosen_type=incident.type, suggestion=kept, answers=so_far)
    asked = [*_situation(answers), *_type(incident, library, chosen_type or UNCLASSIFIED), _going_on(incident)]
    blocks = [*_beginning(incident), *asked, *_harm(answers), *_severity(incident, suggestion)]
    texts = Texts(f"Classify incident {incident.number}"[:24], "Save", "Later")
    return modal(View.CLASSIFY, texts, blocks, opened or _opened(incident))


def _opened(incident: Incident) -> Context:
    """What somebody else says meanwhile is told by it from what the person changes in the form."""
    return Context(incident=incident.number, answers=incident.answers.digest, ongoing=incident.harm_ongoing)


def _beginning(incident: Incident) -> Iterator[Block]:
    """Declared in one line, an incident does not say which system it is about."""
    yield context("Answer what you know; everything here can stay open and be answered later.")
    if incident.system == UNNAMED_SYSTEM:
        yield inputs.text(Asked(Field.SYSTEM, "AI system", optional=True))


def _situation(given: Answers) -> Iterator[Block]:
    yield inputs.text(
        Asked(Field.PURPOSE, "What does the system do?", optional=True), initial=given.purpose or "", multiline=True
    )
    yield inputs.text(Asked(Field.AFFECTED, "Who is affected?", optional=True), initial=given.affected or "")
    yield inputs.text(
        Asked(Field.BLAST_RADIUS, "Blast radius", optional=True, hint="How far it reaches: users, regions, features"),
        initial=given.blast_radius or "",
    )
    yield inputs.moment(Asked(Field.BEGAN_AT, "Since when?", optional=True), given.began_at)
    yield inputs.select(Asked(Field.NOTICED_BY, "Who noticed?", optional=True), choices.NOTICED_BY, given.noticed_by)


def _type(incident: Incident, library: Library, chosen: str) -> Iterator[Block]:
    asked = Asked(Field.TYPE, "Type", optional=True, dispatch=True)
    yield inputs.select(asked, choices.types_or_unsure(library), chosen)
    about = Context(incident=incident.number)
    if chosen not in library.runbooks or chosen == UNCLASSIFIED:
        yield buttons((Action.OPEN_INTERVIEW,), about, block_id="unsure")
        return
    book = library.runbooks[chosen]
    yield section(escape(book.definition), block_id=DEFINITION)
    hints = triage.severity_hints(book)
    if hints:
        yield section(hints, block_id="hints")
    yield buttons((Action.TYPE_DETAILS,), about, block_id="about_type")


def _going_on(incident: Incident) -> Block:
    """Asked at the declaration, when often nobody knows yet."""
    asked = Asked(Field.HARM_NOW, "Is harm going on?", optional=True, dispatch=True)
    return inputs.radio(asked, choices.ONGOING, incident.harm_ongoing)


def _harm(given: Answers) -> Iterator[Block]:
    seen, where = HARM_GROUPS
    asked = Asked(Field.HARMS, "What harm is seen?", optional=True, dispatch=True)
    yield inputs.checkboxes(asked, choices.harms(seen), given.harms)
    asked = Asked(Field.CONTEXTS, "Where, and how far?", optional=True, dispatch=True)
    yield inputs.checkboxes(asked, choices.harms(where), given.harms)
    hint = "Each is a reason to take it a level graver; some together make it a P0"
    asked = Asked(Field.RAISES, "What makes it worse?", optional=True, dispatch=True, hint=hint)
    yield inputs.checkboxes(asked, choices.RAISES, given.raises)
    yield from _measure(Field.ERROR_RATE, Field.ERROR_RATE_UNIT, "Error rate up by", given.error_rate)
    yield from _measure(Field.QUALITY, Field.QUALITY_UNIT, "Quality down by", given.quality)


def _measure(value: Field, unit: Field, label: str, given: Measure | None) -> Iterator[Block]:
    """A number without its unit says nothing: 5 % to 8 % is 3 points, or 60 % relative."""
    yield inputs.number(Asked(value, label, optional=True, dispatch=True), given.value if given else None)
    asked = Asked(unit, f"{label}: unit", optional=True, dispatch=True)
    yield inputs.radio(asked, choices.UNITS, given.unit if given else "points")


def _severity(incident: Incident, suggestion: Suggestion | None) -> Iterator[Block]:
    """The input keeps its ids and its value while the suggestion above it changes.

    Its id is not that of the first form, in whose place this one stands: Slack would carry over what was chosen there.
    """
    words = because(suggestion) if suggestion else "No suggestion yet: tick what is seen above."
    yield section(words, block_id=SUGGESTION)
    if not incident.provisional:
        yield context(f"Set to {incident.severity} by a person: a new, graver suggestion raises it, none lowers it.")
    offered = (Choice(choices.AS_SUGGESTED, "As suggested"), *choices.severities_by_label())
    yield inputs.select(Asked(Field.DECIDED_SEVERITY, "Severity", optional=True), offered, choices.AS_SUGGESTED)
    hint = "Goes on the timeline beside the suggested value"
    yield inputs.text(Asked(Field.REASON, "Reason for another severity", optional=True, hint=hint))
