"""Sixteen bugs that such systems have had, each patched in from here, out of reach of a normal start."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from campaigns import attempts, windows
from campaigns.attempts import CallFacts
from telepro.db import aftermath, call_lists, counters, db, eligibility, inbox
from telepro.services import outcomes
from telepro.telephony import webhooks
from telepro.telephony.carrier import Carrier, TelephonyError, Trouble

Patch = tuple[Any, str, Any]
EVERY = 15  # one in so many goes wrong, where a bug strikes now and then


@dataclass(frozen=True, slots=True)
class Bug:
    """One bug: its name, what it does, how it is patched in; or where else it is looked for."""

    id: str
    sentence: str
    patches: Callable[[], list[Patch]] | None = None
    elsewhere: str = ""


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """The house with this bug, as long as the block lasts."""
    patches = bug.patches() if bug.patches else []
    before = [(owner, name, getattr(owner, name)) for owner, name, _wrong in patches]
    try:
        for owner, name, wrong in patches:
            setattr(owner, name, wrong)
        yield
    finally:
        for owner, name, right in before:
            setattr(owner, name, right)


def _no_fence() -> list[Patch]:
    right = aftermath._next_step

    def next_step(lead: Any, reached: Any, fence: int) -> None:
        right(lead, reached, lead.fence)

    return [(aftermath, "_next_step", next_step)]


def _dedupe_by_call_alone() -> list[Patch]:
    def key_of(kind: str, subject: str, form: Mapping[str, str]) -> str:
        return f"{kind}|{subject}|{form.get('CallSid', '')}"

    return [(webhooks, "key_of", key_of)]


def _status_as_it_arrives() -> list[Patch]:
    def apply(facts: CallFacts, event: Any) -> CallFacts:
        ended = facts.ended_at or (event.at if event.duration_seconds is not None else None)
        return replace(facts, status=event.status, ended_at=ended)

    return [(attempts, "apply", apply)]


def _placed_again_after_a_lost_reply() -> list[Patch]:
    right = Carrier.place

    def place(self: Carrier, order: Any) -> str:
        try:
            return right(self, order)
        except TelephonyError as error:
            if error.trouble is Trouble.UNKNOWN:
                return right(self, order)
            raise

    return [(Carrier, "place", place)]


def _claimed_though_held() -> list[Patch]:
    right = call_lists.claim
    turns = count(1)

    def claim(session: Any, lead_ids: Any) -> dict[int, int]:
        if next(turns) % 3 == 0:
            session.execute(db.text("update leads set held = false where held"))
            session.execute(db.text("drop index if exists uq_call_list_entries_open"))
        return right(session, lead_ids)

    return [(call_lists, "claim", claim)]


def _callback_in_the_queue_alone() -> list[Patch]:
    right = aftermath._next_step

    def next_step(lead: Any, reached: Any, fence: int) -> None:
        right(lead, reached, fence)
        if reached.callback_owner_id is not None:
            lead.next_call_at = None

    return [(aftermath, "_next_step", next_step)]


def _hours_without_zones() -> list[Patch]:
    right = windows._openings_here.__wrapped__
    windows._openings.cache_clear()

    def openings(hours: Any, zone: str, day: Any, holidays: Any) -> Any:
        return right(hours, "America/New_York", day, holidays)

    return [(windows, "_openings_here", openings)]


def _acknowledged_before_the_commit() -> list[Patch]:
    right, turns = outcomes._keep, count(1)

    def keep(session: Any, *given: Any) -> Any:
        receipt = right(session, *given)
        if next(turns) % EVERY == 0:
            session.rollback()
        return receipt

    return [(outcomes, "_keep", keep)]


def _counters_kept_elsewhere() -> list[Patch]:
    right, turns = counters.add, count(1)

    def add(*given: Any) -> None:
        if next(turns) % EVERY:
            right(*given)

    return [(counters, "add", add)]


def _signature_after_the_write() -> list[Patch]:
    def signed(*given: Any) -> bool:
        return True

    return [(webhooks, "signed", signed)]


def _reconciler_overwrites() -> list[Patch]:
    right = attempts.apply

    def apply(facts: CallFacts, event: Any) -> CallFacts:
        asked = event.sequence is None
        return replace(facts, status=event.status, ended_at=None) if asked else right(facts, event)

    return [(attempts, "apply", apply)]


def _objections_at_import_alone() -> list[Patch]:
    def nobody(*given: Any) -> None:
        return None

    return [(eligibility, "_suppressed", nobody)]


def _messages_kept_twice() -> list[Patch]:
    right, turns = inbox.put, count(1)

    def put(session: Any, kind: str, subject: str, key: str, *rest: Any) -> bool:
        """Two at once both find nothing and both write: the key no longer keeps them apart."""
        return right(session, kind, subject, f"{key}{next(turns)}", *rest)

    return [(inbox, "put", put)]


BUGS = (
    Bug("M1", "no fence is asked for when the next step is written", _no_fence),
    Bug("M2", "messages of one call are one message", _dedupe_by_call_alone),
    Bug("M3", "a message is looked for and then written", _messages_kept_twice),
    Bug("M4", "a status counts as it arrives", _status_as_it_arrives),
    Bug("M5", "a call is placed again when the reply was lost", _placed_again_after_a_lost_reply),
    Bug("M6", "a lead is claimed though somebody holds it", _claimed_though_held),
    Bug("M7", "a callback is kept in the queue alone", _callback_in_the_queue_alone),
    Bug("M8", "hours are read on another clock than the prospect's", _hours_without_zones),
    Bug("M9", "an outcome is acknowledged before its commit", _acknowledged_before_the_commit),
    Bug("M10", "counters are kept where they can be lost", _counters_kept_elsewhere),
    Bug(
        "M11", "one route forgets whose rows it shows", None, "tests/security, the table of routes"
    ),
    Bug("M12", "the signature is asked for after the write", _signature_after_the_write),
    Bug("M13", "the reconciler overwrites an end", _reconciler_overwrites),
    Bug("M14", "two workers share two queues", None, "scripts/chaos: workers killed"),
    Bug("M15", "money is added as floating point", None, "tests/campaigns, pay in cents"),
    Bug("M16", "objections are asked for at import alone", _objections_at_import_alone),
)
