"""An outcome that comes after the lead has passed on is kept, and leaves the newer holder alone."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from campaigns.dispositions import Disposition, Recorded, SuppressionScope
from telepro import clock, queue
from telepro.db.calling import Attempt
from telepro.db.whom import Lead
from telepro.queue import Bell
from telepro.services import outcomes
from tests.system import guarantees
from tests.system.house import House, until
from tests.system.teleprospectors import dealt_to, is_over, leads, press_f2
from tests.world import World

pytestmark = pytest.mark.timeout(60, func_only=True)
STANDING = """
    select o.disposition from outcomes o
    where not exists (select from outcomes later where later.supersedes_id = o.id)"""
HELD = "select held, fence, closed_reason from leads"
OPEN = "select person_id, fence from call_list_entries where ended_at is null"


@pytest.fixture
def passed_on(attacked: House, cast: World) -> tuple[str, int]:
    """Alice's call, of which she has said nothing, and Anna, who holds the lead now."""
    alice = cast.at_work(cast.alice)
    leads(cast, 1)
    attempt = press_f2(attacked, alice.person_id, dealt_to(attacked, alice.person_id))
    with attacked.asking_the_carrier():
        until(lambda: is_over(attacked, attempt), "the call did not end")
    outcomes.abandon(attempt, clock.now())
    alice.ended_at = clock.now()
    anna = cast.at_work(cast.anna).person_id
    # The cadence's wait passes.
    earlier = clock.now() - timedelta(minutes=1)
    cast.rows.execute(update(Lead).values(next_call_at=earlier, blocked_by=None))
    cast.rows.execute(update(Attempt).values(intended_at=earlier - timedelta(days=3)))
    cast.rows.commit()
    queue.ring(Bell.DEAL)
    dealt_to(attacked, anna)
    return attempt, anna


def test_a_late_outcome_is_kept_and_the_newer_holder_keeps_the_lead(
    attacked: House, cast: World, passed_on: tuple[str, int]
) -> None:
    attempt, anna = passed_on
    held = attacked.ask(HELD)
    late = Recorded(Disposition.AWAY, clock.now())
    outcomes.record(cast.alice.id, attempt, "late", late, clock.now())
    assert attacked.ask(STANDING) == [("away",)]
    assert attacked.ask(HELD) == held
    assert attacked.ask(OPEN) == [(anna, 2)]
    assert guarantees.what_is_kept_can_be_rebuilt(attacked) == 1


def test_a_late_refusal_for_ever_takes_the_lead_from_its_newer_holder(
    attacked: House, cast: World, passed_on: tuple[str, int]
) -> None:
    attempt, _anna = passed_on
    late = Recorded(Disposition.DO_NOT_CALL, clock.now(), scope=SuppressionScope.PROSPECT)
    outcomes.record(cast.alice.id, attempt, "late", late, clock.now())
    assert attacked.ask(STANDING) == [("do_not_call",)]
    assert attacked.ask(OPEN) == []
    assert attacked.ask(HELD) == [(False, 2, "opposed")]
    assert guarantees.what_is_kept_can_be_rebuilt(attacked) == 1
