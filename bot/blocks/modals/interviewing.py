"""The interview about the type: questions that may each be skipped, and below them the ranking as it stands."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import Block, InputBlock

from bot.blocks import triage
from bot.blocks.checked import Texts, modal
from bot.blocks.modals import inputs
from bot.blocks.modals.inputs import Asked, Choice
from bot.blocks.parts import button, context, section
from bot.blocks.text import escape, said, shortened
from bot.domain.catalogue import Question
from bot.domain.incident import Incident
from bot.domain.interview import Candidate, Fit, Interview, interview, telling_question
from bot.ids import INTERVIEW_FIELDS, Action, Field, View
from bot.library import Library
from bot.messages import Context, Modal

UNKNOWN: Final = "unknown"
"""The value of "Don't know": a circle that was chosen cannot be emptied again."""

_LONGEST_LABEL: Final = 75
_LONGEST_REASONS: Final = 2000
_FITS: Final = {
    Fit.NOTHING: "Nothing that is answered speaks for any type yet. Staying unsure is an answer, too.",
    Fit.TIE: "Two types fit equally well. The question below tells more than this list.",
    Fit.NARROW: "The first fits a little better than the others: take it as a suspicion.",
    Fit.CLEAR: "The first fits clearly better than the others. It remains a suspicion until it is confirmed.",
}


def interviewing(incident: Incident, library: Library, given: Collection[str] | None = None) -> Modal:
    """Return the interview.

    Args:
        incident: Whose earlier answers are filled in when it opens.
        library: The questions, and the types that answers speak for.
        given: The ids of the answers in the open form; None when it opens.
    """
    earlier = {one.id for one in incident.interview.said} if incident.interview else set()
    answers = earlier if given is None else given
    ranking = interview(answers, library.catalogue.interview, library.types())
    blocks = [
        context("Answer what you know, skip the rest. The ranking below follows your answers."),
        *_questions(library.catalogue.interview, answers),
        *ranked(incident, library, ranking),
    ]
    return modal(View.INTERVIEW, Texts("Which type is it?", "Keep the answers", "Later"), blocks, _about(incident))


def outcome(incident: Incident, library: Library) -> Modal:
    """Return what the answers that were kept come to, with the types to choose by a click."""
    blocks = list(ranked(incident, library, incident.interview or Interview()))
    return modal(View.NOTICE, Texts("The answers are kept", close="Close"), blocks, _about(incident))


def classified(incident: Incident, library: Library) -> Modal:
    """Return word of the type that was chosen."""
    book = library.runbook(incident.type)
    others = [library.runbook(slug) for slug in incident.suspected if slug in library.runbooks]
    words = f"*{escape(book.title)}*\n{escape(book.definition)}"
    owner = context(f"Its checklist is in the channel. Owner: {escape(book.owner)}")
    blocks = [section(words), *triage.also_suspected(book, others), owner]
    return modal(View.NOTICE, Texts("Classified", close="Close"), blocks, _about(incident))


def ranked(incident: Incident, library: Library, ranking: Interview) -> Iterator[Block]:
    """Yield the likely types with reasons, each to be chosen by a click."""
    yield section(f"*What it may be*\n{_FITS[ranking.fit]}", block_id="ranking")
    for place, candidate in enumerate(ranking.likely, 1):
        about = Context(incident=incident.number, type=candidate.type)
        chosen = None if candidate.type == incident.type else button(Action.CLASSIFY_AS, about, _label(candidate))
        yield section(
            said(f"{place}. {_reasons(candidate)}", _LONGEST_REASONS), block_id=f"candidate_{place}", accessory=chosen
        )
    yield from _question(library, ranking.likely)


def _questions(questions: Sequence[Question], given: Collection[str]) -> Iterator[InputBlock]:
    for field, question in zip(INTERVIEW_FIELDS, questions, strict=False):
        yield _asked(field, question, given)


def _asked(field: Field, question: Question, given: Collection[str]) -> InputBlock:
    asked = Asked(field, question.text, optional=True, dispatch=True)
    offered = [Choice(answer.id, answer.text) for answer in question.answers]
    chosen = [answer.id for answer in question.answers if answer.id in given]
    if question.several:
        return inputs.checkboxes(asked, offered, chosen)
    return inputs.radio(asked, [*offered, Choice(UNKNOWN, "Don't know")], chosen[0] if chosen else None)


def _label(candidate: Candidate) -> str:
    return shortened(f"Classify as {candidate.title}", _LONGEST_LABEL)


def _reasons(candidate: Candidate) -> str:
    against = f"\nAgainst it: {'; '.join(candidate.against)}" if candidate.against else ""
    return f"*{candidate.title}*\nFor it: {'; '.join(candidate.reasons)}{against}"


def _question(library: Library, likely: Sequence[Candidate]) -> Iterator[Block]:
    """The question between the first two is worth more than their places."""
    books = [library.runbook(one.type) for one in likely[:2]]
    told = telling_question(*books) if len(books) > 1 else None
    if told:
        titles = " from ".join(escape(book.title) for book in books)
        yield section(f"*To tell {titles}:* {escape(told)}", block_id="telling")
    if len(likely) > 1:
        yield context("Whichever you take, the others of this list are marked as also suspected.")


def _about(incident: Incident) -> Context:
    return Context(incident=incident.number)
