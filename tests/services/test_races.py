"""Several at once, for real: dealers, digits, pickers; and processes killed at named points."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from flask import Flask
from sqlalchemy import func, select, text

from campaigns.dispositions import Disposition, Recorded
from campaigns.problems import Refused
from telepro.db import attempts, transaction
from telepro.db.attempt_views import AttemptView
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.results import Outcome
from telepro.db.whom import Lead
from telepro.services import call_events, call_lists, desk, intentions, outcomes
from telepro.services.intentions import Press
from telepro.settings import Settings
from tests.world import World

ROOT = Path(__file__).parent.parent.parent
Answer = TypeVar("Answer")


def at_once(house: Flask, count: int, do: Callable[[int], Answer]) -> list[Answer | Refused]:
    """Do something `count` times at the same moment, each with a connection of its own."""

    def one(index: int) -> Answer | Refused:
        with house.app_context():
            try:
                return do(index)
            except Refused as refusal:
                return refusal

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_two_dealers_at_once_never_deal_a_lead_twice(house: Flask, shared_world: World) -> None:
    world = shared_world
    for person in (world.alice, world.anna):
        world.at_work(person)
    for number in range(40):
        world.lead(f"+331990020{number:02d}", f"École {number}")
    world.rows.commit()
    campaign = world.campaign.id
    at_once(house, 6, lambda index: call_lists.deal(campaign, f"seed-{index}", world.now))
    open_entries = select(CallListEntry.lead_id).where(CallListEntry.ended_at.is_(None))
    dealt = list(world.rows.scalars(open_entries))
    assert len(dealt) == len(set(dealt)) == 16


def test_one_number_in_two_hands_is_rung_once(house: Flask, shared_world: World) -> None:
    """Two establishments share a switchboard; Alice and Anna press F2 in the same instant."""
    world = shared_world
    for person in (world.alice, world.anna):
        world.at_work(person)
    world.lead("+33199003000", "École maternelle")
    world.lead("+33199003000", "École élémentaire")
    world.rows.commit()
    call_lists.deal(world.campaign.id, "seed", world.now)
    people = (world.alice.id, world.anna.id)
    entries = {row.person_id: row.public_id for row in world.rows.scalars(select(CallListEntry))}
    at_once(
        house,
        2,
        lambda index: intentions.dial(
            people[index], Press(entries[people[index]], f"key-{index}"), world.now
        ),
    )
    assert world.rows.scalar(select(func.count()).select_from(LiveCall)) == 1
    assert world.rows.scalar(select(func.count()).select_from(Attempt)) == 1


def test_f2_that_arrives_twice_at_once_is_one_attempt(house: Flask, shared_world: World) -> None:
    world = shared_world
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    call_lists.deal(world.campaign.id, "seed", world.now)
    card = desk.state(world.alice.id, world.now).card
    assert card is not None
    press = Press(card.entry_id, "same")
    views = at_once(house, 4, lambda _index: intentions.dial(world.alice.id, press, world.now))
    assert all(isinstance(view, AttemptView) for view in views)
    assert len(set(views)) == 1
    assert world.rows.scalar(select(func.count()).select_from(Attempt)) == 1


def a_call(world: World) -> Attempt:
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    call_lists.deal(world.campaign.id, "seed", world.now)
    card = desk.state(world.alice.id, world.now).card
    assert card is not None
    intentions.dial(world.alice.id, Press(card.entry_id, "key"), world.now)
    return world.rows.scalars(select(Attempt)).one()


def test_whoever_waits_for_an_attempt_holds_its_lead(house: Flask, shared_world: World) -> None:
    """Lead before attempt, as everywhere: two who take them in turn never wait for each other."""
    rows, attempt = shared_world.rows, a_call(shared_world)
    name, lead = attempt.public_id, attempt.lead_id
    rows.execute(select(Attempt.id).where(Attempt.id == attempt.id).with_for_update())

    def lock() -> bool:
        with house.app_context(), transaction() as session:
            return attempts.locked(session, name) is not None

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(lock)
        while not rows.scalar(text("select count(*) from pg_locks where not granted")):
            assert not waiting.done()
        free = select(Lead.id).where(Lead.id == lead).with_for_update(skip_locked=True)
        assert rows.scalar(free) is None
        rows.rollback()
        assert waiting.result()


def said(attempt: Attempt, status: str, number: int) -> dict[str, str]:
    sid = "CA" + "1" * 32
    return {"CallSid": sid, "CallStatus": status, "SequenceNumber": str(number), "To": attempt.e164}


def ended(world: World, attempt: Attempt) -> None:
    for number, status in enumerate(("ringing", "in-progress", "completed")):
        payload = said(attempt, status, number)
        call_events.receive("call", attempt.public_id, f"key-{number}", payload, world.now)
    call_events.apply("call", attempt.public_id, world.now)


def test_a_digit_pressed_in_two_tabs_is_one_outcome(house: Flask, shared_world: World) -> None:
    world = shared_world
    attempt = a_call(world)
    ended(world, attempt)
    recorded = Recorded(Disposition.GATEKEEPER, world.now)
    alice, name = world.alice.id, attempt.public_id
    at_once(house, 6, lambda index: outcomes.record(alice, name, "same-key", recorded, world.now))
    assert world.rows.scalar(select(func.count()).select_from(Outcome)) == 1


def test_two_different_digits_leave_one_standing_outcome(house: Flask, shared_world: World) -> None:
    world = shared_world
    attempt = a_call(world)
    ended(world, attempt)
    codes = (Disposition.GATEKEEPER, Disposition.AWAY, Disposition.MACHINE)
    alice, name = world.alice.id, attempt.public_id
    at_once(
        house,
        3,
        lambda index: outcomes.record(
            alice, name, f"key-{index}", Recorded(codes[index], world.now), world.now
        ),
    )
    superseded = select(Outcome.supersedes_id).where(Outcome.supersedes_id.is_not(None))
    standing = world.rows.scalars(select(Outcome).where(Outcome.id.not_in(superseded))).all()
    assert len(standing) == 1


def test_events_applied_by_six_workers_at_once_end_the_call_once(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    attempt = a_call(world)
    for number, status in enumerate(("completed", "ringing", "in-progress", "initiated")):
        payload = said(attempt, status, number)
        call_events.receive("call", attempt.public_id, f"key-{number}", payload, world.now)
    name = attempt.public_id
    at_once(house, 6, lambda index: call_events.apply("call", name, world.now))
    world.rows.refresh(attempt)
    assert attempt.result == "answered"
    assert world.rows.scalar(select(func.count()).select_from(LiveCall)) == 0


KILLED = """
import os, signal, sys
from datetime import datetime
from flask import Flask
from telepro import crash, queue
from telepro.db import engine
from telepro.settings import Settings
from telepro.services import call_lists, desk, intentions, outcomes
from telepro.services.intentions import Press
from campaigns.dispositions import Disposition, Recorded

settings = Settings.from_environ(os.environ)
app = Flask("telepro")
app.extensions["telepro.settings"] = settings
engine.connect(app, settings.database_url)
queue.connect(app, settings.redis_url)
point, step, person, subject, at = sys.argv[1:6]
now = datetime.fromisoformat(at)

def die(name):
    if name == point:
        os.kill(os.getpid(), signal.SIGKILL)

crash.install(die)
with app.app_context():
    if step == "deal":
        call_lists.deal(int(subject), "seed", now)
    elif step == "dial":
        intentions.dial(int(person), Press(subject, "key"), now)
    else:
        outcomes.record(int(person), subject, "key", Recorded(Disposition.GATEKEEPER, now), now)
print("survived")
"""


def killed(settings: Settings, world: World, point: str, step: str, subject: object) -> None:
    """Run one step in a process of its own that kills itself with SIGKILL at a named point."""
    environment = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "SECRET_KEY": settings.secret_key,
        "FINGERPRINT_KEY": settings.fingerprint_key,
        "TWILIO_NUMBERS": "+33199009990",
    }
    arguments = [point, step, str(world.alice.id), str(subject), world.now.isoformat()]
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == -signal.SIGKILL, f"the point was not hit: {ran.stdout}{ran.stderr}"


def test_a_dealer_killed_after_its_commit_has_dealt_and_nobody_deals_again(
    settings: Settings, shared_world: World
) -> None:
    world = shared_world
    world.at_work(world.alice)
    lead = world.lead()
    world.rows.commit()
    killed(settings, world, "F1 leads dealt", "deal", world.campaign.id)
    call_lists.deal(world.campaign.id, "again", world.now)
    world.rows.expire_all()
    assert world.rows.scalar(select(func.count()).select_from(CallListEntry)) == 1
    assert world.rows.get_one(Lead, lead.id).fence == 1


def test_f2_whose_reply_was_lost_finds_its_attempt_again(
    settings: Settings, shared_world: World
) -> None:
    world = shared_world
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    call_lists.deal(world.campaign.id, "seed", world.now)
    entry = world.rows.scalars(select(CallListEntry)).one()
    killed(settings, world, "F2 attempt committed, before anything rings", "dial", entry.public_id)
    world.rows.expire_all()
    view = intentions.dial(world.alice.id, Press(entry.public_id, "key"), world.now)
    attempt = world.rows.scalars(select(Attempt)).one()
    assert view.id == attempt.public_id


def test_an_outcome_whose_reply_was_lost_is_there_once(
    settings: Settings, shared_world: World
) -> None:
    world = shared_world
    attempt = a_call(world)
    ended(world, attempt)
    killed(settings, world, "F8 outcome committed, before the reply", "record", attempt.public_id)
    world.rows.expire_all()
    recorded = Recorded(Disposition.GATEKEEPER, world.now)
    receipt = outcomes.record(world.alice.id, attempt.public_id, "key", recorded, world.now)
    assert receipt.repeated
    assert world.rows.scalar(select(func.count()).select_from(Outcome)) == 1
