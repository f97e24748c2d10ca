"""What all runbooks draw from: public references, levers that mitigate, kinds of evidence, and the interview."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Final

from pydantic import Field, model_validator

from bot.domain.faults import Fault, refuse, twice
from bot.domain.works import FromFile, Id, Label, Line

MOST_QUESTIONS: Final = 6
MOST_CIRCLES: Final = 9
"""Of ten circles that Slack shows, one is for not knowing."""


class EvidenceKind(FromFile):
    """Something to keep before the system is altered; `source` is the log source whose retention may end."""

    id: Id
    text: Line
    source: Label | None = None


class Lever(FromFile):
    """A mitigation that is set and later removed or adopted.

    Attributes:
        id: What runbooks name it by.
        title: What people call it.
        text: What it does.
        minutes: How long setting it usually takes.
        alters: Whether setting it alters the system, so that evidence may be lost by it.
        asks: What has to be said when it is set.
        score: Whether that is the move of a score, and which direction of it is stricter.
    """

    id: Id
    title: Label
    text: Line
    minutes: Annotated[int, Field(ge=1, le=10_080)]
    alters: bool = False
    asks: Line | None = None
    score: bool = False

    @model_validator(mode="after")
    def _a_score_is_asked_for(self) -> "Lever":
        if self.score and self.asks is None:
            raise ValueError("score needs a question: asks")
        return self


class InterviewAnswer(FromFile):
    """One answer; runbooks say by its id how much it speaks for them, and `says` is the reason in words."""

    id: Id
    text: Label
    says: Line


class Question(FromFile):
    """One question of the interview that ranks the types."""

    id: Id
    text: Line
    several: bool = False
    answers: Annotated[tuple[InterviewAnswer, ...], Field(min_length=2, max_length=10)]

    @model_validator(mode="after")
    def _leaves_room_for_not_knowing(self) -> "Question":
        if not self.several and len(self.answers) > MOST_CIRCLES:
            raise ValueError(f"a question with one answer offers at most {MOST_CIRCLES}")
        return self


class PublicLists(FromFile):
    """The public catalogues that types refer to, from id to name; OWASP's by the year of its list.

    `agentic` names the edition of the agentic list.
    """

    atlas_version: str
    agentic: str
    atlas: Mapping[str, str]
    mitigations: Mapping[str, str]
    cases: Mapping[str, str]
    owasp: Mapping[int, Mapping[str, str]]
    asi: Mapping[str, str]
    avid: Mapping[str, str]


class Catalogue(FromFile):
    """The shared data beside the runbooks."""

    public: PublicLists
    levers: tuple[Lever, ...]
    evidence: tuple[EvidenceKind, ...]
    interview: Annotated[tuple[Question, ...], Field(max_length=MOST_QUESTIONS)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> "Catalogue":
        for name in ("levers", "evidence", "interview"):
            refuse(twice([row.id for row in getattr(self, name)], (name,)))
        refuse(_answers_given_twice(self.interview))
        return self

    def lever(self, lever_id: str) -> Lever | None:
        """Return a lever by its id; None where the files do not have it any more."""
        return next((lever for lever in self.levers if lever.id == lever_id), None)

    def named(self, ids: Sequence[str]) -> tuple[Lever, ...]:
        """Return the levers of these ids in their order, as far as the files still have them."""
        return tuple(filter(None, map(self.lever, ids)))


def _answers_given_twice(interview: tuple[Question, ...]) -> Iterator[Fault]:
    """Runbooks name answers by their id alone, so that it has to be unique in the whole interview."""
    seen: set[str] = set()
    for place, question in enumerate(interview):
        for index, answer in enumerate(question.answers):
            if answer.id in seen:
                reason = f"ids must be unique; given more than once: {answer.id}"
                yield Fault(("interview", place, "answers", index, "id"), reason)
            seen.add(answer.id)
