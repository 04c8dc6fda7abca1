"""What workers do when a bell rings: take everything that waits, row by row, until nothing does.

No rule lives here. Each drain may be killed, run twice or run beside another; every row is claimed
by a guarded update of its own.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from flask import current_app
from sqlalchemy.exc import OperationalError

from campaigns.attempts import AttemptState
from telepro import chores, clock, ids, queue
from telepro.db.dial_queue import Waiting
from telepro.mishaps import JobFailed, WithoutWords, told
from telepro.queue import Bell
from telepro.services import (
    call_events,
    call_lists,
    call_orders,
    dialing,
    enrolments,
    import_checks,
    import_undo,
    imports,
    outages,
    outcomes,
    prospect_actions,
    recordings,
)
from telepro.settings import Settings
from telepro.storage.chosen import storage_of
from telepro.telephony.carrier import Carrier

log = logging.getLogger(__name__)
log.addFilter(WithoutWords())

LONGEST_DRAIN = 500
CARRIER = "telepro.carrier"


def carrier() -> Carrier:
    """The carrier of this process; its connection is kept open between calls."""
    if CARRIER not in current_app.extensions:
        settings = _settings()
        current_app.extensions[CARRIER] = Carrier(settings.carrier, settings.public_base_url)
    found: Carrier = current_app.extensions[CARRIER]
    return found


def _settings() -> Settings:
    found: Settings = current_app.extensions["telepro.settings"]
    return found


def _turns(bell: Bell) -> Iterator[int]:
    """Up to `LONGEST_DRAIN` turns; a drain that is longer rings again, so that no job is endless."""
    for turn in count():
        if turn == LONGEST_DRAIN:
            queue.ring(bell)
            return
        yield turn


def dial() -> None:
    """Place every intended attempt and end every call that was hung up.

    What was refused must be settled: by ourselves, or by whoever rang although nothing is to be done.
    """
    done = Counter[AttemptState]()
    waits = Waiting(0, 0, 0)
    for _ in _turns(Bell.DIAL):
        waits = dialing.waiting(carrier().pace, clock.now())
        if waits.down_since and _is_back():
            continue
        step = _dial_one(waits)
        done += step
        # What is committed after the look rings anew; what was given back does not.
        if not step or (waits.steps == 1 and not step[AttemptState.INTENDED]):
            break
    if done[AttemptState.REFUSED] or not (done or waits.in_time):
        queue.ring(Bell.EVENTS)


def _is_back() -> bool:
    """Ask a carrier that was away; when it answers, calling goes on and everybody is told."""
    if not carrier().answers():
        return False
    _announce_all(outages.came_back(carrier().pace.account, clock.now()))
    return True


def _dial_one(waits: Waiting) -> Counter[AttemptState]:
    """What became of one attempt, or of all that were late: those first, since they hold people back."""
    if waits.not_to_be_made:
        refuse = dialing.refuse_all if waits.down_since else dialing.refuse_late
        refused = refuse(clock.now())
        _announce_all(refused)
        return Counter([AttemptState.REFUSED] * len(refused))
    if waits.orders:
        # People are talking: what they ask of their call goes before a call that is still to come.
        topics = call_orders.carry_out_next(clock.now, carrier())
        _announce_all([topics or ()])
        return Counter([AttemptState.ENDED] if topics is not None else [])
    wait = carrier().pace.wait(waits.next_turn, clock.now())
    dialed = dialing.place_next(clock.now, carrier()) if waits.in_time and not wait else None
    if dialed:
        _announce_all([dialed.topics, *dialed.others])
        return Counter([dialed.state])
    if waits.in_time and wait:
        queue.ring_later(Bell.DIAL, wait.total_seconds())
    hung_up = waits.hung_up and dialing.hang_up_next(clock.now(), carrier())
    return Counter([AttemptState.ENDED] if hung_up else [])


def events() -> None:
    """Apply every message of the inbox, then settle what needs no person.

    What comes after a look at the inbox rings again: one look is enough when it found few.
    """
    some_to_settle = False
    for _ in _turns(Bell.EVENTS):
        waits = call_events.waiting()
        some_to_settle |= waits.some_to_settle
        over = _applied_together(waits.subjects)
        if over is not None:
            some_to_settle |= over
            if len(waits.subjects) < call_events.AT_ONCE:
                break
            continue
        some_to_settle = True
        done = [_is_done_with(*each) for each in waits.subjects]
        if not any(done):
            break
    if some_to_settle:
        _settle()


def _applied_together(waiting: Sequence[tuple[str, str]]) -> bool | None:
    """Apply all of it, the calls at once, and say whether some call is over; None when something
    can't be applied, whatever the cause: then each shows by itself what is the matter with it."""
    calls = [subject for kind, subject in waiting if kind == call_events.CALL]
    others = [each for each in waiting if each[0] != call_events.CALL]
    try:
        heard = call_events.apply_calls(calls, clock.now()) if calls else []
        _announce_all([each.topics for each in heard])
        _announce_all([call_events.apply(*each, clock.now()) for each in others])
    except Exception as trouble:
        log.warning("%s subjects not applied together: %s", len(waiting), type(trouble).__name__)
        return None
    if any(kind == call_events.RECORDING for kind, _ in others):
        queue.ring(Bell.IMPORTS)
    return any(each.is_over for each in heard)


def _announce_all(topics: Iterable[tuple[str, ...]]) -> None:
    queue.announce(*(topic for each in topics for topic in _desk_and_board(each)))


def _is_done_with(kind: str, subject: str) -> bool:
    """Apply what waits on one call or session; False when the database was busy, which is no fault
    of the messages: they are taken up again a second later."""
    try:
        queue.announce(*_desk_and_board(call_events.apply(kind, subject, clock.now())))
    except OperationalError as trouble:
        log.warning("message of %s %s waits: %s", kind, subject, type(trouble.orig).__name__)
        return False
    except Exception as trouble:
        # A poisoned message must not stop the calls behind it; after three tries it stays visible.
        log.exception("message of %s %s not applied", kind, subject)
        call_events.give_up(kind, subject, f"{type(trouble).__name__}: {trouble}")
    return True


def _settle() -> None:
    settled = 0
    for attempt in outcomes.unsettled():
        topics = outcomes.settle(attempt, clock.now())
        settled += bool(topics)
        queue.announce(*_desk_and_board(topics))
    if settled:
        queue.ring(Bell.DEAL)


def deal() -> None:
    """Expire what has lapsed and top up the call lists of every running campaign."""
    for campaign_id in call_lists.expire(clock.now()):
        for topic in call_lists.deal(campaign_id, ids.seed(), clock.now()):
            queue.announce(queue.desk_topic(topic))


def run_imports() -> None:
    """Look at every prospect file that waits for it, take in those that may be, undo those that must
    be, do what managers ask of many prospects, then take prospects into the campaigns that ask."""
    for import_id in import_checks.waiting(clock.now()):
        import_checks.run(import_id, clock.now())
    for import_id in imports.waiting(clock.now()):
        imports.run(import_id, clock.now())
    for import_id in import_undo.waiting(clock.now()):
        import_undo.run(import_id, clock.now())
    for action_id in prospect_actions.waiting(clock.now()):
        prospect_actions.run(action_id, clock.now())
    while enrolments.advance(clock.now()):
        queue.ring(Bell.DEAL)
    queue.ring(Bell.DEAL)
    move_recordings()


def move_recordings() -> None:
    """Bring what was recorded from the carrier to our own storage."""
    storage = storage_of(_settings())
    for _ in _turns(Bell.IMPORTS):
        if not recordings.move_next(clock.now, carrier(), storage):
            break


def do_chores() -> None:
    """Run the periodic work whose slot has come."""
    chores.run(clock.now(), _settings(), carrier())


def _desk_and_board(topics: tuple[str, ...]) -> tuple[str, ...]:
    if len(topics) != 2:
        return ()
    person, campaign = topics
    return queue.desk_topic(person), queue.board_topic(campaign)


DRAINS: dict[Bell, Callable[[], None]] = {
    Bell.DIAL: dial,
    Bell.EVENTS: events,
    Bell.DEAL: deal,
    Bell.IMPORTS: run_imports,
    Bell.CHORES: do_chores,
}


def drain(bell: str) -> None:
    """The one job there is: answer a bell."""
    try:
        DRAINS[Bell(bell)]()
    except Exception as trouble:
        # RQ keeps and logs what a failed job said.
        raise JobFailed(told(trouble)) from None
