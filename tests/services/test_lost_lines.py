"""A line that was lost unheard is asked about, so that no lead is dealt to an empty chair."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from telepro.db.who import WorkSession
from telepro.services import call_events, reconciliation
from telepro.telephony.carrier import Carrier, Order
from tests.localtwilio.running import LocalTwilio, running
from tests.services.calls import deal
from tests.world import World

SILENT = timedelta(minutes=1)


@pytest.fixture(scope="module")
def carrier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Carrier]:
    with running(tmp_path_factory.mktemp("twilio")) as found:
        yield reached(found)


def reached(found: LocalTwilio) -> Carrier:
    return Carrier(found.account, "http://127.0.0.1:9")


def line(world: World, carrier: Carrier) -> WorkSession:
    """Alice at work on a leg that the carrier really has; her page has been silent for a minute."""
    work = world.at_work(world.alice)
    work.leg_sid = carrier.place(Order("leg", "+33199001007", "+33199009990", 30))
    world.rows.commit()
    world.now += SILENT
    return work


def asked(world: World, carrier: Carrier, work: WorkSession) -> int:
    """How many lost lines the reconciler finds; what it finds is applied."""
    found = reconciliation.check_lines(lambda: world.now, carrier)
    call_events.apply(call_events.CONFERENCE, work.public_id, world.now)
    world.rows.refresh(work)
    return found


def test_a_line_that_the_carrier_has_ended_is_gone(world: World, carrier: Carrier) -> None:
    work = line(world, carrier)
    carrier.hang_up(str(work.leg_sid))
    assert asked(world, carrier, work) == 1
    assert work.leg_left_at is not None
    world.lead()
    assert deal(world) == []


def test_a_line_that_stands_stays(world: World, carrier: Carrier) -> None:
    work = line(world, carrier)
    assert asked(world, carrier, work) == 0
    assert work.leg_left_at is None


def test_a_line_that_the_carrier_does_not_know_is_left_alone(
    world: World, carrier: Carrier
) -> None:
    work = world.at_work(world.alice)
    world.rows.commit()
    world.now += SILENT
    assert asked(world, carrier, work) == 0
    assert work.leg_left_at is None


def test_a_page_that_still_asks_speaks_for_its_line(world: World, carrier: Carrier) -> None:
    work = line(world, carrier)
    carrier.hang_up(str(work.leg_sid))
    work.last_seen_at = world.now
    world.rows.commit()
    assert asked(world, carrier, work) == 0
