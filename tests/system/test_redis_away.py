"""Without Redis people work on, a little slower, and are rung on; with it back, so does everything else."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests.system import guarantees
from tests.system.browser import Browser, give_passwords
from tests.system.house import House, until
from tests.system.teleprospectors import dealt_to, is_over, leads, press_f2
from tests.world import World

pytestmark = pytest.mark.timeout(90, func_only=True)
PATIENCE_OF_A_PERSON = 5.0  # seconds for an answer while something is broken
BACK_WITHIN = 5.0  # seconds from Redis's return to the first call
RUNG_WITHIN = 10.0  # seconds from F2 to the carrier while Redis is away
AWAY = 7.5  # seconds: a worker that waited twice as long after each try would wait 8 now
APPLIED = "select key from call_inbox where subject = %(attempt)s and applied_at is not null"
OUTCOME = "select disposition, client_key from outcomes where client_key = 'without-redis'"


@contextmanager
def gone(house: House) -> Iterator[None]:
    """Valkey dies and dies again, as often as it is started."""
    stop = threading.Event()

    def kill_until_stopped() -> None:
        while not stop.wait(0.05):
            house.kill("valkey")

    killer = threading.Thread(target=kill_until_stopped)
    killer.start()
    try:
        yield
    finally:
        stop.set()
        killer.join()
        house.awaits("valkey")


def hanging(house: House) -> AbstractContextManager[None]:
    """Valkey takes every request and answers none."""
    return house.frozen("valkey")


@pytest.mark.parametrize("away", [hanging, gone])
def test_people_work_and_call_on_without_redis_and_go_on_when_it_is_back(
    attacked: House, cast: World, away: Callable[[House], AbstractContextManager[None]]
) -> None:
    give_passwords(cast)
    before = len(attacked.calls())
    alice = cast.at_work(cast.alice).person_id
    leads(cast, 6)
    attempt = press_f2(attacked, alice, dealt_to(attacked, alice))
    with attacked.asking_the_carrier():
        until(lambda: is_over(attacked, attempt), "the first call did not end")
    desk, office = Browser(attacked), Browser(attacked)
    assert desk.sign_in(cast.alice) == office.sign_in(cast.bob) == 303
    desk.open("/desk")
    other = cast.lead("+33199000900", "École qui s’oppose")
    cast.rows.commit()
    office.open(f"/leads/{other.public_id}")

    begun = time.monotonic()
    with away(attacked):
        newcomer = Browser(attacked)
        statuses = (
            desk.tell(
                f"/desk/attempts/{attempt}/outcome",
                client_key="without-redis",
                disposition="gatekeeper",
            ).status_code,
            office.post(f"/leads/{other.public_id}/do-not-call", reason="demandé"),
            newcomer.sign_in(cast.anna),
        )
        during = press_f2(attacked, alice, dealt_to(attacked, alice))
        until(lambda: len(attacked.calls()) == before + 2, "no call went out", RUNG_WITHIN)
        until(lambda: attacked.ask(APPLIED, attempt=during), "no message was applied", RUNG_WITHIN)
        with attacked.asking_the_carrier():
            until(lambda: is_over(attacked, during), "the call without Redis did not end")
        time.sleep(max(0.0, AWAY - (time.monotonic() - begun)))
    assert statuses == (200, 303, 303), statuses
    print("slowest", [one.slowest for one in (desk, office, newcomer)])
    assert max(one.slowest for one in (desk, office, newcomer)) < PATIENCE_OF_A_PERSON
    assert attacked.ask(OUTCOME) == [("gatekeeper", "without-redis")]

    press_f2(attacked, alice, dealt_to(attacked, alice))
    until(lambda: len(attacked.calls()) == before + 3, "no call went out", BACK_WITHIN)
    assert attacked.calls_to("+33199000900") == []
    guarantees.nobody_was_rung_twice(attacked, before)
