"""Reports of a campaign's calls: a table by one axis over a period, and the calls behind each figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.figures.reporting import COUNTED, Axis, Line, all_of, line
from campaigns.problems import NotFound
from telepro.db import campaigns, report_groups, reports, transaction
from telepro.db.report_groups import Period
from telepro.db.reports import CallLine
from telepro.db.what_for import Campaign

PAGE = 50
USUAL_DAYS = 30
# A report reads the calls of its period: so many days of a large campaign are answered at once.
MOST_DAYS = 92


@dataclass(frozen=True, slots=True)
class Days:
    """A period as people name it: the first and the last day, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A report as it was asked for; a day that was not said is None."""

    axis: Axis
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A report: one line for each group, and all of them as one."""

    campaign: Campaign
    axis: Axis
    days: Days
    lines: Sequence[Line]
    total: Line


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls to show: those that count in a counter, of a group (None: of all), older than the
    call `before`."""

    counter: str
    group: str | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of the calls of one group."""

    campaign: Campaign
    axis: Axis
    days: Days
    name: str
    counter: str
    calls: Sequence[CallLine]
    more: int | None


def table(
    organisation_ids: tuple[int, ...], campaign_id: str, asked: Asked, now: datetime
) -> Table:
    """The calls of a campaign, or of all that these organisations manage, by what was asked for.

    Raises `NotFound` for a campaign of others.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        days = _days(campaign, asked, now)
        period = _period(campaign, days)
        if asked.axis is Axis.CAMPAIGN:
            groups = report_groups.by_campaign(session, organisation_ids, period)
        else:
            groups = report_groups.groups(session, campaign, asked.axis, period)
        return Table(campaign, asked.axis, days, [line(each) for each in groups], all_of(groups))


def behind(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    asked: Asked,
    wanted: Wanted,
    now: datetime,
) -> Behind:
    """A page of the calls that one figure of a report was made from, newest first.

    Raises `NotFound` for a counter that no report adds up, and for a group that there is not.
    """
    if wanted.counter not in COUNTED:
        raise NotFound(wanted.counter)
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        days = _days(campaign, asked, now)
        period = _period(campaign, days)
        groups = report_groups.groups(session, campaign, asked.axis, period)
        known: dict[str | None, str] = {each.key: each.name for each in groups} | {None: ""}
        if wanted.group not in known:
            raise NotFound(str(wanted.group))
        those = report_groups.of_group(campaign, asked.axis, wanted.group, period, wanted.counter)
        calls = reports.calls_that(session, those, wanted.before, PAGE + 1)
        more = calls[PAGE - 1].id if len(calls) > PAGE else None
        name = known[wanted.group]
        return Behind(campaign, asked.axis, days, name, wanted.counter, calls[:PAGE], more)


def _days(campaign: Campaign, asked: Asked, now: datetime) -> Days:
    """The days asked for, at most so many up to the last; without any, the last thirty."""
    last = asked.last or now.astimezone(ZoneInfo(campaign.time_zone)).date()
    first = asked.first or last - timedelta(days=USUAL_DAYS - 1)
    return Days(max(min(first, last), last - timedelta(days=MOST_DAYS - 1)), last)


def _period(campaign: Campaign, days: Days) -> Period:
    zone = ZoneInfo(campaign.time_zone)
    since = datetime.combine(days.first, time(0), tzinfo=zone)
    return Period(since, datetime.combine(days.last + timedelta(days=1), time(0), tzinfo=zone))
