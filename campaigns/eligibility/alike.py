"""Which leads no rule can tell apart: same facts but for the number itself and where exactly it is."""

from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from campaigns.clearance.facts import Facts
from campaigns.eligibility.case import regions_of, zones_of

SEEN_OTHERWISE = frozenset({"zone", "postal_code", "region", "next_call_at", "phone"})
# Every other fact counts as it is, those that are yet to be thought of included.
_as_they_are = attrgetter(*(each.name for each in fields(Facts) if each.name not in SEEN_OTHERWISE))


def alike(facts: Facts, now: datetime) -> tuple[Any, ...]:
    """What the verdict at `now` depends on; facts that give the same are judged the same.

    The number counts by its kind and country and when it is our own, the place by its zones
    and states, a moment that has come as any other that has.
    """
    phone = facts.phone
    number = phone and (phone.kind, phone.country, phone.e164 == facts.caller_id)
    later = since_due(facts.next_call_at, now)
    return number, later, zones_of(facts), regions_of(facts), _as_they_are(facts)


def since_due(due: datetime | None, now: datetime) -> datetime | None:
    """The moment of the next call where it is still to come; one that has come is as good as `now`."""
    return due if due is None or due > now else now
