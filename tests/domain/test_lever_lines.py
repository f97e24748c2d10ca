"""Levers in the post-mortem: what each did and what became of it, with roles for people."""

from bot.domain import levers
from bot.domain.document import PostMortem
from bot.domain.lever_board import ScoreMove, Stricter
from bot.domain.levers import Fate, Pulling
from bot.library import data_folder
from bot.printing import Printer
from bot.wording import WORDS
from tests.domain.test_postmortem import ADA, BEN, CAROL, Record, after, declared

MOVED = ScoreMove(stricter=Stricter.LOWER, before=0.8, after=0.6)


def worked() -> Record:
    """Three levers: one of which the effect was seen, one that was removed, one that was left on."""
    record = declared()
    stricter = Pulling("Stricter moderation", BEN, 15, "stricter_moderation", None, MOVED)
    record.then(levers.put(record.incident, stricter, ADA, after(minutes=10)))
    record.then(levers.put(record.incident, Pulling("Ben Okafor's filter", ADA), ADA, after(minutes=12)))
    record.then(levers.put(record.incident, Pulling("Budgets", CAROL, 15, "budgets"), ADA, after(minutes=14)))
    record.then(levers.note_effect(record.incident, 1, "Carol sees half as many", CAROL, after(minutes=19)))
    record.then(levers.ring(record.incident, after(minutes=50)))
    fates = {1: Fate.ADOPTED, 2: Fate.REMOVED, 3: Fate.LEFT_ON}
    record.then(levers.settle(record.incident, fates, "Ada should have tested it", ADA, after(hours=2)))
    return record


def printed(postmortem: PostMortem) -> str:
    printer = Printer((data_folder("templates"),), WORDS)
    return printer.markdown("postmortem.md.j2", postmortem=postmortem)


def test_the_post_mortem_has_a_row_for_each_lever_and_names_nobody() -> None:
    report = printed(worked().compiled(after(hours=3)))

    table = report.partition("## Levers")[2].partition("## ")[0]
    assert "Stricter moderation (0\\.8 → 0.6, lower is stricter) | responder" in table
    assert "sees half as many (after 9 min, 15 min expected) | Adopted" in table
    assert "Not recorded | Removed" in table
    assert "Still set: " in table
    assert not [name for name in ("Ada", "Ben", "Okafor", "Carol", "should have tested") if name in report]


def test_the_timeline_tells_what_was_done_to_levers_and_not_that_somebody_was_asked() -> None:
    kinds = [line.kind for day in worked().compiled(after(hours=3)).days for line in day.lines]

    assert [kind for kind in kinds if kind.startswith("lever")] == [
        "lever_set",
        "lever_set",
        "lever_set",
        "lever_effect_seen",
        "lever_adopted",
        "lever_removed",
        "lever_left_on",
    ]


def test_an_incident_without_levers_has_no_section_for_them() -> None:
    assert "## Levers" not in printed(declared().compiled(after(hours=1)))
