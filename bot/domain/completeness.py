"""What a post-mortem still lacks: what nobody recorded, and what a review of it would ask for first."""

from collections.abc import Iterator

from bot.domain import blameless
from bot.domain.document import Missing
from bot.domain.incident import Answers, Incident, Review
from bot.domain.phrasing import Level
from bot.domain.roles import Roster, Safe
from bot.domain.taxonomy import UNCLASSIFIED


def missing_from(incident: Incident, roster: Roster, *, is_mitigation_told: bool) -> tuple[Missing, ...]:
    """Return what is missing, in the order of the document (structural checks: SRE Workbook, PagerDuty)."""
    return (
        *_unanswered(incident),
        *_without_factors(incident.review, roster),
        *(() if is_mitigation_told else (Missing.MITIGATION,)),
        *_without_lessons(incident.review),
        *(() if incident.review.actions else (Missing.ACTIONS,)),
    )


def _unanswered(incident: Incident) -> Iterator[Missing]:
    answers = incident.answers
    if incident.type == UNCLASSIFIED:
        yield Missing.TYPE
    if not answers.affected:
        yield Missing.AFFECTED
    if not answers.blast_radius:
        yield Missing.BLAST_RADIUS
    if not _has_figures(answers):
        yield Missing.FIGURES
    if answers.began_at is None:
        yield Missing.ONSET
    if answers.noticed_by is None:
        yield Missing.NOTICED_BY
    if not incident.review.changes:
        yield Missing.CHANGES


def _has_figures(answers: Answers) -> bool:
    told = f"{answers.affected or ''} {answers.blast_radius or ''}"
    return answers.error_rate is not None or answers.quality is not None or any(char.isdigit() for char in told)


def _without_factors(review: Review, roster: Roster) -> Iterator[Missing]:
    if not review.factors:
        yield Missing.FACTORS
        return
    if len(review.factors) == 1:
        yield Missing.ONLY_ONE_FACTOR
    if all(_is_human_act(roster.anonymise(factor.text)) for factor in review.factors):
        yield Missing.ONLY_HUMAN_FACTORS


def _is_human_act(text: Safe) -> bool:
    return any(finding.severity is not Level.INFO for finding in blameless.check(text))


def _without_lessons(review: Review) -> Iterator[Missing]:
    kinds = {lesson.lesson for lesson in review.lessons}
    if "went_well" not in kinds:
        yield Missing.WENT_WELL
    if "was_hard" not in kinds:
        yield Missing.WAS_HARD
