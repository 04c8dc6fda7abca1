"""What people were told must be what the tables keep, and every message of the carrier must be there."""

from collections import Counter
from collections.abc import Iterator
from functools import reduce
from random import Random
from urllib.parse import urlsplit

from campaigns import attempts as rules
from campaigns.attempts import CallEvent, CallFacts
from telepro.telephony.heard import event_of
from tests.chaos import oracles_rows as rows
from tests.chaos.acts import Act, Kind, Verdict
from tests.chaos.facts import Facts

SAVED = (Kind.OUTCOME, Kind.CORRECTION)
SHUFFLES = 6
# Seconds for 99 of 100 outcomes. Wider than the target (5 s), beside which the figure stands: while
# the table of attempts is locked each try waits for five, and other work shares the machine.
PATIENCE_IN_FAULTS = 15.0
FORBIDDEN = 403


def acknowledged_lost(facts: Facts) -> Iterator[str]:
    """Outcomes that were acknowledged and do not stand exactly once, as they were said."""
    told = {(a.subject, a.key, a.said) for a in _saved(facts) if a.verdict is Verdict.OK}
    keys = [key for _, key, _ in told]
    kept = Counter(facts.questioned(rows.KEPT, keys=keys))
    yield from (
        f"{key} kept {kept[one]} times" for one in told if kept[one] != 1 for key in [one[1]]
    )


def unknown_twice(facts: Facts) -> Iterator[str]:
    """Outcomes that stand twice, or that nobody ever sent."""
    yield from (str(key) for (key,) in facts.questioned(rows.OUTCOMES_TWICE))


def refused_without_redis(facts: Facts) -> Iterator[str]:
    """Outcomes, objections and sign-ins that were asked for while Redis was away and not granted."""
    for begins, ends in facts.windows.get("Redis away", ()):
        for act in facts.acts:
            in_window = begins <= act.at and act.at + act.seconds <= ends
            essential = act.kind in (*SAVED, Kind.SIGN_IN, Kind.OBJECTION)
            if in_window and essential and act.verdict is Verdict.UNKNOWN:
                yield f"{act.kind} of person {act.person} at {act.at:.0f} s: {act.status}"


def slow_saves(facts: Facts) -> Iterator[str]:
    """The slowest one in a hundred of the outcomes that were saved, when it is too slow."""
    seconds = sorted(a.seconds for a in _saved(facts) if a.verdict is Verdict.OK)
    if seconds and (late := seconds[int(0.99 * (len(seconds) - 1))]) > PATIENCE_IN_FAULTS:
        yield f"p99 {late:.1f} s"


def messages_lost(facts: Facts) -> Iterator[str]:
    """Messages that the carrier saw acknowledged and that the inbox does not hold, or holds twice."""
    held = facts.questioned(rows.INBOX)
    kept = {row[:5] for row in held}
    for message in facts.account.messages:
        form = dict(message.form)
        one = (
            urlsplit(message.url).path.rpartition("/")[2],
            form.get("CallSid", ""),
            form.get("CallStatus", ""),
            form.get("StatusCallbackEvent", ""),
            form.get("SequenceNumber", ""),
        )
        # Of what spoke of somebody erased, nothing is left to compare.
        if one not in kept and facts.erased_calls.isdisjoint(one[:2]):
            yield " ".join(one)
    yield from (key for key, count in Counter(row[5] for row in held).items() if count > 1)
    # The carrier numbers what it says of a call: the same number twice is one message kept twice.
    said = Counter(" ".join(row[:5]) for row in held if row[4] and row[2])
    yield from (words for words, count in said.items() if count > 1)


def dead_letters(facts: Facts) -> Iterator[str]:
    """Messages that wait for ever, other than the poison that was planted."""
    found = len(facts.questioned(rows.DEAD_LETTERS))
    # A message whose reply was lost may have been kept.
    if not facts.poison_taken <= found <= facts.poison_taken + facts.poison_unsure:
        yield f"{found} dead letters, {facts.poison_taken} poisoned messages were taken"
    yield from (str(what) for (what,) in facts.questioned(rows.UNPROCESSED))


def forgeries(facts: Facts) -> Iterator[str]:
    """Forged messages that were not refused, or that left a row."""
    for status in facts.forged_statuses:
        # A house that is away refuses nothing and keeps nothing.
        if status != FORBIDDEN and status < 500:
            yield f"a forged message was answered {status}"
    marks = list(facts.forged_marks)
    yield from (f"mark {mark}" for (mark,) in facts.questioned(rows.MARKED, marks=marks))


def order_matters(facts: Facts) -> Iterator[str]:
    """Calls whose kept messages give another end in another order or number."""
    events: dict[str, list[CallEvent]] = {}
    for subject, payload, received_at, _ in facts.questioned(rows.EVENTS):
        events.setdefault(subject, []).append(event_of(payload, received_at))
    dice = Random(1)
    for attempt, status, seconds, ended_at, _ in facts.questioned(rows.CALLS):
        told = events.get(attempt, []) if attempt not in facts.erased_calls else []
        for _ in range(SHUFFLES if told else 0):
            shuffled = dice.sample(told, len(told)) + dice.choices(told, k=2)
            end = reduce(rules.apply, shuffled, CallFacts())
            if (end.status, end.duration_seconds, end.ended_at) != (status, seconds, ended_at):
                yield f"{attempt}: {end.status} in another order, {status} kept"
                break


def _saved(facts: Facts) -> list[Act]:
    return [act for act in facts.acts if act.kind in SAVED]
