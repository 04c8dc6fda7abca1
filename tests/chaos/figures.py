"""The figures of a run beside their targets, as measured."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import LiteralString

from tests.chaos.acts import Kind, Verdict
from tests.chaos.facts import Facts
from tests.chaos.invariants import Judged
from tests.chaos.oracles_rows import CALLBACK_DELAYS
from tests.chaos.strangers import Pulse

LAGS: Mapping[str, LiteralString] = {
    "intention to order": """
        select extract(epoch from placing_at - intended_at)::float from attempts
        where placing_at is not null""",
    "message to applied": """
        select extract(epoch from applied_at - received_at)::float from call_inbox
        where applied_at is not null and kind = 'call'""",
}
LONG_LAGS: LiteralString = """
    select 10 * floor(extract(epoch from received_at - %(began)s) / 10)::int as since, count(*)::int,
        max(extract(epoch from applied_at - received_at))::float as longest
    from call_inbox where applied_at - received_at > interval '5 s' and kind = 'call'
    group by since order by longest desc limit 6"""
LIMITS = {"web": 2.0, "worker": 3.0, "Redis": 5.0, "PostgreSQL": 5.0, "everything": 10.0}
STALE = ("attempt-moved-on", "lead-passed-on", "entry-ended-before")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: what was measured, and what was wanted."""

    name: str
    measured: str
    target: str


def figures(facts: Facts, judged: Sequence[Judged], pulse: Pulse) -> list[Figure]:
    """Every figure of the campaign that a run can measure."""
    saved = [a for a in facts.acts if a.kind is Kind.OUTCOME and a.verdict is Verdict.OK]
    calls, (leases,) = (
        len(facts.account.calls),
        _one(facts, "select count(*) from call_list_entries"),
    )
    (promised,) = _one(facts, "select count(*) from callbacks")
    found = {each.invariant.id: each for each in judged}

    def count(*names: str) -> int:
        return sum(len(found[name].violations) for name in names)

    return [
        Figure("lost acknowledged outcomes", f"{count('I12')} of {len(saved)}", "0"),
        Figure("double leases", f"{count('I01')} of {leases}", "0"),
        Figure("double dials", f"{count('I03', 'I04', 'I06')} of {calls}", "0"),
        Figure("lost callbacks", f"{count('I21')} of {promised}", "0"),
        Figure("callbacks late", _spread(_floats(facts, CALLBACK_DELAYS)), "≤ 60 s healthy"),
        Figure("dials out of hours, in spite of a no, over the cap",
               f"{count('I08')}, {count('I09', 'I10')}, {count('I07')}", "0, 0, 0"),
        Figure("every end known after", f"{facts.rest_seconds:.1f} s", "≤ 120 s"),
        Figure("messages dropped, doubled",
               f"{facts.account.dropped}, {facts.account.doubled} of {len(facts.account.messages)}", "10 %, 10 %"),
        Figure("forged messages taken", f"{count('I19')} of {len(facts.forged_statuses)}", "0"),
        *_recoveries(facts),
        Figure("F2 pressed", _pressed(facts), "(measured)"),
        Figure("stuck at rest", str(count("I27")), "0"),
        Figure("answered while no process could hear", str(sum(c.unreached and c.status == "completed" for c in facts.account.calls)), "(measured)"),
        Figure("in quarantine at the end", str(len(facts.quarantined)), "rung never"),
        Figure("outcomes saved while Redis is away", _without_redis(facts), "100 %"),
        Figure("outcome saved", _spread([a.seconds for a in saved]), "p99 ≤ 0.3 s, 5 s in faults"),
        Figure("message acknowledged", _spread([took for _, took, _ in pulse.seconds]), "p99 ≤ 0.1 s, 1 s in faults"),
        *(Figure(f"lag, {name}", _spread(_floats(facts, question)), "p99 ≤ 1 s, 15 s in faults")
          for name, question in LAGS.items()),
        Figure("messages that waited over 5 s", _when(facts), "(measured: see the timeline)"),
        Figure("refused stale writes", str(stale_writes(facts)), "≥ 1"),
    ]  # fmt: skip


def stale_writes(facts: Facts) -> int:
    """Writes and presses that came too late and were refused."""
    pressed = [a for a in facts.acts if a.kind is Kind.DIAL and "lead" in a.places]
    return sum(facts.refused.get(kind, 0) for kind in STALE) + len(pressed)


def _recoveries(facts: Facts) -> list[Figure]:
    names = {**LIMITS, **dict.fromkeys(sorted(set(facts.recoveries) - set(LIMITS)), 0.0)}
    return [
        Figure(
            f"back after: {name}",
            _spread(facts.recoveries[name]),
            f"≤ {limit:g} s" if limit else "(measured)",
        )
        for name, limit in names.items()
        if name in facts.recoveries
    ]


def _pressed(facts: Facts) -> str:
    """What came of pressing F2: kept, refused for which reason, unanswered."""
    told = Counter(
        act.places[0] if act.places else f"{act.verdict} {act.status}"
        for act in facts.acts
        if act.kind is Kind.DIAL
    )
    return ", ".join(f"{what}: {count}" for what, count in told.most_common(6))


def _without_redis(facts: Facts) -> str:
    saved = tried = 0
    for begins, ends in facts.windows.get("Redis away", ()):
        for act in facts.acts:
            if act.kind is Kind.OUTCOME and begins <= act.at and act.at + act.seconds <= ends:
                tried += act.verdict is not Verdict.FAIL
                saved += act.verdict is Verdict.OK
    return f"{saved} of {tried}" if tried else "no figure"


def _when(facts: Facts) -> str:
    """In which ten seconds of the run messages came that waited long: how many, and the longest."""
    found = facts.questioned(LONG_LAGS)
    told = [f"from {at} s: {count}, {longest:.1f} s" for at, count, longest in found]
    return "; ".join(told) or "none"


def _one(facts: Facts, question: LiteralString) -> tuple[int]:
    return (int(facts.ask(question, {})[0][0]),)


def _floats(facts: Facts, question: LiteralString) -> list[float]:
    return [float(value) for (value,) in facts.questioned(question) if value is not None]


def _spread(seconds: Sequence[float]) -> str:
    """Median, 99th in a hundred and the longest."""
    if not seconds:
        return "no figure"
    ordered = sorted(seconds)
    p50, p99 = (ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
    return f"p50 {p50:.2f} s, p99 {p99:.2f} s, max {ordered[-1]:.2f} s (n {len(ordered)})"
