"""Leads, call list entries and people as rows would be: what a service keeps, and no rule at all."""

from dataclasses import dataclass, field
from datetime import datetime

from campaigns.dealing import Seat, Tier
from campaigns.eligibility import Facts
from campaigns.prospects import Audience, Basis
from tests.campaigns.verdict_values import FIXED

STRATA = ("public", "private")


@dataclass
class LeadRow:
    """One lead of a business."""

    id: int
    next_call_at: datetime | None
    tier: Tier = Tier.FRESH
    owner: int | None = None
    fence: int = 0
    closed: str | None = None
    suppressed: bool = False
    in_call: bool = False
    attempts: list[datetime] = field(default_factory=list)


@dataclass
class EntryRow:
    """A lead on somebody's list: the lease, by the fence under which it was dealt."""

    lead: LeadRow
    person: int
    fence: int
    clear_until: datetime
    valid_until: datetime
    ended: bool = False

    def holds(self, now: datetime) -> bool:
        """Whether somebody may still act on it."""
        return not self.ended and now < self.valid_until and self.lead.fence == self.fence


@dataclass
class CallRow:
    """A call under way or over, and the fence with which it was made."""

    lead: LeadRow
    person: int
    fence: int


@dataclass
class Rows:
    """Everything that is kept."""

    leads: list[LeadRow] = field(default_factory=list)
    entries: list[EntryRow] = field(default_factory=list)
    calls: list[CallRow] = field(default_factory=list)
    at_work: set[int] = field(default_factory=set)
    running: bool = True

    def on_lists(self) -> list[EntryRow]:
        return [entry for entry in self.entries if not entry.ended]

    def listed(self, lead: LeadRow) -> bool:
        return any(entry.lead is lead for entry in self.on_lists())

    def held_by(self, person: int) -> list[EntryRow]:
        return [entry for entry in self.on_lists() if entry.person == person]

    def facts(self, lead: LeadRow, own: EntryRow | None = None) -> Facts:
        """All that is known of a lead; its own entry is no obstacle to whoever holds it."""
        return Facts(
            audience=Audience.B2B,
            basis=Basis.LEGITIMATE_INTEREST,
            country="FR",
            phone=FIXED,
            campaign_running=self.running,
            closed_reason=lead.closed,
            next_call_at=lead.next_call_at,
            on_a_list=own is None and self.listed(lead),
            live_call=lead.in_call,
            somebody_signed_in=bool(self.at_work),
            suppressed_scope="prospect" if lead.suppressed else None,
            prospect_attempts=tuple(lead.attempts),
            lead_attempts=len(lead.attempts),
        )

    def seats(self, high_water: int) -> list[Seat]:
        """A place for each person at work, as free as their list is short."""
        french = frozenset({"fr"})
        return [
            Seat(person, french, max(high_water - len(self.held_by(person)), 0))
            for person in sorted(self.at_work)
        ]
