"""How a run ends: a line per invariant, the figures, what bit and what did not, and a last word."""

import json
from collections.abc import Sequence
from typing import Any

from tests.chaos import timeline
from tests.chaos.figures import Figure, figures, stale_writes
from tests.chaos.invariants import INVARIANTS, Judged, judge
from tests.chaos.judging import facts_of
from tests.chaos.run import Evidence

SHOWN = 3  # violations of one invariant in its line


def report(found: Evidence, seconds: float) -> tuple[list[str], dict[str, Any]]:
    """The lines to print and the same as one object; it is `good` when nothing is wrong."""
    facts = facts_of(found)
    judged = [judge(facts, each) for each in INVARIANTS]
    measured = figures(facts, judged, found.pulse)
    missing = _not_executed(found, stale_writes(facts))
    counted = _counted(judged, missing, seconds)
    lines = [
        "", "INVARIANTS", *map(line_of, judged),
        "", "FIGURES", *(f"{each.name:<50} {each.measured:<48} {each.target}" for each in measured),
        "", "FAULTS", *(f"{name}: {hit}" for name, hit in found.stage.bites.items()),
        *(f"not done here: {name}: {why}" for name, why in timeline.NOT_DONE.items()),
        "", "CRASH POINTS", *(f"{point}: {hit}" for point, hit in found.hits.items()),
        "", "REFUSED STALE WRITES", *(f"{kind}: {count}" for kind, count in found.refused.items()),
        "", *(f"NOT EXECUTED: {each}" for each in missing), _last(counted),
    ]  # fmt: skip
    return lines, {**counted, **_details(found, judged, measured)}


def ended_early(violated: Sequence[str], seconds: float) -> tuple[list[str], dict[str, Any]]:
    """The same of a run that ended at the first sight of what it looked for."""
    line = f"NOT GOOD: ended at the first sight of {', '.join(violated)}; {seconds:g} s"
    return ["", line], {"good": False, "violated": list(violated), "seconds": round(seconds, 1)}


def line_of(judged: Judged) -> str:
    """One invariant in one line."""
    known = judged.invariant
    if judged.reason:
        return f"{known.id}  n/a   {known.sentence} ({judged.reason})"
    if judged.held:
        return f"{known.id}  held  {known.sentence}"
    shown = "; ".join(judged.violations[:SHOWN])
    return f"{known.id}  {len(judged.violations):>4}  {known.sentence}: {shown}"


def _not_executed(found: Evidence, stale: int) -> list[str]:
    """What should have happened and did not: a run without it proves nothing."""
    size = found.stage.size
    missing = timeline.unbitten(found.stage, timeline.TIMELINES[size.name])
    missing += [
        f"crash point {point}: {hit} of {size.lives}"
        for point, hit in found.hits.items()
        if hit < size.lives
    ]
    if len(found.account.calls) < size.fewest_calls:
        missing.append(f"{len(found.account.calls)} calls, expected {size.fewest_calls}")
    if not found.intruder.asked:
        missing.append("nobody asked for the pages of a company that is none of theirs")
    if not found.forgotten.erased:
        missing.append("nobody was erased")
    if not found.house.number("select count(*) from recordings where stored_at is not null"):
        missing.append("no recording was stored")
    if not stale:
        missing.append("no stale write was refused: no fault came near one")
    for name, count in (
        ("dropped", found.account.dropped),
        ("doubled", found.account.doubled),
        ("forged", len(found.strangers.forged)),
        ("poisoned", len(found.strangers.poisoned)),
        ("replayed", len(found.strangers.replayed)),
    ):
        if not count:
            missing.append(f"no message was {name}")
    return missing


def _counted(judged: Sequence[Judged], missing: Sequence[str], seconds: float) -> dict[str, Any]:
    violated = [each.invariant.id for each in judged if each.violations]
    return {
        "good": not violated and not missing,
        "held": sum(each.held for each in judged),
        "not_applicable": sum(bool(each.reason) for each in judged),
        "violated": violated,
        "not_executed": list(missing),
        "seconds": round(seconds, 1),
    }


def _details(
    found: Evidence, judged: Sequence[Judged], measured: Sequence[Figure]
) -> dict[str, Any]:
    return {
        "scene": found.stage.size.name,
        "calls": len(found.account.calls),
        "bites": dict(found.stage.bites),
        "crash_points": found.hits,
        "refused_stale_writes": found.refused,
        "figures": {each.name: each.measured for each in measured},
        "violations": {e.invariant.id: list(e.violations[:20]) for e in judged if e.violations},
    }


def _last(counted: dict[str, Any]) -> str:
    word = "All holds" if counted["good"] else "NOT GOOD"
    violated = ", ".join(counted["violated"]) or "none"
    return (
        f"{word}: {counted['held']} invariants held, {counted['not_applicable']} not applicable, "
        f"violated: {violated}; {counted['seconds']:g} s"
    )


def as_json(found: dict[str, Any]) -> str:
    """The whole result on one line."""
    return json.dumps(found, ensure_ascii=False)
