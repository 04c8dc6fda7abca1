"""Several press F2 at once and show the same numbers: nobody waits for ever, and each call counts."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import func, select

from campaigns.problems import Refused
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.numbers import DialCount
from telepro.services import call_lists, intentions
from telepro.services.intentions import Press
from tests.services.test_pools import ONE, TWO, pooled
from tests.world import World

PEOPLE = 6
CALLS = 4


def test_calls_made_at_once_are_all_counted_and_none_waits_for_ever(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    people = [world.caller(f"Paul {number}") for number in range(PEOPLE)]
    for person in people:
        world.at_work(person)
    # Of two blocks of numbers, so that people of both meet in the rows of the pool.
    for number in range(PEOPLE * CALLS):
        world.lead(f"+3314{6 + number % 2}2010{number:02d}", f"École {number}")
    pooled(world, ONE, TWO)
    world.rows.commit()
    call_lists.deal(world.campaign.id, "seed", world.now)
    waiting = select(CallListEntry.person_id, CallListEntry.public_id)
    entries: dict[int, list[str]] = {}
    for person_id, entry in world.rows.execute(waiting):
        if person_id is not None:
            entries.setdefault(person_id, []).append(entry)
    world.rows.commit()

    def one(person_id: int) -> int:
        with house.app_context():
            try:
                press = Press(entries[person_id][0], f"key of {person_id}")
                intentions.dial(person_id, press, world.now)
            except Refused:
                return 0
            return 1

    with ThreadPoolExecutor(PEOPLE) as pool:
        made = sum(pool.map(one, entries))
    world.rows.rollback()
    assert made == len(entries) == PEOPLE
    assert world.rows.scalar(select(func.count()).select_from(Attempt)) == made
    counted = world.rows.execute(
        select(DialCount.counted_by, func.sum(DialCount.value)).group_by(DialCount.counted_by)
    )
    assert {str(by): int(value) for by, value in counted} == {
        "caller_id": made,
        "person": made,
        "prefix": made,
    }
