"""How steering reads: what needs a look first, the causes of a gap, where each action is taken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from campaigns.forecast.words import day_in_words, to_a_percent
from campaigns.kpi import Standing
from campaigns.plan.parts import KpiReader, KpiTarget
from campaigns.steering import ACTIONS, CAUSES, Cause, CauseLine
from telepro.db.steered import Loss
from telepro.services.reports import Board
from telepro.web.presentation import clock_time, language, number, percent, words


@dataclass(frozen=True, slots=True)
class Attention:
    """Something that needs a look: what is the matter, and where it is put right."""

    key: str
    sentence: str
    action: str
    href: str


def install(app: Flask) -> None:
    """Give the templates of `app` the words of steering."""
    app.jinja_env.filters.update(
        tenths=tenths,
        whole=whole,
        in_unit=in_unit,
        of_cause=of_cause,
        chance=chance,
        whole_day=whole_day,
    )
    app.jinja_env.globals.update(
        attention=lambda board: list(attention(board)),
        action_of=action_of,
        cause_words=cause_words,
        readers_of=readers_of,
    )


def attention(board: Board) -> Iterator[Attention]:
    """What needs a look first, the most urgent before the rest; nothing while all goes well."""
    campaign = board.campaign.public_id
    if board.late:
        since = clock_time(board.late.oldest, board.campaign.time_zone)
        late = ngettext(
            "%(num)s promised callback is late, since %(clock)s.",
            "%(num)s promised callbacks are late, the oldest since %(clock)s.",
            board.late.number,
            clock=since,
        )
        promises = url_for("manager_promises.promises", campaign_id=campaign)
        yield Attention("late", late, _("See who can make it"), promises)
    yield from _contested(board)
    for each in board.silent:
        minutes = int((board.at - each.since).total_seconds()) // 60
        said = _(
            "%(name)s: %(minutes)s min without a conversation.", name=each.name, minutes=minutes
        )
        href = url_for("campaign_reports.report", campaign_id=campaign, axis="caller")
        yield Attention(f"silent-{each.name}", said, _("Compare the teleprospectors"), href)
    yield from _alarms(board)
    if lacking := board.steering.dials_lacking:
        yield _list_ends(board, lacking)
    if worst := board.steering.worst:
        yield _worst(worst, campaign)


def _contested(board: Board) -> Iterator[Attention]:
    if board.contested:
        said = ngettext(
            "One meeting is contested.", "%(num)s meetings are contested.", board.contested
        )
        campaign = board.campaign.public_id
        meetings = url_for("manager_meetings.meetings", campaign_id=campaign, _anchor="contested")
        yield Attention("contested", said, _("Answer or settle"), meetings)


def _alarms(board: Board) -> Iterator[Attention]:
    for each in (*board.steered, *board.for_others):
        if each.standing is Standing.ALARM:
            since = board.alarms.get(each.figure.key)
            label = words(each.figure.label)
            said = _("%(label)s is beyond the plan's alarm limit.", label=label)
            if since:
                clock = clock_time(since, board.campaign.time_zone)
                said = _(
                    "%(label)s is beyond the plan's alarm limit since %(clock)s.",
                    label=label,
                    clock=clock,
                )
            place = "#kpis-title" if each in board.steered else "#for-others"
            yield Attention(f"alarm-{each.figure.key}", said, _("See the figure"), place)


def _list_ends(board: Board, lacking: int) -> Attention:
    room, campaign = board.steering.room, board.campaign.public_id
    said = _(
        "The list ends before the plan: it still allows %(dials)s dials, %(lacking)s fewer than "
        "are to come at this pace.",
        dials=number(room.dials if room else 0),
        lacking=number(lacking),
    )
    return Attention("list", said, *action_of(Cause.LIST, campaign))


def _worst(worst: Loss, campaign: str) -> Attention:
    said = _(
        "The largest gap to the plan: %(cause)s, %(results)s results.",
        cause=cause_words(worst.line.cause),
        results=tenths(worst.tenths),
    )
    action, href = action_of(worst.line.cause, campaign)
    return Attention("worst", said, action, href)


def action_of(cause: Cause, campaign: str) -> tuple[str, str]:
    """What is done about a cause, and the page on which it is done."""
    return words(ACTIONS[cause]), _PLACES[cause](campaign)


def readers_of(asked: KpiTarget) -> str:
    """Whom a figure is for, and who is told of its alarm, as the plan says."""
    names = {
        KpiReader.TELEPROSPECTOR: _("whoever calls"),
        KpiReader.MANAGER: _("whoever manages"),
        KpiReader.COMPANY: _("the company"),
    }
    said = []
    if asked.audience:
        said.append(
            _("For %(readers)s.", readers=", ".join(names[each] for each in asked.audience))
        )
    if asked.alarm_to:
        said.append(_("Alarm to %(people)s.", people=", ".join(asked.alarm_to)))
    return " ".join(said)


def cause_words(cause: Cause) -> str:
    """What a cause is called."""
    return words(CAUSES[cause])


def tenths(value: int) -> str:
    """Tenths of a result with their sign: « +1,5 », « −0,3 », « 0 »."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number(abs(value) / 10)}"


def chance(value: float) -> str:
    """A chance as a whole percentage; draws promise no certainty."""
    return percent(to_a_percent(value))


def whole_day(day: date) -> str:
    """A day as a sentence names it: « 31/12/2026 », « 31 December 2026 »."""
    return day_in_words(day, language())


def whole(value: Fraction) -> str:
    """A fraction to the nearest whole number."""
    return number(round(value))


def in_unit(value: Fraction | None, cause: Cause) -> str:
    """What a cause compares, in its own unit; a dash where nothing is known."""
    if value is None:
        return "–"
    if cause in {Cause.REACH, Cause.PITCH, Cause.CONVERSION}:
        return percent(value)
    return _UNITS[cause](value)


def of_cause(line: CauseLine) -> tuple[str, str]:
    """What a cause compares, as planned and as it was; of the list and the law, dials where they cost any."""
    if line.cause not in {Cause.LIST, Cause.LAW}:
        return in_unit(line.planned, line.cause), in_unit(line.actual, line.cause)
    if not line.results or line.actual is None:
        return "–", "–"
    lacking = _("%(number)s dials lacking", number=whole(line.planned))
    return lacking, _("%(number)s possible", number=whole(line.actual))


def _tenth(value: Fraction) -> str:
    return number(round(float(value), 1))


_UNITS: dict[Cause, Callable[[Fraction], str]] = {
    Cause.HOURS: lambda value: f"{_tenth(value)} h",
    Cause.PACE: lambda value: f"{_tenth(value)} / h",
}


def _report(axis: str) -> Callable[[str], str]:
    return lambda campaign: url_for("campaign_reports.report", campaign_id=campaign, axis=axis)


def _team(campaign: str) -> str:
    return url_for("manager_people.team", campaign_id=campaign)


_PLACES: dict[Cause, Callable[[str], str]] = {
    Cause.HOURS: _team,
    Cause.LIST: lambda campaign: url_for("manager_lists.files", campaign_id=campaign),
    Cause.LAW: lambda campaign: url_for("steering.why", campaign_id=campaign),
    Cause.PACE: _report("caller"),
    Cause.REACH: _report("hour"),
    Cause.PITCH: _report("script"),
    Cause.CONVERSION: _report("segment"),
}
