"""Why the leads of a campaign are, or are not, called now: one reason each, so that they add up to all.

Where several refusals stand in the way of a lead, the reason is the first of them, which is also what
a deal puts the lead aside for.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from campaigns.clearance.verdicts import Clearance, RefusalCode, Refusals
from campaigns.law import pack_for
from campaigns.law.rules import ClosedOnHolidays, OpeningHours, PlanDefaults
from campaigns.lead.closing import CLOSE_LABELS, CloseReason

Words = Mapping[str, str]
Verdict = Clearance | Refusals

CLOSED = f"{RefusalCode.CLOSED}:"
LANGUAGES = ("fr", "en")


class Waits(StrEnum):
    """Reasons that nobody need judge: where the lead is, or when its own next call comes."""

    CALLABLE = "callable"
    HELD = "held"
    PROMISED = "promised"
    LATER = "later"
    NOT_PLANNED = "not_planned"
    NOT_JUDGED = "not_judged"


WAITS: Mapping[Waits, Words] = {
    Waits.CALLABLE: {
        "fr": "Appelable maintenant : sera distribuée à son tour.",
        "en": "May be called now: will be dealt in its turn.",
    },
    Waits.HELD: {
        "fr": "Sur une liste d'appels, ou en ligne.",
        "en": "On a call list, or on the line.",
    },
    Waits.PROMISED: {
        "fr": "Rappel promis pour plus tard.",
        "en": "A callback is promised for later.",
    },
    Waits.LATER: {
        "fr": "Prochaine tentative prévue plus tard par la cadence.",
        "en": "The cadence plans the next attempt for later.",
    },
    Waits.NOT_PLANNED: {
        "fr": "Aucun prochain appel n'est prévu.",
        "en": "No next call is planned.",
    },
    Waits.NOT_JUDGED: {
        "fr": "Due ; vérifiée une par une à son tour, car déjà appelée.",
        "en": "Due; judged one by one in its turn, since it has been called before.",
    },
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why so many leads wait, and when the first of them opens (None: when somebody does something)."""

    code: str
    words: Words
    leads: int
    opens_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """Due leads that are judged as one: how many, the dials they still allow, and the verdicts on a
    few of them, which agree but for what is on record of a single number."""

    leads: int
    dials: int
    country: str
    verdicts: Sequence[Verdict]

    def verdict(self) -> Verdict:
        """The verdict that most of the few have; of several as frequent, the first."""
        codes = Counter(map(_code, self.verdicts))
        most = max(codes.values())
        return next(each for each in self.verdicts if codes[_code(each)] == most)


def waiting(why: Waits, leads: int, opens_at: datetime | None = None) -> Reason:
    """The reason of leads that nobody need judge."""
    return Reason(str(why), WAITS[why], leads, opens_at)


def closed(because: CloseReason, leads: int) -> Reason:
    """The reason of leads that are closed."""
    return Reason(f"{CLOSED}{because}", CLOSE_LABELS[because], leads)


def judged(kind: Kind) -> Reason:
    """The reason of due leads of one kind: callable, or the first of what refuses them."""
    verdict = kind.verdict()
    if isinstance(verdict, Clearance):
        return waiting(Waits.CALLABLE, kind.leads)
    first = verdict.items[0]
    words = {language: first.sentence(language) for language in LANGUAGES}
    return Reason(first.code, words, kind.leads, verdict.lifts_at)


def added_up(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """One line for each reason, the most frequent first; it opens when the first of its leads does."""
    found: dict[str, Reason] = {}
    for each in reasons:
        if each.leads:
            known = found.get(each.code)
            found[each.code] = each if known is None else _together(known, each)
    return tuple(sorted(found.values(), key=lambda each: (-each.leads, each.code)))


def held_by_law(kinds: Iterable[Kind]) -> int:
    """Dials that a law keeps back for longer than its hours and holidays do."""
    return sum(kind.dials for kind in kinds if _is_held_by_law(kind))


def _is_held_by_law(kind: Kind) -> bool:
    verdict, pack = kind.verdict(), pack_for(kind.country)
    if pack is None or isinstance(verdict, Clearance):
        return False
    hours = OpeningHours | ClosedOnHolidays | PlanDefaults
    lasting = {rule.id for rule in pack.rules if not isinstance(rule.params, hours)}
    return bool(verdict.codes & lasting)


def _together(one: Reason, other: Reason) -> Reason:
    moments = [each.opens_at for each in (one, other) if each.opens_at]
    return replace(one, leads=one.leads + other.leads, opens_at=min(moments, default=None))


def _code(verdict: Verdict) -> str:
    return str(Waits.CALLABLE) if isinstance(verdict, Clearance) else verdict.items[0].code
