"""What the carrier's own account must show: nobody rung twice, too often, too early or in spite of a no."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.chaos import oracles_rows as rows
from tests.chaos.carried import Carried, overlapping
from tests.chaos.facts import AttemptRow, Facts
from tests.chaos.scene import FICTION, ZONES

# The hours of the plan as a person reads them in it, in the prospect's own zone.
HOURS = {
    0: (("08:30", "12:15"), ("13:30", "17:30")),
    1: (("08:30", "12:15"), ("13:30", "17:30")),
    2: (("09:00", "12:00"),),
    3: (("08:30", "12:15"), ("13:30", "17:30")),
    4: (("08:30", "12:15"), ("13:30", "17:30")),
}
DIAL_WITHIN = timedelta(seconds=5)
LONGEST_QUEUE = timedelta(seconds=5)
NOISE = timedelta(seconds=1)  # two processes read the clock a moment apart


def number_twice(facts: Facts) -> Iterator[str]:
    """Numbers that rang while an earlier call to them lived."""
    yield from overlapping([(c.to, c.created, c.ended) for c in facts.account.calls])


def person_twice(facts: Facts) -> Iterator[str]:
    """People with two calls at once."""
    known = _known(facts)
    yield from overlapping([(str(a.person), c.created, c.ended) for c, a in known])


def without_attempt(facts: Facts) -> Iterator[str]:
    """Calls at the carrier that no committed attempt asked for, or of another id than it knows."""
    for call in facts.account.calls:
        found = facts.attempts.get(call.attempt)
        if found is None:
            yield f"{call.sid}: no attempt {call.attempt}"
        elif found.sid not in (None, call.sid):
            yield f"{call.sid}: attempt {call.attempt} knows {found.sid}"


def repeated(facts: Facts) -> Iterator[str]:
    """Attempts with more than one call at the carrier."""
    counted = Counter(call.attempt for call in facts.account.calls)
    yield from (attempt for attempt, count in counted.items() if count > 1)


def over_cap(facts: Facts) -> Iterator[str]:
    """Prospects rung oftener than the plan allows in 30 days; the run is shorter than that."""
    counted = Counter(attempt.prospect for _, attempt in _known(facts))
    for prospect, count in counted.items():
        if count > facts.most_attempts:
            yield f"prospect {prospect}: {count} calls"


def out_of_hours(facts: Facts) -> Iterator[str]:
    """Calls outside the hours of the plan where the prospect is, when created or when it rang."""
    for call, attempt in _known(facts):
        zone = ZoneInfo(ZONES[attempt.postal_code])
        for at in (call.created, call.created + call.queued):
            if not _is_open(at.astimezone(zone)):
                yield f"{call.sid} at {at.astimezone(zone):%H:%M} in {zone.key}"
        if attempt.audience == "B2C":
            yield f"{call.sid}: a consumer who did not consent"


def _is_open(local: datetime) -> bool:
    spans = HOURS.get(local.weekday(), ())
    now = local.time()
    return any(time.fromisoformat(a) <= now < time.fromisoformat(b) for a, b in spans)


def in_spite_of_objection(facts: Facts) -> Iterator[str]:
    """Calls whose intention came after the person had objected, or that a list forbade."""
    objected = defaultdict(list)
    for controller, prospect, number, at, scope in facts.questioned(rows.OBJECTIONS):
        key = (controller, number) if scope == "number" else (controller, prospect)
        objected[key].append(at)
    for call, attempt in _known(facts):
        keys = ((attempt.controller, attempt.number), (attempt.controller, attempt.prospect))
        moments = [at for key in keys for at in objected[key]]
        if any(attempt.intended_at > at + NOISE for at in moments):
            yield f"{call.sid}: intended after an objection"
        if any(call.created > at + DIAL_WITHIN + NOISE for at in moments):
            yield f"{call.sid}: dialled after an objection"
        if (f"{attempt.controller} {call.to}") in facts.suppressed_numbers:
            yield f"{call.sid}: on the list of objections"


def after_refusal(facts: Facts) -> Iterator[str]:
    """Calls to a prospect who had refused."""
    refused: dict[int, datetime] = {}
    for prospect, at in facts.questioned(rows.REFUSALS):
        refused[prospect] = min(at, refused.get(prospect, at))
    for call, attempt in _known(facts):
        at = refused.get(attempt.prospect)
        if at is not None and attempt.intended_at > at + NOISE:
            yield f"{call.sid}: prospect {attempt.prospect} refused before"


def other_ends(facts: Facts) -> Iterator[str]:
    """Calls of which we know another end or another length than the carrier."""
    for call in facts.account.calls:
        found = facts.attempts.get(call.attempt)
        if found is None or (found.status, found.seconds or 0) != (call.status, call.seconds):
            ours = (found.status, found.seconds) if found else None
            yield f"{call.sid}: {ours} here, {(call.status, call.seconds)} there"


def quarantined_rang(facts: Facts) -> Iterator[str]:
    """Attempts held for lost at the end that the carrier has a call of after all."""
    placed = {call.attempt for call in facts.account.calls}
    yield from facts.quarantined & placed


def forbidden_numbers(facts: Facts) -> Iterator[str]:
    """Calls to a number outside those that a campaign may ring."""
    for call in facts.account.calls:
        if not call.to.startswith(FICTION):
            yield f"{call.sid} to {call.to[:6]}…"


def too_fast(facts: Facts) -> Iterator[str]:
    """Seconds with more orders than the carrier starts, and calls that waited there too long."""
    ordered = sorted(facts.account.ordered)
    for first, last in zip(ordered, ordered[facts.cps :], strict=False):
        if last - first < timedelta(seconds=1):
            yield f"more than {facts.cps} orders from {first:%H:%M:%S}"
    for call in facts.account.calls:
        if call.queued > LONGEST_QUEUE:
            yield f"{call.sid} waited {call.queued}"


def talk_seconds(facts: Facts) -> Iterator[str]:
    """Seconds of conversation that are counted and were not spoken, or the other way round."""
    ((counted,),) = facts.questioned(rows.COUNTED_TALK)
    spoken = sum(call.seconds for call in facts.account.calls)
    if abs(int(counted) - spoken) > len(facts.account.calls):
        yield f"{counted} s counted, {spoken} s at the carrier"
    for attempt in facts.attempts.values():
        if attempt.seconds is not None and not 0 <= attempt.seconds <= 24 * 3600:
            yield f"{attempt.id} lasted {attempt.seconds} s"


def abandoned(facts: Facts) -> Iterator[str]:
    """Too many answered calls that met nobody, apart from those of which no process could hear."""
    answered = [c for c in facts.account.calls if c.status == "completed" and not c.unreached]
    alone = [call for call in answered if call.joined is None]
    if len(alone) > max(1, 0.03 * len(answered)):
        yield f"{len(alone)} of {len(answered)} answered calls met nobody"


def _known(facts: Facts) -> list[tuple[Carried, AttemptRow]]:
    return [
        (call, facts.attempts[call.attempt])
        for call in facts.account.calls
        if call.attempt in facts.attempts
    ]
