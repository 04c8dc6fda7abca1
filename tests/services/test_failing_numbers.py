"""A number that failed on three days rests for a month, in every campaign of its company."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from campaigns.numbers.failing import rests_until
from telepro.db.calling import Attempt
from telepro.db.eligibility import facts_for
from telepro.db.whom import Phone
from telepro.services import leads, outcomes, upkeep
from tests.services.calls import call, calling, carrier_says
from tests.world import World

__all__ = ["calling"]
DAY = timedelta(days=1)


def test_two_days_are_the_networks_fault_three_the_numbers() -> None:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert rests_until([date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 24)], now) is None
    three = [date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)]
    assert rests_until(three, now) == now + 30 * DAY


def failed_before(world: World, attempt: Attempt, days: int) -> None:
    """The same number failed so many days ago too."""
    columns = {c.name: getattr(attempt, c.name) for c in Attempt.__table__.columns}
    columns.pop("id")
    columns |= {
        "public_id": f"failed-{days}",
        "client_key": f"failed-{days}",
        "sid": f"CA{days:032x}",
        "intended_at": attempt.intended_at - days * DAY,
        "ended_at": attempt.intended_at - days * DAY,
        "settled_at": attempt.intended_at - days * DAY,
        "state": AttemptState.ENDED,
        "result": CallResult.FAILED,
    }
    world.rows.add(Attempt(**columns))
    world.rows.flush()


def test_a_number_that_failed_on_three_days_rests_and_the_lead_says_so(calling: World) -> None:
    attempt = call(calling)
    other = calling.second_campaign()
    elsewhere = calling.lead(campaign=other, prospect=attempt.lead.prospect)
    for days in (1, 2):
        failed_before(calling, attempt, days)
    carrier_says(calling, attempt, "initiated", "failed", seconds=0)
    outcomes.settle(attempt.public_id, calling.now)
    calling.rows.expire_all()
    phone = calling.rows.scalars(select(Phone)).one()
    assert phone.rest_until == calling.now + 30 * DAY
    facts = facts_for(calling.rows, [elsewhere.id], calling.now)[elsewhere.id].facts
    assert facts.number_rests_until == phone.rest_until
    mine = (calling.agency.id,)
    page = leads.opened(mine, elsewhere.public_id, "fr", calling.now)
    assert any("se repose trente jours" in sentence for sentence in page.why.sentences)


def test_another_number_of_the_prospect_is_called_meanwhile(calling: World) -> None:
    attempt = call(calling)
    other = calling.phone(attempt.lead.prospect, "+33199001055", position=2)
    for days in (1, 2):
        failed_before(calling, attempt, days)
    carrier_says(calling, attempt, "initiated", "failed", seconds=0)
    outcomes.settle(attempt.public_id, calling.now)
    calling.rows.expire_all()
    found = facts_for(calling.rows, [attempt.lead_id], calling.now)[attempt.lead_id]
    assert found.phone_id == other.id
    assert found.facts.number_rests_until is None


def test_a_rest_that_is_over_is_forgotten(calling: World) -> None:
    phone = calling.rows.scalars(select(Phone)).one()
    phone.rest_until = calling.now - DAY
    calling.rows.flush()
    upkeep.tidy(calling.now)
    calling.rows.expire_all()
    assert phone.rest_until is None
