"""From an empty system to the first call and its outcome, on real processes: by screens alone, and by
commands beside them; what the commands that keep an instance answer there.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from telepro.queue import Bell
from tests.commands_run import done
from tests.embedded.starter import READY, Starter, started
from tests.first_call import (
    alice_books_a_meeting,
    everybody_sees_it,
    first_call_of,
    presses_f2,
    rung,
    starts_to_work,
)
from tests.first_office import (
    AGENCY,
    COMPANY,
    PASSWORD,
    added,
    bob_engages_alice_and_launches,
    bob_makes_a_campaign,
    bob_uploads_prospects,
    bob_writes_the_plan,
    carla_posts_a_mission,
    invited,
    plan_text,
    the_first_administrator_signs_in,
    visit,
)

pytestmark = pytest.mark.timeout(240)

SAYS_YES = """
people:
  human: {ring: [2, 2], greeting: [1, 1], talk: [600, 600], patience: 60, hangs_up: 0}
numbers:
  - {number: "+33199001001", kind: human, says: meeting}
  - {number: "+3319900200.", kind: human, says: refusal}
"""
MORE = """Nom;Telephone;Type_etablissement;Code_postal
Lycée des Ormes;01 99 00 20 01;Lycée;94260
Collège du Lac;01 99 00 20 02;Collège;94260
"""


@pytest.fixture(scope="module")
def house() -> Iterator[Starter]:
    """A house started with nothing in it."""
    with tempfile.TemporaryDirectory(prefix="empty-") as folder:
        people = Path(folder) / "people.yaml"
        people.write_text(SAYS_YES, encoding="utf-8")
        with started(
            Path(folder) / "var",
            *("--port", "5850"),
            module="tests.empty_house",
            environ={"PEOPLE": str(people)},
        ) as starter:
            starter.await_words(READY)
            yield starter


def test_an_empty_house_makes_its_first_call_by_screens_alone(house: Starter) -> None:
    dominique = the_first_administrator_signs_in(house)
    carla = invited(house, dominique, "Carla Roy", "company", added(dominique, COMPANY))
    bob = invited(house, dominique, "Bob Martin", "manager", added(dominique, AGENCY))
    alice = invited(house, dominique, "Alice Durand", "teleprospector", "")
    mission = carla_posts_a_mission(house, carla)
    bob_writes_the_plan(house, bob, mission)
    file = bob_uploads_prospects(bob)
    campaign = bob_makes_a_campaign(bob, mission, file)
    bob_engages_alice_and_launches(bob, campaign)
    line = starts_to_work(alice)
    try:
        attempt = presses_f2(alice, {"Collège des Tilleuls"})
        assert rung(house) == ["+33199001001"]
        alice_books_a_meeting(house, alice, line, attempt)
    finally:
        line.close()
    everybody_sees_it(bob, carla, campaign, mission)
    the_queue_is_rebuilt_after_everything_in_redis_was_lost(house)


def test_commands_join_the_running_house(house: Starter, tmp_path: Path) -> None:
    """The same way by commands: each joins what runs, and the pages show what they made."""
    here, file, plan = ("--data", house.data), tmp_path / "lycees.csv", tmp_path / "plan.yaml"
    file.write_text(MORE, encoding="utf-8")
    plan.write_text(plan_text(house), encoding="utf-8")
    done("company", "add", "Menuiserie Ouest", *here)
    anna = done("user", "add", "anna@example.com", "--name", "Anna Blanc", *here)
    done("user", "add", "zoe@example.com", "--name", "Zoé Petit", *here)
    assert anna["link"].startswith(f"{house.address()}/welcome/")
    ours = ("--company", "Menuiserie Ouest")
    taken = done("import", file, *ours, "--audience", "B2B", *here)
    assert [taken[name] for name in ("rows", "accepted", "rejected")] == [2, 2, 0]
    made = done("campaign", "create", plan, "--prospects", file, *ours, "--callers", "2", *here)
    assert made == {"id": made["id"], "leads": 2, "excluded": {}, "state": "running"}
    first_call_of(house, anna["link"])
    shown = done("campaign", "show", made["id"], *here)
    assert set(shown) == {"id", "leads", "excluded", "state", "stages", "outcomes", "kpis"}
    assert shown["outcomes"] == {"language": 1}
    assert sum(shown["stages"].values()) == 2
    contacts = shown["kpis"]["contact_rate"]
    assert (contacts["denominator"], set(contacts["definition"])) == (1, {"fr", "en"})


def the_queue_is_rebuilt_after_everything_in_redis_was_lost(house: Starter) -> None:
    redis = Redis.from_url(house.record()["environment"]["REDIS_URL"])
    redis.flushall()
    redis.close()
    assert done("queue", "rebuild", "--data", house.data) == {"jobs": len(Bell)}
    bob = visit(house)
    bob.open("/sign-in")
    bob.send({"email": "bob@example.com", "password": PASSWORD})
    bob_uploads_prospects(bob)


def test_reconcile_asks_about_no_call_that_has_ended(house: Starter) -> None:
    found = done("reconcile", "--data", house.data)
    assert found == {"checked": 0, "changed": 0, "unknown": 0}


def test_nobody_is_simulated_in_an_empty_house(house: Starter) -> None:
    assert "callers" not in house.marks()


def test_the_doctor_says_what_runs_and_where(house: Starter) -> None:
    found = done("doctor", "--data", house.data)
    assert (found["ok"], found["problems"]) == (True, [])
    assert found["running"]["address"] == house.address()
    assert {"postgres", "valkey", "web", "worker-dial", "scheduler", "local-twilio"} <= set(
        found["running"]["processes"]
    )
    assert found["twilio"].startswith("ok: http://127.0.0.1:")
    assert found["calls_per_second"] == 1
    assert found["migration"]
    assert found["ports"]["web"] == int(house.address().rpartition(":")[2])
