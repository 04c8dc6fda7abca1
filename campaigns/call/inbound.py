"""Who takes the call of a prospect who calls back: whoever called them, else the longest idle, else nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from campaigns.windows import Hours, next_opening, open_now

REMEMBERED_FOR = timedelta(days=180)  # how long a call of ours explains that somebody calls
A_DAY = timedelta(days=1)
CALLED_BACK_WITHIN = timedelta(minutes=15)  # of the next opening, when nobody could take the call
LONGEST_VOICEMAIL = 120  # seconds
NEVER = Hours(((),) * 7)


class Direction(StrEnum):
    """Who began a call: we, or the prospect."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


class InboundState(StrEnum):
    """What became of an inbound call."""

    CONNECTED = "connected"
    VOICEMAIL = "voicemail"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Seat:
    """A teleprospector at work on the campaign: free for a call or not, and idle since when."""

    person_id: int
    is_free: bool
    idle_since: datetime


def takers(seats: Sequence[Seat], called_by: int | None) -> list[int]:
    """Who may take the call, the first first: whoever called, then the longest idle."""
    free = [seat for seat in seats if seat.is_free]
    ordered = sorted(free, key=lambda seat: (seat.idle_since, seat.person_id))
    return [seat.person_id for seat in sorted(ordered, key=lambda s: s.person_id != called_by)]


@dataclass(frozen=True, slots=True)
class Desk:
    """When a company takes calls: the campaign's hours, its clock, its country's holidays."""

    hours: Hours
    zone: str
    country: str

    def is_open(self, now: datetime) -> bool:
        """Whether somebody takes calls at this moment."""
        return open_now(self.hours, (self.zone,), now, self.country)

    def calls_back_at(self, now: datetime) -> datetime:
        """When whoever was not answered is called back: soon, or a little after the next opening."""
        opens = next_opening(self.hours, (self.zone,), now, self.country) or now + A_DAY
        return opens + CALLED_BACK_WITHIN


_DAYS: Mapping[str, Sequence[str]] = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_SAID: Mapping[str, Mapping[InboundState, str]] = {
    "fr": {
        InboundState.CLOSED: "Bonjour, vous êtes bien chez {company}. Nous vous avons appelé et vous "
        "répondons {hours}. À bientôt.",
        InboundState.VOICEMAIL: "Bonjour, vous êtes bien chez {company}. Tous nos conseillers sont en "
        "ligne. Laissez un message après le bip : nous vous rappelons très vite.",
        InboundState.UNKNOWN: "Bonjour, vous êtes bien chez {company}. Pour ne plus être appelé, ou "
        "pour toute question, écrivez à {contact}. Au revoir.",
    },
    "en": {
        InboundState.CLOSED: "Hello, this is {company}. We called you, and you reach us {hours}. "
        "Goodbye for now.",
        InboundState.VOICEMAIL: "Hello, this is {company}. We are all on the line. Leave a message "
        "after the tone, and we will call you back very soon.",
        InboundState.UNKNOWN: "Hello, this is {company}. Not to be called any more, or for any "
        "question, write to {contact}. Goodbye.",
    },
}
_BETWEEN = {"fr": "{day} de {opens} à {closes}", "en": "{day} from {opens} to {closes}"}
_RUN = {"fr": "du {first} au {last}", "en": "{first} to {last}"}
_ONE = {"fr": "le {first}", "en": "on {first}"}


def said(state: InboundState, language: str, company: str, contact: str, hours: Hours) -> str:
    """What the caller hears, in `fr` or `en`; `contact` is an address to write to."""
    return _SAID[language][state].format(
        company=company, contact=contact, hours=spoken_hours(hours, language)
    )


def spoken_hours(hours: Hours, language: str) -> str:
    """Weekly hours as a person says them, days with the same hours together."""
    runs: list[tuple[int, int]] = []
    for day, spans in enumerate(hours.days):
        if not spans:
            continue
        if runs and runs[-1][1] == day - 1 and hours.days[runs[-1][0]] == spans:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return ", ".join(_spoken(hours, first, last, language) for first, last in runs)


def _spoken(hours: Hours, first: int, last: int, language: str) -> str:
    names = _DAYS[language]
    form = _RUN if last > first else _ONE
    day = form[language].format(first=names[first], last=names[last])
    spans = hours.days[first]
    times = [(_clock(span.opens, language), _clock(span.closes, language)) for span in spans]
    opened = " et " if language == "fr" else " and "
    said = opened.join(
        _BETWEEN[language].format(day="", opens=opens, closes=closes).strip()
        for opens, closes in times
    )
    return f"{day} {said}"


def _clock(minutes: int, language: str) -> str:
    hour, minute = divmod(minutes, 60)
    if language == "fr":
        return f"{hour} heures {minute:02d}" if minute else f"{hour} heures"
    return f"{hour}:{minute:02d}"
