"""How each of sixteen bugs that such systems have had is patched in, out of reach of a normal start."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from campaigns import attempts, windows
from campaigns.attempts import CallFacts
from campaigns.pay import Earnings
from telepro import clock, worker
from telepro.db import aftermath, call_lists, counters, db, eligibility, inbox, leads
from telepro.db.eligibility import Case
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead
from telepro.queue import Bell
from telepro.services import call_events, outcomes
from telepro.services import call_lists as dealing
from telepro.telephony import webhooks
from telepro.telephony.carrier import Carrier, TelephonyError, Trouble

Patch = tuple[Any, str, Any]
EVERY = 5  # one in so many goes wrong, where a bug strikes now and then


def no_fence() -> list[Patch]:
    right = aftermath._next_step

    def next_step(lead: Any, reached: Any, fence: int) -> None:
        right(lead, reached, lead.fence)

    return [(aftermath, "_next_step", next_step)]


def dedupe_by_call_alone() -> list[Patch]:
    def key_of(kind: str, subject: str, form: Mapping[str, str]) -> str:
        return f"{kind}|{subject}|{form.get('CallSid', '')}"

    return [(webhooks, "key_of", key_of)]


def status_as_it_arrives() -> list[Patch]:
    right = attempts.apply

    def apply(facts: CallFacts, event: Any) -> CallFacts:
        return replace(right(facts, event), status=event.status)

    return [(attempts, "apply", apply)]


def placed_again_after_a_lost_reply() -> list[Patch]:
    right = Carrier.place

    def place(self: Carrier, order: Any) -> str:
        try:
            return right(self, order)
        except TelephonyError as error:
            if error.trouble is Trouble.UNKNOWN:
                return right(self, order)
            raise

    return [(Carrier, "place", place)]


def claimed_though_held() -> list[Patch]:
    """Neither the rows nor the rules remember who holds a lead: any one of them alone would."""
    due, cases_for = call_lists.due, eligibility.cases_for

    def due_again(session: Any, source: call_lists.Source, *rest: Any) -> Any:
        session.execute(db.text("drop index if exists uq_call_list_entries_open"))
        session.execute(db.text("update leads set held = false where held"))
        return due(session, source, *rest)

    def on_no_list(*given: Any) -> dict[int, Case]:
        return {
            lead: (replace(facts, on_a_list=False), policy)
            for lead, (facts, policy) in cases_for(*given).items()
        }

    return [(call_lists, "due", due_again), (dealing, "cases_for", on_no_list)]


def callback_in_the_queue_alone() -> list[Patch]:
    right = aftermath._next_step

    def next_step(lead: Any, reached: Any, fence: int) -> None:
        right(lead, reached, fence)
        if reached.callback_owner_id is not None:
            lead.next_call_at = None

    return [(aftermath, "_next_step", next_step)]


def hours_without_zones() -> list[Patch]:
    """A clock an hour ahead: nobody is called the hour before closing, somebody the hour before
    opening."""
    here, openings = windows._openings_here.__wrapped__, windows._openings.__wrapped__

    def elsewhere(hours: Any, zone: str, day: Any, holidays: Any) -> Any:
        return here(hours, "Europe/Athens", day, holidays)

    # Without its memory, which would outlive the bug.
    return [(windows, "_openings_here", elsewhere), (windows, "_openings", openings)]


def acknowledged_before_the_commit() -> list[Patch]:
    right, turns = outcomes._keep, count(1)

    def keep(session: Any, *given: Any) -> Any:
        receipt = right(session, *given)
        if next(turns) % EVERY == 0:
            session.rollback()
        return receipt

    return [(outcomes, "_keep", keep)]


def counters_kept_elsewhere() -> list[Patch]:
    right, turns = counters.add, count(1)

    def add(*given: Any) -> None:
        if next(turns) % EVERY:
            right(*given)

    return [(counters, "add", add)]


def signature_after_the_write() -> list[Patch]:
    right = webhooks.signed

    def signed(url: str, form: Any, *rest: Any) -> bool:
        _start, is_status, subject = url.partition("/events/")
        if is_status:
            key = webhooks.key_of(call_events.CALL, subject, form)
            call_events.receive(call_events.CALL, subject, key, webhooks.kept(form), clock.now())
        return right(url, form, *rest)

    return [(webhooks, "signed", signed)]


def reconciler_overwrites() -> list[Patch]:
    right = attempts.apply

    def apply(facts: CallFacts, event: Any) -> CallFacts:
        asked = event.sequence is None
        return attempts.known_from(event) if asked else right(facts, event)

    return [(attempts, "apply", apply)]


def objections_at_import_alone() -> list[Patch]:
    def nobody(*given: Any) -> None:
        return None

    return [(eligibility, "_suppressed", nobody)]


def messages_kept_twice() -> list[Patch]:
    right, turns = inbox._row, count(1)

    def row(kind: str, subject: str, key: str, *rest: Any) -> Any:
        """Two at once both find nothing and both write: the key no longer keeps them apart."""
        return right(kind, subject, f"{key}{next(turns)}", *rest)

    return [(inbox, "_row", row)]


def route_forgets_whose_rows() -> list[Patch]:
    def of_manager(session: Any, organisation_ids: Any, public_id: str) -> Any:
        asked = db.select(Lead, Campaign).join(Campaign, Campaign.id == Lead.campaign_id)
        row = session.execute(asked.where(Lead.public_id == public_id)).one_or_none()
        return (row[0], row[1]) if row else None

    return [(leads, "of_manager", of_manager)]


def queues_shared() -> list[Patch]:
    right = worker.listener

    def listener(bell: Bell, redis_url: str) -> Any:
        both = right(bell, redis_url)
        other = Bell.DEAL if bell is Bell.DIAL else Bell.DIAL
        both.queues += right(other, redis_url).queues
        return both

    return [(worker, "listener", listener)]


def money_in_floating_point() -> list[Patch]:
    def cents(of: str) -> property:
        return property(lambda self: sum([self.price_cents / 100] * getattr(self, of)) * 100)

    return [(Earnings, f"{of}_cents", cents(of)) for of in ("waiting", "accepted")]
