"""An outcome is kept with few statements: each costs the person on the phone a moment."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from campaigns.dispositions import Disposition, Recorded
from campaigns.problems import Refused
from campaigns.states import PhoneState
from telepro.db.calling import Attempt
from telepro.db.results import Outcome
from telepro.db.whom import Phone
from telepro.services import outcomes
from tests.services.calls import answered, call, calling, carrier_says, deal, refusal
from tests.world import World

__all__ = ["calling"]
FEW = 12


@contextmanager
def asked(world: World) -> Iterator[list[str]]:
    """The statements asked inside the block, without those that only the test's rows need."""
    told: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        told.append(statement)

    connection = world.rows.connection()
    event.listen(connection, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(connection, "before_cursor_execute", note)
        told[:] = [each for each in told if "SAVEPOINT" not in each]


def test_what_a_person_says_is_kept_with_few_statements(calling: World) -> None:
    attempt, person = answered(calling).public_id, calling.alice.id
    recorded = Recorded(Disposition.GATEKEEPER, calling.now)
    calling.rows.expunge_all()
    with asked(calling) as statements:
        outcomes.record(person, attempt, "k", recorded, calling.now)
    assert len(statements) <= FEW


def test_what_the_network_says_is_kept_with_few_statements(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "ringing", "no-answer", seconds=0)
    known_as = attempt.public_id
    calling.rows.expunge_all()
    with asked(calling) as statements:
        outcomes.settle(known_as, calling.now)
    assert calling.rows.query(Outcome).one().disposition is Disposition.NO_ANSWER
    assert len(statements) <= FEW


def test_the_key_of_another_leads_outcome_is_refused(calling: World) -> None:
    first = answered(calling)
    outcomes.record(calling.alice.id, first.public_id, "k", refusal(calling), calling.now)
    calling.lead("+33199001008", "École Jean Moulin")
    deal(calling)
    second = call(calling, "key-2")
    carrier_says(calling, second, "initiated", "ringing", "in-progress", "completed")
    with pytest.raises(Refused):
        outcomes.record(calling.alice.id, second.public_id, "k", refusal(calling), calling.now)
    assert calling.rows.query(Outcome).count() == 1


def test_a_number_found_dead_is_given_back_by_the_correction(calling: World) -> None:
    attempt = answered(calling)
    wrong = Recorded(Disposition.WRONG_NUMBER, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k1", wrong, calling.now)
    assert state_of_number(calling, attempt) is PhoneState.DEAD
    outcomes.record(calling.alice.id, attempt.public_id, "k2", refusal(calling), calling.now)
    assert state_of_number(calling, attempt) is PhoneState.ACTIVE


def state_of_number(world: World, attempt: Attempt) -> PhoneState:
    phone = world.rows.get_one(Phone, attempt.phone_id)
    world.rows.refresh(phone)
    return phone.state
