"""What a step found, in plain sentences: exhaustive, so that a new kind of record fails type-checking until worded."""

from collections.abc import Iterable
from typing import assert_never

from bot.domain import records
from bot.domain.records import Reached, Record, Verdict
from bot.printing import duration, utc
from bot.wording.rates import percent
from bot.wording.sampled import sampled

_SEEN = {
    Reached.YES: "real users saw them",
    Reached.NO: "no real user saw them",
    Reached.UNKNOWN: "whether real users saw them is not known",
}
_Found = records.Decided | records.Measured | records.PastOutputs
_Tested = records.Sampled | records.Tried | records.Compared | records.RedTeamed
_Acted = records.Told | records.Drafted | records.Pulled | records.Kept | records.RolledBack | records.RolledOut


def recorded(record: Record) -> str:
    """Return what was recorded, without markup of its own; words of people are as they wrote them."""
    if isinstance(record, _Found):
        return _found(record)
    if isinstance(record, _Tested):
        return _tested(record)
    if isinstance(record, _Acted):
        return _acted(record)
    assert_never(record)


def counted(number: int | None) -> str:
    """Write a count that may not be known."""
    return "not known" if number is None else str(number)


def _found(record: _Found) -> str:
    match record:
        case records.Decided():
            return f"Decided: {'; '.join(record.chosen)}."
        case records.Measured():
            before = f", before the incident {record.baseline:g} {record.unit}" if record.baseline is not None else ""
            n = f"n = {record.n}" if record.n is not None else "n not stated"
            return f"{record.quantity}: {record.value:g} {record.unit} ({n}, {record.window}{before})."
        case records.PastOutputs():
            return _past_outputs(record)
        case _:
            assert_never(record)


def _past_outputs(record: records.PastOutputs) -> str:
    window = " to ".join(utc(at) if at else "not known" for at in (record.began_at, record.ended_at))
    counted = _counts(
        (record.outputs, "outputs"), (record.users, "users"), (record.decisions, "decisions"),
        (record.actions, "downstream actions"), (record.recalled, "recalled"), (record.corrected, "corrected"),
    )  # fmt: skip
    return f"Past outputs of the window {window}, found by {record.query}: {counted}; {_SEEN[record.seen]}."


def _counts(*pairs: tuple[int | None, str]) -> str:
    return ", ".join(f"{'?' if count is None else count} {what}" for count, what in pairs)


def _tested(record: _Tested) -> str:
    match record:
        case records.Sampled():
            return sampled(record)
        case records.Tried():
            shown = "shows" if record.holds else "does not show"
            bound = f"the rate may still be {percent(record.upper)} (95 %, one-sided)"
            failures = "1 failure" if record.failures == 1 else f"{record.failures} failures"
            said = f"{failures} in {record.n} trials of {record.planned} planned: {bound}"
            more = " Trials beyond the plan make up for no failure." if record.was_extended else ""
            return f"{record.what}: {said}. That {shown} a rate below {percent(record.tolerated)}.{more}"
        case records.Compared():
            return _compared(record)
        case records.RedTeamed():
            return _red_teamed(record)
        case _:
            assert_never(record)


def _compared(record: records.Compared) -> str:
    direction = "helps" if record.helps else "hurts"
    rows = "; ".join(_group(row) for row in record.groups)
    return f"{record.outcome} (the positive outcome {direction} the person), {record.window}: {rows}."


def _group(row: records.GroupRate) -> str:
    rate = percent(row.positive / row.n) if row.n else "no outcomes"
    test = f", p = {row.p:.3g}" if row.p is not None else ""
    ratio = "" if row.verdict is Verdict.REFERENCE else f", ratio {row.ratio:.2f}{test}"
    return f"{row.group} {rate} of {row.n}{ratio}: {row.verdict}"


def _red_teamed(record: records.RedTeamed) -> str:
    tried = sum(row.tried for row in record.families)
    rows = "; ".join(_family(row) for row in record.families)
    return f"{tried} variations in {len(record.families)} families: {rows}."


def _family(row: records.AttackFamily) -> str:
    after = f", after the fix {row.bypassed_after} of {row.tried_after}" if row.tried_after else ""
    return f"{row.family} {row.bypassed} of {row.tried} got through{after}"


def _acted(record: _Acted) -> str:
    match record:
        case records.Told():
            return _told(record)
        case records.Drafted():
            return f"Drafted: {record.text}"
        case records.Pulled():
            return f"Set: {', '.join(record.levers)}."
        case records.Kept():
            missing = f" Not held: {_listed(record.missing)}." if record.missing else " Every kind on the list is held."
            return f"{record.items} {'item' if record.items == 1 else 'items'} of evidence held.{missing}"
        case records.RolledBack():
            took = duration(record.completed_at - record.started_at)
            return f"Rolled back from {record.before} to {record.after} in {took}, complete {utc(record.completed_at)}."
        case records.RolledOut():
            return rolled_out(record)
        case _:
            assert_never(record)


def rolled_out(record: records.RolledOut) -> str:
    """Return the stages of a rollout with what was seen at each."""
    stages = "; ".join(f"{one.percent} % {utc(one.at)}: {one.seen}" for one in record.stages)
    return f"Rolled out in {len(record.stages)} stages. {stages}"


def _told(record: records.Told) -> str:
    names = _listed([group.replace("_", " ") for group in record.groups])
    told = f"Told: {names}." if record.groups else "Nobody could be told."
    absent = _listed([group.replace("_", " ") for group in record.missing])
    missing = f" Policy names nobody for {absent}." if record.missing else ""
    return f"{told}{missing} They read: {record.message}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)
