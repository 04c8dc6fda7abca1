"""How the office's pages put codes and figures into words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from babel import dates
from flask import Flask, url_for
from flask_babel import gettext as _

from campaigns.dispositions import RULES, Disposition
from campaigns.kpi import Figure, kpi_named
from campaigns.law import Rule
from campaigns.lead.closing import CLOSE_LABELS, CloseReason
from campaigns.listening.coaching import REPLY_LABELS
from campaigns.numbers.phones import national
from campaigns.teleprospector.presence import WeeklySpan
from telepro.services.engagements import DAYS
from telepro.services.reports import CALL_COUNTERS, Side
from telepro.web.presentation import duration, language, money, number, words


@dataclass(frozen=True, slots=True)
class Made:
    """One side of a figure: as it reads, and the address of the calls or leads behind it."""

    shown: str
    href: str | None


def install(app: Flask) -> None:
    """Give the templates of `app` these words."""
    app.jinja_env.filters.update(sides=sides, week=week_words)
    app.jinja_env.globals.update(
        disposition_words=disposition_words,
        close_words=close_words,
        gauge_words=gauge_words,
        law_words=law_words,
        coach_replies=REPLY_LABELS,
    )


def disposition_words(code: Disposition | None) -> str:
    """What a disposition is called; a dash for a call that has none yet."""
    return words(RULES[code].labels) if code else "–"


def law_words(rule: Rule, shown: str) -> str:
    """Why a law forbids to show a number, with the rule's id."""
    sentence = words(rule.sentence).format(shown=national(shown))
    return f"{sentence} [{rule.id}]"


def gauge_words(name: str, otherwise: str) -> str:
    """What a gauge of the health page counts, in the reader's language."""
    known = {
        "inbox_waiting": _("Webhooks kept and not applied yet"),
        "inbox_lag_seconds": _("Age of the oldest of them, in seconds"),
        "inbox_dead_letters": _("Webhooks that could not be applied"),
        "outbox_waiting": _("Events not told yet"),
        "mail_waiting": _("Mails not sent yet"),
        "orders_waiting": _("Calls that wait for their turn at the carrier"),
        "live_calls": _("Calls ringing or talking"),
        "attempts_unknown": _("Calls whose fate the carrier has not told"),
        "attempts_live": _("Attempts between intention and end"),
        "entries_open": _("Leads on call lists"),
        "entries_overdue": _("Leads on call lists past their time"),
        "people_at_work": _("Teleprospectors signed in to work"),
    }
    return str(known.get(name, otherwise))


def close_words(code: CloseReason) -> str:
    """Why a lead is closed."""
    return words(CLOSE_LABELS[code])


def sides(figure: Figure, campaign_id: str) -> tuple[Made, Made]:
    """Numerator and denominator of a figure as they read, each with what it was made from."""
    return (
        _made(figure, Side.ABOVE, figure.numerator, campaign_id),
        _made(figure, Side.BELOW, figure.denominator, campaign_id),
    )


def week_words(spans: Sequence[WeeklySpan]) -> str:
    """Weekly hours in few words: « lun.–ven. 08:30–12:30, 13:30–17:30 »."""
    names = dates.get_day_names("abbreviated", locale=language())
    hours = {day: _hours(spans, day) for day in range(DAYS)}
    parts = []
    for said, days in groupby(range(DAYS), key=hours.__getitem__):
        run = list(days)
        if said:
            reach = names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}"
            parts.append(f"{reach} {said}")
    return " · ".join(parts)


def _hours(spans: Sequence[WeeklySpan], day: int) -> str:
    mine = [span for span in spans if span.weekday == day]
    return ", ".join(f"{span.starts:%H:%M}–{span.ends:%H:%M}" for span in mine)


def _made(figure: Figure, side: Side, value: int, campaign_id: str) -> Made:
    kpi = kpi_named(figure.key)
    names = () if kpi is None else kpi.above if side is Side.ABOVE else kpi.below
    return Made(
        _in_its_unit(names, value), _behind(figure, side, names, campaign_id) if value else None
    )


def _in_its_unit(names: tuple[str, ...], value: int) -> str:
    if any(name.endswith("_s") for name in names):
        return duration(value)
    if any(name.endswith("_cents") for name in names):
        return money(value)
    return number(value)


def _behind(figure: Figure, side: Side, names: tuple[str, ...], campaign_id: str) -> str | None:
    if CALL_COUNTERS.intersection(names):
        return url_for("reports.calls", campaign_id=campaign_id, kpi=figure.key, side=side)
    if any(name.startswith("records_") for name in names):
        return url_for("reports.campaign_leads", campaign_id=campaign_id, worked=1)
    return None
