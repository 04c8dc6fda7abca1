"""What a company holds itself to beside the law's figures: hours of its own, countries it does not call.

Both only narrow: its hours must be open as well as the law's, a closed country is not called. A country
stands for the territories that share its rules; one of those for itself alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns.law import pack_for
from campaigns.law.tuning import Change, looks_back
from campaigns.windows import Hours


@dataclass(frozen=True, slots=True)
class OwnHours:
    """The only hours, where the prospect is, in which a company calls a country (all, where it names
    none)."""

    country: str | None
    hours: Hours
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether the hours have not ended."""
        return self.until is None or now < self.until

    def concerns(self, countries: Iterable[str]) -> bool:
        """Tell whether calls to one of these countries are held to the hours."""
        return self.country is None or is_of(self.country, countries)


@dataclass(frozen=True, slots=True)
class Closure:
    """A country that a company does not call."""

    country: str
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether the country is still closed."""
        return self.until is None or now < self.until

    def concerns(self, countries: Iterable[str]) -> bool:
        """Tell whether one of these countries is closed by it."""
        return is_of(self.country, countries)


# What a company, or who answers for compliance, has set beside the law.
Term = Change | OwnHours | Closure


def is_of(named: str, countries: Iterable[str]) -> bool:
    """Tell whether one of these countries is the one named, or a territory that shares its rules."""
    packs = ((each, pack_for(each)) for each in countries)
    return any(named in (each, pack.country if pack else None) for each, pack in packs)


def in_force(terms: tuple[Term, ...], now: datetime) -> tuple[Term, ...]:
    """Those of these terms that hold now."""
    return tuple(each for each in terms if each.holds(now))


def figures(terms: Iterable[Term]) -> tuple[Change, ...]:
    """The changed figures among these terms."""
    return tuple(each for each in terms if isinstance(each, Change))


def memory_of(terms: Iterable[Term]) -> timedelta:
    """How far back calls count by these terms."""
    return looks_back(figures(terms))
