"""The hours in which one person may be called: the law's or the plan's, and those they agreed to beyond."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from campaigns.clearance.facts import AgreedCall, Consent
from campaigns.clearance.verdicts import Details
from campaigns.law import Words
from campaigns.windows import Hours, closes_at, next_opening


@dataclass(frozen=True, slots=True)
class CallingHours:
    """One set of hours that must be open, by the rule or plan (`code`) that asks for it.

    `consent` and `agreed` open it beyond its hours and on holidays; both None when the person has
    agreed to nothing. From `until` on nobody asks for it any more.
    """

    code: str
    words: Words
    hours: Hours
    zones: tuple[str, ...]
    holidays: str | None
    consent: Consent | None
    agreed: AgreedCall | None
    until: datetime | None = None
    details: Details = field(default_factory=dict)

    def closes_at(self, now: datetime) -> datetime | None:
        """Return when the opening that `now` falls in ends; None when `now` is closed."""
        return max(self._endings(now), default=None)

    def _endings(self, now: datetime) -> Iterator[datetime]:
        end = closes_at(self.hours, self.zones, now, self.holidays)
        if end is not None:
            yield end
        if self.consent is not None and self.consent.out_of_hours is not None:
            end = closes_at(self.consent.out_of_hours, self.zones, now, None)
            if end is not None and self.consent.holds(now):
                yield min(end, self.consent.expires_at)
        if self.agreed is not None and self.agreed.covers(now):
            yield self.agreed.until

    def opens_at(self, now: datetime) -> datetime | None:
        """Return the first moment from `now` on that is open; None if there is none."""
        return min(self._openings(now), default=None)

    def _openings(self, now: datetime) -> Iterator[datetime]:
        start = next_opening(self.hours, self.zones, now, self.holidays)
        if start is not None:
            yield start
        if self.consent is not None and self.consent.out_of_hours is not None:
            start = next_opening(self.consent.out_of_hours, self.zones, now, None)
            if start is not None and self.consent.holds(start):
                yield start
        if self.agreed is not None and now < self.agreed.until:
            yield max(now, self.agreed.starts)
        if self.until is not None:
            yield max(now, self.until)


# Each round moves on to the next opening of one set of hours: a month of half-days.
_PATIENCE = 60


def common_opening(all_hours: tuple[CallingHours, ...], now: datetime) -> datetime | None:
    """Return the first moment from `now` on at which all the hours are open; None if there is none."""
    moment = now
    for _ in range(_PATIENCE):
        openings = [opening for each in all_hours if (opening := each.opens_at(moment))]
        if len(openings) < len(all_hours):
            return None
        latest = max(openings, default=moment)
        if latest == moment:
            return moment
        moment = latest
    return None
