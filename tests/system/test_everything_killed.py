"""A promise to a person survives the loss of Redis and the death of every process at once."""

from datetime import timedelta

import pytest

from campaigns.dispositions import Disposition, Recorded
from telepro import clock
from telepro import queue as bells
from telepro.services import outcomes
from tests.system import guarantees
from tests.system.house import WORKERS, House, until
from tests.system.teleprospectors import dealt_to, is_over, leads, press_f2
from tests.world import World

pytestmark = pytest.mark.timeout(90, func_only=True)
EVERYTHING = (*WORKERS, "scheduler", "web", "valkey", "postgres")
PROMISED_IN = timedelta(seconds=6)  # everything is dead within one of them
NUMBER = "+33199000000"


def test_a_promised_callback_survives_the_loss_of_redis_and_the_death_of_every_process(
    attacked: House, cast: World
) -> None:
    before = len(attacked.calls())
    alice = cast.at_work(cast.alice).person_id
    leads(cast, 1)
    attempt = press_f2(attacked, alice, dealt_to(attacked, alice))
    with attacked.asking_the_carrier():
        until(lambda: is_over(attacked, attempt), "the first call did not end")
    due = clock.now() + PROMISED_IN
    promise = Recorded(Disposition.CALLBACK, clock.now(), callback_at=due)
    outcomes.record(alice, attempt, "promise", promise, clock.now())

    bells.redis().flushall()
    assert set(attacked.kill(*EVERYTHING)) == set(EVERYTHING)
    until(attacked.answers, "the house did not come back", 45)

    until(lambda: clock.now() > due, "the promised moment did not come")
    again = press_f2(attacked, alice, dealt_to(attacked, alice))
    until(lambda: len(attacked.calls()) == before + 2, "the promised call was not made")
    with attacked.asking_the_carrier():
        until(lambda: is_over(attacked, again), "the second call did not end")
    outcomes.record(
        alice, again, "kept", Recorded(Disposition.GATEKEEPER, clock.now()), clock.now()
    )
    dealt = attacked.ask("select tier from call_list_entries order by id")
    assert dealt == [("fresh",), ("promised",)]
    assert attacked.ask("select state from callbacks") == [("called",)]
    assert {call.to for call in attacked.calls()[before:]} == {NUMBER}
    guarantees.nobody_was_rung_twice(attacked, before)
