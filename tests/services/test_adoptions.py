"""A running campaign takes over a newer version of its plan: guarded, noted, told, judged anew."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from campaigns.dispositions import Disposition, Recorded
from campaigns.problems import NotFound, Refused
from campaigns.states import CampaignState
from campaigns.steering import adoption
from telepro.db import adoptions as rules
from telepro.db import audit, frozen, missions, outlooks
from telepro.db.counting import Alarm, AuditRow, OutboxEvent
from telepro.db.what_for import Plan as PlanRow
from telepro.db.what_for import Script
from telepro.services import adoptions, desk, outcomes, plans
from telepro.services import outlooks as looking
from telepro.services.adoptions import Offered, Wish
from telepro.simulation import rebuilt
from tests.services.calls import answered, call, calling, carrier_says, deal
from tests.world import EXAMPLE, World

__all__ = ["calling"]

HOURS = ("mon-tue: 08:30-12:15, 13:30-17:30", "mon-tue: 14:00-18:00")
FOUR_PEOPLE = ("    callers: 3", "    callers: 4")
SOON = (
    "{after: no_answer, wait: 4 hours, attempt: 1}",
    "{after: no_answer, wait: 1 hour, attempt: 1}",
)
SEGMENT = ("score: 80", "score: 90")


def newer(world: World, *changes: tuple[str, str]) -> int:
    """Bob keeps the example with texts replaced as the mission's next version; its number."""
    written = EXAMPLE.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in written, old
        written = written.replace(old, new, 1)
    mine, mission = (world.agency.id,), world.mission.public_id
    return plans.write(mine, mission, written, world.bob.id, world.now)


def offered(world: World, version: int | None = None) -> Offered:
    """The page as Bob sees it."""
    return adoptions.offered((world.agency.id,), world.campaign.public_id, version, "en")


def adopt(world: World, version: int, seen: int = 1) -> None:
    """Bob presses the button, having seen the campaign on that version."""
    wish = Wish(version, seen, world.bob.id)
    adoptions.adopt((world.agency.id,), world.campaign.public_id, wish, "en", world.now)


def runs_on(world: World) -> int:
    world.rows.refresh(world.campaign)
    return world.rows.get_one(PlanRow, world.campaign.plan_id).version


def refused(world: World, version: int, seen: int = 1) -> list[str]:
    """Where the problems are of an adoption that is refused; nothing of it has happened."""
    before = runs_on(world)
    with pytest.raises(Refused) as why:
        adopt(world, version, seen)
    assert runs_on(world) == before
    return [problem.place for problem in why.value.problems]


def test_what_would_change_is_said_with_who_wrote_it_and_nothing_happens(world: World) -> None:
    newer(world, FOUR_PEOPLE)
    page = offered(world)
    assert [each.change.sentence("en") for each in page.adoption.taken] == [
        "Teleprospectors: 3 → 4"
    ]
    assert (page.current.version, page.newer.version, page.by) == (1, 2, "Bob Martin")
    assert page.adoption.is_possible
    assert runs_on(world) == 1


def test_the_campaign_runs_on_the_version_and_it_is_noted_and_told(world: World) -> None:
    version = newer(world, FOUR_PEOPLE)
    adopt(world, version)
    assert runs_on(world) == 2
    assert frozen.plan_of(world.rows, world.campaign.id).actions.resources.callers == 4
    assert world.rows.get_one(PlanRow, world.campaign.plan_id).frozen_at == world.now
    row = world.rows.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert row is not None
    assert (row.action, row.actor_id) == ("campaign.plan_adopted", world.bob.id)
    assert (row.details["from"], row.details["to"]) == (1, 2)
    assert row.details["parts"] == ["actions.resources.callers"]
    assert audit.first_broken(world.rows) is None
    told = world.rows.scalars(select(OutboxEvent.payload).order_by(OutboxEvent.id.desc())).first()
    assert told == {"campaign": world.campaign.public_id, "version": 2}


def test_somebody_elses_adoption_meanwhile_is_not_undone(world: World) -> None:
    second, third = newer(world, FOUR_PEOPLE), newer(world, FOUR_PEOPLE, HOURS)
    adopt(world, third)
    assert refused(world, second) == ["version"]
    assert refused(world, second, seen=3) == ["version"], "nor is an older one taken over"
    assert refused(world, third, seen=3) == ["version"], "nor the same once more"


def test_of_two_who_adopt_at_once_the_second_changes_nothing(world: World) -> None:
    second, third = newer(world, FOUR_PEOPLE), newer(world, FOUR_PEOPLE, HOURS)
    row = missions.plan_version(world.rows, world.mission.id, second)
    other = missions.plan_version(world.rows, world.mission.id, third)
    assert row is not None
    assert other is not None
    found = adoption(
        frozen.plan(world.rows, world.campaign.plan_id), frozen.plan(world.rows, row.id), "en"
    )
    # Committed by somebody else after this session has read the campaign.
    moved = text("update campaigns set plan_id = :plan where id = :campaign")
    world.rows.execute(moved, {"plan": other.id, "campaign": world.campaign.id})
    done = rules.take_over(world.rows, world.campaign, row, found, world.bob.id, world.now)
    assert (done, runs_on(world)) == (False, third)
    assert "campaign.plan_adopted" not in world.rows.scalars(select(AuditRow.action)).all()


def test_whom_it_calls_can_not_change_under_a_campaign(world: World) -> None:
    version = newer(world, SEGMENT, FOUR_PEOPLE)
    assert refused(world, version) == ["Segments"]
    assert not offered(world).adoption.is_possible


def test_a_campaign_that_has_ended_takes_nothing_over(world: World) -> None:
    world.campaign.state = CampaignState.ENDED
    assert refused(world, newer(world, FOUR_PEOPLE)) == ["state"]


def test_a_version_of_another_mission_and_another_houses_campaign_are_not_found(
    world: World,
) -> None:
    version = newer(world, FOUR_PEOPLE)
    with pytest.raises(NotFound):
        adopt(world, version + 7)
    elsewhere = (world.agency.id + 10_000,)
    with pytest.raises(NotFound):
        adoptions.offered(elsewhere, world.campaign.public_id, version, "en")
    with pytest.raises(NotFound):
        wish = Wish(version, 1, world.charlie.id)
        adoptions.adopt(elsewhere, world.campaign.public_id, wish, "en", world.now)


def test_a_lead_that_the_old_hours_had_put_aside_is_dealt_by_the_new_ones(world: World) -> None:
    adopt(world, newer(world, HOURS))
    world.at_work(world.alice)
    lead = world.lead()
    assert deal(world) == []
    world.rows.refresh(lead)
    assert lead.blocked_until is not None
    adopt(world, newer(world, FOUR_PEOPLE), seen=2)
    assert len(deal(world)) == 1


def test_a_call_under_way_ends_by_the_plan_that_it_was_made_with(calling: World) -> None:
    before = call(calling)
    adopt(calling, newer(calling, SOON, ("\n  max_attempts: 6", "\n  max_attempts: 2")))
    card = desk.state(calling.alice.id, calling.now).card
    assert card is not None
    assert card.max_attempts == 6
    carrier_says(calling, before, "initiated", "no-answer")
    outcomes.settle(before.public_id, calling.now)
    lead = before.lead
    assert lead.next_call_at == calling.now + timedelta(hours=4)
    calling.rows.refresh(before)
    assert before.plan_id != calling.campaign.plan_id
    calling.now = lead.next_call_at
    deal(calling)
    after = call(calling, "key-2")
    assert after.plan_id == calling.campaign.plan_id
    carrier_says(calling, after, "initiated", "no-answer")
    outcomes.settle(after.public_id, calling.now)
    calling.rows.refresh(lead)
    assert lead.closed_reason is not None, "two attempts are all that the newer plan has"
    assert list(rebuilt.differences(calling.campaign.id)) == []


def test_a_correction_waits_as_the_call_did_that_it_corrects(calling: World) -> None:
    attempt = answered(calling)
    away = Recorded(Disposition.AWAY, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "first", away, calling.now)
    slower = ("{after: gatekeeper, wait: 1 day, slot: other}", "{after: gatekeeper, wait: 9 days}")
    adopt(calling, newer(calling, slower))
    asked = Recorded(Disposition.GATEKEEPER, calling.now)
    receipt = outcomes.record(calling.alice.id, attempt.public_id, "second", asked, calling.now)
    assert receipt.next_call_at is not None
    assert receipt.next_call_at < calling.now + timedelta(days=2)


def test_calls_from_then_on_are_told_apart_by_the_script_that_was_read(calling: World) -> None:
    said = ("proof: La liste du matériel", "proof: La liste complète du matériel")
    adopt(calling, newer(calling, said))
    assert len(calling.rows.scalars(select(Script)).all()) == 1, (
        "the offer is no part of the script"
    )
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    title = next(line for line in lines if line.strip().startswith("title: "))
    adopt(calling, newer(calling, said, (title, f"{title} bis")), seen=2)
    scripts = calling.rows.scalars(select(Script).order_by(Script.version)).all()
    assert [each.version for each in scripts] == [1, 2]
    assert call(calling).script_id == scripts[-1].id


def test_the_forecast_and_the_alarms_of_the_old_plan_go_with_it(world: World) -> None:
    world.lead()
    world.rows.add(Alarm(campaign_id=world.campaign.id, kpi="contact_rate", raised_at=world.now))
    world.rows.commit()
    looking.foresee(world.campaign.id, world.now)
    without = next(
        line
        for line in EXAMPLE.read_text(encoding="utf-8").splitlines()
        if "kpi: contact_rate" in line
    )
    adopt(world, newer(world, (f"{without}\n", "")))
    assert outlooks.kept(world.rows, world.campaign.id) is None
    assert world.rows.scalars(select(Alarm.ended_at)).all() == [world.now]
    looking.seen(world.campaign.id, world.now)
    assert looking.to_foresee(world.now) == [world.campaign.id]
