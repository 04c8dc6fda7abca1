"""Reports of a campaign's calls by seven axes; each figure opens the calls behind it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded
from campaigns.figures.reporting import Axis
from campaigns.problems import NotFound
from telepro.db.calling import Attempt
from telepro.services import campaign_reports
from telepro.services.campaign_reports import Asked, Table, Wanted
from tests.services.calls import answered, calling, meeting
from tests.services.kept import record
from tests.world import World

__all__ = ["calling"]


@pytest.fixture
def called(calling: World) -> World:
    """Alice has booked a meeting on Tuesday at ten, in Paris."""
    record(calling, answered(calling), "k", meeting(calling))
    return calling


def mine(world: World) -> tuple[tuple[int, ...], str]:
    return (world.agency.id,), world.campaign.public_id


def table(world: World, axis: Axis) -> Table:
    return campaign_reports.table(*mine(world), Asked(axis), world.now)


@pytest.mark.parametrize(
    ("axis", "key", "name"),
    [
        (Axis.CALLER, None, "Alice Durand"),
        (Axis.HOUR, "10", ""),
        (Axis.SEGMENT, "", ""),
        (Axis.LIST, "", ""),
        (Axis.SCRIPT, "1", ""),
        (Axis.ATTEMPT, "1", ""),
        (Axis.CAMPAIGN, None, "Ateliers en classe"),
    ],
)
def test_a_call_stands_in_its_group_of_every_axis_and_can_be_opened(
    called: World, axis: Axis, key: str | None, name: str
) -> None:
    found = table(called, axis)
    (line,) = found.lines
    assert (line.dials, line.meetings, line.group.name) == (1, 1, name)
    assert key is None or line.group.key == key
    assert [cell.figure.value for cell in line.cells] == [1, 1, 1, 1]
    assert all(cell.figure.is_small and cell.interval for cell in line.cells)
    for counter in ("attempts", "argued_positive"):
        wanted = Wanted(counter, line.group.key)
        shown = campaign_reports.behind(*mine(called), Asked(axis), wanted, called.now)
        assert [call.person for call in shown.calls] == ["Alice Durand"]


def test_the_total_is_counted_anew_and_no_average_of_averages(called: World) -> None:
    found = table(called, Axis.HOUR)
    assert found.total.dials == sum(line.dials for line in found.lines)


def test_the_figures_of_all_together_open_their_calls_too(called: World) -> None:
    shown = campaign_reports.behind(*mine(called), Asked(Axis.HOUR), Wanted("contacts"), called.now)
    assert len(shown.calls) == 1


def test_a_counter_that_no_call_raised_opens_no_call(calling: World) -> None:
    record(calling, answered(calling), "k", Recorded(Disposition.GATEKEEPER, calling.now))
    asked, wanted = Asked(Axis.ATTEMPT), Wanted("argued", "1")
    assert campaign_reports.behind(*mine(calling), asked, wanted, calling.now).calls == []


def test_calls_of_other_days_are_left_out(called: World) -> None:
    today = called.now.date()
    before = Asked(Axis.CALLER, today - timedelta(days=9), today - timedelta(days=1))
    assert campaign_reports.table(*mine(called), before, called.now).lines == []


def test_a_period_is_ninety_two_days_at_most_and_never_ends_before_it_begins(world: World) -> None:
    today = world.now.date()
    asked = Asked(Axis.CALLER, today - timedelta(days=900), today)
    days = campaign_reports.table(*mine(world), asked, world.now).days
    assert (days.last - days.first).days == 91
    turned = Asked(Axis.CALLER, today, today - timedelta(days=3))
    days = campaign_reports.table(*mine(world), turned, world.now).days
    assert days.first == days.last == today - timedelta(days=3)


def test_charlie_of_another_agency_finds_no_report(called: World) -> None:
    others, campaign = (called.charlie.id + 1000,), called.campaign.public_id
    with pytest.raises(NotFound):
        campaign_reports.table(others, campaign, Asked(Axis.CALLER), called.now)


def test_a_group_or_a_counter_that_there_is_not_is_not_found(called: World) -> None:
    for wanted in (Wanted("attempts", "99"), Wanted("wins", "10")):
        with pytest.raises(NotFound):
            campaign_reports.behind(*mine(called), Asked(Axis.HOUR), wanted, called.now)


def test_a_campaign_of_another_agency_is_no_line_of_the_comparison(called: World) -> None:
    called.campaign.managed_by_id = called.company.id
    called.rows.flush()
    second = called.second_campaign()
    attempts = called.rows.scalars(select(Attempt)).all()
    assert len(attempts) == 1
    asked = Asked(Axis.CAMPAIGN)
    found = campaign_reports.table((called.agency.id,), second.public_id, asked, called.now)
    assert found.lines == []
