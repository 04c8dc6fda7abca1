"""The carrier goes away and comes back: calls stop at once, everybody is told, nothing is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState
from campaigns.dealing import Tier
from telepro.db.calling import CarrierState
from telepro.db.counting import AuditRow
from telepro.db.who import Person
from telepro.services import desk, dialing, intentions, outages, reports
from telepro.services.intentions import Press
from telepro.telephony.carrier import TelephonyError, Trouble
from tests.services.calls import call, calling, deal
from tests.services.carriers import Scripted, trouble
from tests.world import World

__all__ = ["calling"]
UNREACHABLE = trouble(Trouble.NOT_SENT, "ConnectionError")
ACCOUNT = "AC" + "0" * 32


def place(world: World, error: TelephonyError | None = None, later: int = 0) -> dialing.Dialed:
    moment = world.now + timedelta(seconds=later)
    dialed = dialing.place_next(lambda: moment, Scripted(error))
    assert dialed is not None
    world.rows.expire_all()
    return dialed


def down_since(world: World) -> object:
    return world.rows.scalar(select(CarrierState.down_since))


def test_a_carrier_that_nobody_reaches_is_away_and_everybody_at_work_is_told(
    calling: World,
) -> None:
    calling.at_work(calling.anna)
    call(calling)
    dialed = place(calling, UNREACHABLE)
    campaign = calling.campaign.public_id
    assert set(dialed.others) == {
        (calling.alice.public_id, campaign),
        (calling.anna.public_id, campaign),
    }
    assert down_since(calling) == calling.now
    shown = desk.state(calling.anna.id, calling.now).session
    assert shown is not None and shown.carrier_down_since == calling.now
    board = reports.board((calling.agency.id,), campaign, calling.now)
    assert board.carrier_down_since == calling.now
    assert [row.action for row in calling.rows.scalars(select(AuditRow))] == ["carrier.away"]


def test_what_waits_while_the_carrier_is_away_is_refused_at_once_and_the_lead_is_kept(
    calling: World,
) -> None:
    attempt = call(calling)
    place(calling, UNREACHABLE)
    assert attempt.state is AttemptState.INTENDED
    waits = dialing.waiting(Scripted().pace, calling.now)
    assert (waits.in_time, waits.not_to_be_made) == (1, True)
    assert dialing.refuse_all(calling.now) == [
        (calling.alice.public_id, calling.campaign.public_id)
    ]
    calling.rows.expire_all()
    assert (attempt.state, attempt.trouble) == (AttemptState.REFUSED, "outage")
    assert attempt.lead.closed_at is None


def test_two_lost_replies_are_no_outage_the_third_in_a_row_is(world: World) -> None:
    seen = []
    for each, person in enumerate((world.alice, world.anna, world.caller("Nora Petit"))):
        press(world, person, f"+3319900100{each}")
        place(world, trouble(Trouble.UNKNOWN, "20500"), later=each)
        seen.append(down_since(world) is not None)
    assert seen == [False, False, True]


def test_an_order_that_goes_through_forgets_those_that_failed(world: World) -> None:
    press(world, world.alice, "+33199001001")
    place(world, trouble(Trouble.UNKNOWN, "20500"))
    assert world.rows.scalar(select(CarrierState.failures)) == 1
    press(world, world.anna, "+33199001002")
    place(world, later=2)
    assert world.rows.scalar(select(CarrierState.failures)) == 0


def test_a_carrier_that_is_back_is_told_once_with_how_long_it_was_away(calling: World) -> None:
    call(calling)
    place(calling, UNREACHABLE)
    later = calling.now + timedelta(seconds=90)
    campaign = calling.campaign.public_id
    assert outages.came_back(ACCOUNT, later) == [(calling.alice.public_id, campaign)]
    assert outages.came_back(ACCOUNT, later) == []
    assert down_since(calling) is None
    row = calling.rows.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert row is not None
    assert (row.action, row.details) == ("carrier.came_back", {"seconds": 90})


@pytest.mark.parametrize("code", ["21211", "21215", "20429"])
def test_what_is_wrong_with_one_call_is_no_outage(calling: World, code: str) -> None:
    call(calling)
    kind = Trouble.NOT_SENT if code == "20429" else Trouble.REFUSED
    assert place(calling, trouble(kind, code)).others == ()
    assert down_since(calling) is None


def press(world: World, person: Person, number: str) -> None:
    """Somebody sits down, is dealt a lead of this number, and presses F2."""
    world.at_work(person)
    promised = world.lead(number, number, tier=Tier.PROMISED, due=world.now)
    promised.callback_owner_id = person.id
    world.rows.flush()
    (entry,) = [each for each in deal(world) if each.lead_id == promised.id]
    intentions.dial(person.id, Press(entry.public_id, f"key of {number}"), world.now)
