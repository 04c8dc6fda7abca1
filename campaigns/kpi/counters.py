"""The base counters that every KPI derives from; each is defined here once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Counters:
    """What happened in a campaign, an hour or a person's day; names ending in `_s` are seconds."""

    # The prospect file.
    records_loaded: int = 0  # rows accepted into the campaign
    records_callable: int = 0  # tried, or neither invalid, duplicate, opposed nor out of target
    records_worked: int = 0  # with at least one attempt
    records_contacted: int = 0  # whose right person was reached at least once
    records_closed: int = 0  # with no further attempt to come
    # The calls.
    attempts: int = 0  # outbound calls placed
    valid_lines: int = 0  # attempts that reached a line in service
    answered: int = 0  # attempts answered by a person, not a machine
    contacts: int = 0  # attempts that reached the right person
    argued: int = 0  # decision maker on the line, offer made, reaction heard
    argued_positive: int = 0  # argued, with the most favourable answer
    refused_to_listen: int = 0  # hung up or refused before the offer
    opposed: int = 0  # asked not to be called again
    abandoned: int = 0  # answered by a person, nobody there within two seconds
    callbacks_due: int = 0
    callbacks_on_time: int = 0  # rung within fifteen minutes of the promise
    # What came of them.
    meetings_booked: int = 0
    meetings_pending: int = 0  # booked, their moment still to come
    meetings_held: int = 0
    results_submitted: int = 0  # results that the company has been asked to accept
    results_accepted: int = 0
    qualified_leads: int = 0
    quotes: int = 0
    wins: int = 0
    losses: int = 0
    # Time at work.
    talk_s: int = 0
    hold_s: int = 0
    wrap_s: int = 0
    ring_s: int = 0
    logged_s: int = 0
    break_s: int = 0
    # Money, in cents of the plan's currency.
    cost_cents: int = 0
    earned_cents: int = 0  # price of the accepted results
    margin_cents: int = 0  # net margin of the sales


def named(counts: Mapping[str, int]) -> Counters:
    """Counters from their names, as they are stored; a name that no counter bears is left out."""
    names = {field.name for field in fields(Counters)}
    return Counters(**{name: count for name, count in counts.items() if name in names})


def total(counters: Iterable[Counters]) -> Counters:
    """Add counters up, so that a figure over several hours or people is never an average of averages."""
    parts = list(counters)
    names = [field.name for field in fields(Counters)]
    return Counters(**{name: sum(getattr(part, name) for part in parts) for name in names})
