"""Several at once, for real: who changes what totals count, and who compares them with the rows."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select, text

from campaigns.dispositions import Disposition, Recorded
from telepro.db import counters
from telepro.db.calling import Attempt
from telepro.db.counting import AuditRow
from telepro.services import call_events, desk, intentions, outcomes, upkeep
from telepro.services.intentions import Press
from tests.services.calls import deal
from tests.services.kept import kept
from tests.services.test_races import at_once
from tests.world import World

CALLERS = 6
CODES = (Disposition.GATEKEEPER, Disposition.AWAY, Disposition.MACHINE, Disposition.WRONG_NUMBER)


def calls(world: World) -> list[Attempt]:
    """So many people at work, each with a call that was answered and is over."""
    people = [world.caller(f"Personne {number}") for number in range(CALLERS)]
    for number, person in enumerate(people):
        world.at_work(person)
        world.lead(f"+331990040{number:02d}", f"École {number}")
    deal(world)
    for person in people:
        card = desk.state(person.id, world.now).card
        assert card is not None
        intentions.dial(person.id, Press(card.entry_id, f"key-{person.id}"), world.now)
    made = list(world.rows.scalars(select(Attempt).order_by(Attempt.id)))
    for attempt in made:
        for number, status in enumerate(("ringing", "in-progress", "completed")):
            said = {"CallStatus": status, "SequenceNumber": str(number), "To": attempt.e164}
            payload = {**said, "CallSid": f"CA{attempt.id:032x}", "CallDuration": "40"}
            key = f"{attempt.id}-{number}"
            call_events.receive("call", attempt.public_id, key, payload, world.now)
    call_events.apply_calls([attempt.public_id for attempt in made], world.now)
    world.rows.commit()
    return made


def spoil(world: World) -> None:
    """Let a lead be missing in the totals, as if somebody had touched the rows by hand."""
    counters.add(world.rows, world.campaign.id, None, world.now, {}, {"leads": -1})
    world.rows.commit()


def notes(world: World) -> list[AuditRow]:
    corrected = AuditRow.action == "counters.corrected"
    return list(world.rows.scalars(select(AuditRow).where(corrected)))


def test_whoever_records_and_whoever_compares_at_once_lose_nothing(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    made = [(attempt.person_id, attempt.public_id) for attempt in calls(world)]
    spoil(world)
    campaign, now = world.campaign.id, world.now

    def act(index: int) -> None:
        if index >= CALLERS:
            upkeep.recount(campaign, now)
            return
        person, attempt = made[index]
        for turn, code in enumerate(CODES):
            outcomes.record(person, attempt, f"{index}-{turn}", Recorded(code, now), now)

    at_once(house, CALLERS + 2, act)
    found = kept(world)
    assert (found["leads"], found["said:wrong_number"]) == (CALLERS, CALLERS)
    assert [note.details for note in notes(world)] == [{"totals": {"leads": 1}, "hours": 0}]


def test_what_is_added_between_the_count_and_its_correction_is_not_lost(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    world.lead()
    spoil(world)
    campaign, now = world.campaign.id, world.now
    world.lead("+33199001002", "Mairie")  # not committed yet: nobody else sees it

    def compare() -> None:
        with house.app_context():
            upkeep.recount(campaign, now)

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(compare)
        while not world.rows.scalar(text("select count(*) from pg_locks where not granted")):
            assert not waiting.done()
        world.rows.commit()
        waiting.result()
    assert kept(world) == {"leads": 2, "stage:target": 2, "records_callable": 2}


def test_a_difference_found_by_several_is_added_once(house: Flask, shared_world: World) -> None:
    world = shared_world
    world.lead()
    spoil(world)
    campaign, now = world.campaign.id, world.now
    at_once(house, 4, lambda _index: upkeep.recount(campaign, now))
    assert kept(world)["leads"] == 1
    assert len(notes(world)) == 1
