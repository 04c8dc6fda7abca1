"""Which messages a booked meeting brings about: by which channel, when each is due, until when it is worth sending.

They go to who agreed to the meeting, about that meeting: no prospecting, so consent to be canvassed is
not asked for (CPCE L.34-5 speaks of "prospection directe"). Whoever objected gets none all the same.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaigns.follow_up.tasks import TaskKind
from campaigns.windows import resolve_local

OPENS, CLOSES = time(8), time(20)
LATEST = time(19, 30)  # of what would be due in the evening or the night
DAY_BEFORE_AT = time(10)
FAR_AHEAD = timedelta(hours=36)
SOON_BEFORE = timedelta(hours=2)
STILL_USEFUL = timedelta(minutes=30)  # before the meeting
CORRECTABLE = timedelta(
    minutes=1
)  # in which a slip of the key is put right and nobody has heard of it
WORTH_CONFIRMING = timedelta(days=1)
AFTER_BOOKING = timedelta(hours=1)  # a reminder sooner than that only repeats the confirmation
# Countries whose rules for such a message have been read; anywhere else only a letter goes.
SMS_COUNTRIES = frozenset({"FR"})


class Occasion(StrEnum):
    """Why a message is sent."""

    CONFIRMATION = "confirmation"
    DAY_BEFORE = "day_before"
    SOON = "soon"


class Channel(StrEnum):
    """How a message reaches a prospect."""

    MAIL = "mail"
    SMS = "sms"


class MessageState(StrEnum):
    """How far a message has come; `HANDED` is with the mail server or the carrier, `SENT` has left it."""

    PLANNED = "planned"
    SENDING = "sending"
    UNKNOWN = "unknown"
    HANDED = "handed"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"


NOT_TOLD = frozenset({MessageState.BOUNCED, MessageState.WITHDRAWN})
SPARES: Mapping[TaskKind, Occasion] = {
    TaskKind.CONFIRM_MEETING: Occasion.CONFIRMATION,
    TaskKind.REMIND_MEETING: Occasion.DAY_BEFORE,
}
"""Which task of a person nobody has to see to while a message of this kind goes by itself."""


class Withdrawn(StrEnum):
    """Why a planned message was not sent."""

    CANCELLED = "cancelled"
    MOVED = "moved"
    DECLINED = "declined"
    OBJECTED = "objected"
    TOO_LATE = "too_late"
    NO_SENDER = "no_sender"


class Turn(StrEnum):
    """What to do with a planned message at a moment."""

    WAIT = "wait"
    SEND = "send"
    TOO_LATE = "too_late"


# A state never gives way to one that stands before it.
ORDER = tuple(MessageState)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a campaign wants sent: by which channels, and whether by both where both are known."""

    mail: bool = True
    sms: bool = False
    both: bool = False


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a prospect can be reached: an address, a mobile number of this country."""

    mail: bool
    mobile: bool
    country: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A meeting to remind of, and since when it stands for this moment."""

    starts_at: datetime
    zone: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Planned:
    """A message to be sent from `due_at` on; after `good_until` it is worth nothing any more."""

    occasion: Occasion
    channel: Channel
    due_at: datetime
    good_until: datetime


def plan(appointment: Appointment, channels: tuple[Channel, ...]) -> tuple[Planned, ...]:
    """The messages of a meeting by these channels, in the order in which they are due."""
    occasions = [*_confirmation(appointment), *_day_before(appointment), *_soon(appointment)]
    return tuple(
        Planned(occasion, channel, due_at, good_until)
        for occasion, due_at, good_until in occasions
        for channel in channels
    )


def channels(wishes: Wishes, reach: Reach) -> tuple[Channel, ...]:
    """How to reach a prospect: a letter where an address is known, else a text message where that is
    wanted, known and lawful; both only where the campaign says so."""
    lawful = reach.mobile and reach.country in SMS_COUNTRIES
    known = ((Channel.MAIL, wishes.mail and reach.mail), (Channel.SMS, wishes.sms and lawful))
    open_ones = tuple(channel for channel, is_open in known if is_open)
    return open_ones if wishes.both else open_ones[:1]


def turn(due_at: datetime, good_until: datetime, zone: str, now: datetime) -> Turn:
    """Whether a planned message goes now, waits, or has missed its moment."""
    if now >= good_until:
        return Turn.TOO_LATE
    return Turn.SEND if now >= due_at and _is_day(now, zone) else Turn.WAIT


def may_follow(current: MessageState, said: MessageState) -> bool:
    """Whether a message in one state may come to another: reports arrive in any order."""
    settled = current in (MessageState.DELIVERED, MessageState.BOUNCED, MessageState.WITHDRAWN)
    return not settled and ORDER.index(said) > ORDER.index(current)


Due = tuple[Occasion, datetime, datetime]


def _confirmation(appointment: Appointment) -> Iterator[Due]:
    due_at = _next_day_time(appointment.since + CORRECTABLE, appointment.zone)
    if due_at < appointment.starts_at:
        good_until = min(appointment.starts_at, due_at + WORTH_CONFIRMING)
        yield Occasion.CONFIRMATION, due_at, good_until


def _day_before(appointment: Appointment) -> Iterator[Due]:
    if appointment.starts_at - appointment.since <= FAR_AHEAD:
        return
    zone = appointment.zone
    day = appointment.starts_at.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    due_at = resolve_local(day, DAY_BEFORE_AT, zone)
    if due_at >= appointment.since + AFTER_BOOKING:
        yield Occasion.DAY_BEFORE, due_at, resolve_local(day, CLOSES, zone)


def _soon(appointment: Appointment) -> Iterator[Due]:
    due_at = _by_day(appointment.starts_at - SOON_BEFORE, appointment.zone)
    good_until = appointment.starts_at - STILL_USEFUL
    if appointment.since + AFTER_BOOKING <= due_at < good_until:
        yield Occasion.SOON, due_at, good_until


def _by_day(at: datetime, zone: str) -> datetime:
    """The moment within the hours of its own day that is nearest to `at`."""
    local = at.astimezone(ZoneInfo(zone))
    if local.time() < OPENS:
        return resolve_local(local.date(), OPENS, zone)
    return resolve_local(local.date(), LATEST, zone) if local.time() >= CLOSES else at


def _next_day_time(at: datetime, zone: str) -> datetime:
    """`at`, or the next opening when nobody is disturbed at that hour."""
    local = at.astimezone(ZoneInfo(zone))
    if local.time() < OPENS:
        return resolve_local(local.date(), OPENS, zone)
    if local.time() >= CLOSES:
        return resolve_local(local.date() + timedelta(days=1), OPENS, zone)
    return at


def _is_day(at: datetime, zone: str) -> bool:
    return OPENS <= at.astimezone(ZoneInfo(zone)).time() < CLOSES
