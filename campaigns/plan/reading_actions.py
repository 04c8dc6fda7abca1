"""Reads when, how often and in which order a plan calls, and with which people."""

import re
from collections.abc import Mapping

from campaigns.law.rules import Technique
from campaigns.numbers.phones import PhoneKind, ReadPhone, read_phone
from campaigns.plan.forms import Form
from campaigns.plan.kinds import (
    DURATION,
    MONEY,
    SPANS,
    WHOLE_PERCENT,
    choice,
    decimal,
    line,
    text,
    whole,
)
from campaigns.plan.parts import Actions, Order, Resources
from campaigns.plan.reading_cadence import ATTEMPTS, read_cadence, read_channels
from campaigns.plan.reading_calls import read_recording
from campaigns.plan.sense import SENSE
from campaigns.plan.wording import STRUCTURE, Words
from campaigns.windows import Hours, Span

# Predictive dialing has its seam (`pacing`) and is not offered.
OFFERED_MODES = (Technique.MANUAL, Technique.PROGRESSIVE)
DAY_NAMES: Mapping[str, Words] = {
    "mon": {"fr": "lundi", "en": "Monday"},
    "tue": {"fr": "mardi", "en": "Tuesday"},
    "wed": {"fr": "mercredi", "en": "Wednesday"},
    "thu": {"fr": "jeudi", "en": "Thursday"},
    "fri": {"fr": "vendredi", "en": "Friday"},
    "sat": {"fr": "samedi", "en": "Saturday"},
    "sun": {"fr": "dimanche", "en": "Sunday"},
}
DAYS = tuple(DAY_NAMES)

_RUN = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?")
_FRENCH_LAW = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"})


def read_actions(form: Form, country: str, defaults: Actions) -> Actions:
    """The third part; what it leaves out is as the defaults say."""
    cap, lists = form.optional_form("cap"), form.optional_form("call_lists")
    low, high = _waters(lists) if lists else (defaults.low_water, defaults.high_water)
    most = form.optional("max_attempts", ATTEMPTS, defaults.max_attempts)
    return Actions(
        hours=_hours(form) or defaults.hours,
        max_attempts=most,
        cap_attempts=cap.value("attempts", ATTEMPTS) if cap else defaults.cap_attempts,
        cap_days=cap.value("days", whole(1, 366)) if cap else defaults.cap_days,
        minimum_gap=form.optional("minimum_gap", DURATION, defaults.minimum_gap),
        refusal_rest_days=form.optional(
            "refusal_rest_days", whole(1, 3660), defaults.refusal_rest_days
        ),
        cadence=read_cadence(form, most) or defaults.cadence,
        dial_mode=form.optional("dial_mode", choice(OFFERED_MODES), defaults.dial_mode),
        preview_seconds=form.optional("preview_seconds", whole(0, 300), defaults.preview_seconds),
        caller_id=_caller_id(form, country),
        ring_seconds=form.optional("ring_seconds", whole(10, 60), defaults.ring_seconds),
        recording=read_recording(form),
        machine_message=form.optional("machine_message", text(500), None),
        fresh_share=form.optional("fresh_share", WHOLE_PERCENT, defaults.fresh_share),
        order=form.optional("order", choice(Order), defaults.order),
        low_water=low,
        high_water=high,
        callback_grace=form.optional("callback_grace", DURATION, defaults.callback_grace),
        resources=_resources(form.form("resources")),
        channels=read_channels(form),
    )


def _waters(form: Form) -> tuple[int, int]:
    low, high = form.value("low_water", whole(0, 50)), form.value("high_water", whole(1, 50))
    if low >= high:
        form.note("low_water", SENSE["waters"], low=low, high=high)
    return low, high


def _resources(form: Form) -> Resources:
    return Resources(
        form.value("callers", whole(1, 10_000)),
        form.value("hours_per_day", decimal(0, 12)),
        form.optional("hourly_cost", MONEY, 0),
        form.optional("file_cost", MONEY, 0),
    )


def _hours(form: Form) -> Hours | None:
    stated = form.optional_form("hours")
    if stated is None:
        return None
    if not stated.written():
        form.note(
            "hours",
            STRUCTURE["missing"],
            expected=SPANS.expected[form.notes.language],
            key="mon-fri",
        )
    days: dict[int, tuple[Span, ...]] = {}
    for key in stated.written():
        spans = stated.value(key, SPANS)
        for day in _days(stated, key):
            if day in days:
                stated.note(key, SENSE["day_twice"], day=DAY_NAMES[DAYS[day]][form.notes.language])
            days[day] = spans
    return Hours(tuple(days.get(day, ()) for day in range(7)))


def _days(form: Form, key: str) -> range:
    match = _RUN.fullmatch(key.strip().casefold())
    first, last = (match[1], match[2] or match[1]) if match else ("", "")
    if first not in DAYS or last not in DAYS or DAYS.index(first) > DAYS.index(last):
        form.note(key, SENSE["day"], key=key[:40])
        return range(0)
    return range(DAYS.index(first), DAYS.index(last) + 1)


def _caller_id(form: Form, country: str) -> str | None:
    written = form.optional("caller_id", line(20), None)
    if not written:
        return None
    read = read_phone(written, "")
    if not isinstance(read, ReadPhone) or not written.startswith("+"):
        form.note("caller_id", SENSE["caller_id"], found=written)
        return None
    if read.phone.kind is PhoneKind.MOBILE and country in _FRENCH_LAW:
        form.note("caller_id", SENSE["mobile_caller_id"], found=written)
    return read.phone.e164
