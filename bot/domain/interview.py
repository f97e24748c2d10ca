"""The interview for who is not sure of the type: a few answers become a ranking with reasons, never a certainty."""

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import Final

from pydantic import BaseModel, ConfigDict

from bot.domain.catalogue import InterviewAnswer, Question
from bot.domain.runbook import Runbook

MOST_OTHERS: Final = 2
"""How many types are suspected beside the first: more would help nobody to decide."""
_CLEAR_LEAD: Final = 3
_ENOUGH_ANSWERS: Final = 2


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Value):
    """One answer, in the words of the moment; `says` is what it means as a reason."""

    id: str
    question: str
    answer: str
    says: str


class Candidate(_Value):
    """A type that the answers speak for: `points` are their weights added up, some of which may speak against it."""

    type: str
    title: str
    points: int
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()


class Fit(StrEnum):
    """How far a ranking can be trusted."""

    NOTHING = "nothing"
    TIE = "tie"
    NARROW = "narrow"
    CLEAR = "clear"


class Interview(_Value):
    """What was answered, and the types that it speaks for, the likeliest first."""

    said: tuple[Said, ...] = ()
    ranking: tuple[Candidate, ...] = ()

    @property
    def fit(self) -> Fit:
        """Whether one type leads clearly: by three points at least, and by more than a single answer."""
        if not self.ranking:
            return Fit.NOTHING
        first, second = self.ranking[0].points, self.ranking[1].points if len(self.ranking) > 1 else 0
        if first == second:
            return Fit.TIE
        is_clear = first - second >= _CLEAR_LEAD and len(self.ranking[0].reasons) >= _ENOUGH_ANSWERS
        return Fit.CLEAR if is_clear else Fit.NARROW

    @property
    def likely(self) -> tuple[Candidate, ...]:
        """The first, and the next ones that have more than half of its points."""
        if not self.ranking:
            return ()
        half = self.ranking[0].points / 2
        return tuple(one for one in self.ranking[: MOST_OTHERS + 1] if one.points > half)

    def beside(self, chosen: str) -> tuple[str, ...]:
        """Return the likely types other than the one that was chosen."""
        return tuple(one.type for one in self.likely if one.type != chosen)


def interview(given: Collection[str], questions: Sequence[Question], types: Sequence[Runbook]) -> Interview:
    """Return what answers, by their ids, come to; an id that no question has (any more) says nothing."""
    said = tuple(_said(given, questions))
    weighed = [_candidate(said, book) for book in types]
    speaking = [one for one in weighed if one.points > 0]
    # Sorting keeps the order of the types among equals, so that the same answers give the same list.
    return Interview(said=said, ranking=tuple(sorted(speaking, key=lambda one: -one.points)))


def telling_question(first: Runbook, second: Runbook) -> str | None:
    """Return the question that tells two types apart, as either runbook has it."""
    pairs = ((first, second.slug), (second, first.slug))
    found = (one.question for book, other in pairs for one in book.look_alikes if one.type == other)
    return next(found, None)


def _said(given: Collection[str], questions: Sequence[Question]) -> Iterator[Said]:
    """The answers in the order of the questions; of a question with one answer only the first."""
    for question in questions:
        chosen = [answer for answer in question.answers if answer.id in given]
        yield from (_line(question, answer) for answer in (chosen if question.several else chosen[:1]))


def _line(question: Question, answer: InterviewAnswer) -> Said:
    return Said(id=answer.id, question=question.text, answer=answer.text, says=answer.says)


def _candidate(said: Sequence[Said], book: Runbook) -> Candidate:
    weights = [(book.interview.get(one.id, 0), one.says) for one in said]
    return Candidate(
        type=book.slug,
        title=book.title,
        points=sum(weight for weight, _ in weights),
        reasons=tuple(says for weight, says in weights if weight > 0),
        against=tuple(says for weight, says in weights if weight < 0),
    )
