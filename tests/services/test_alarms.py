"""A figure beyond its plan's alarm limit tells the managers once, and again only when it comes back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.states import CampaignState, Role
from telepro import chores
from telepro.db import alarms, counters
from telepro.db.counting import Alarm, ListState, Mail, OutboxEvent
from telepro.db.who import Membership
from telepro.services import campaigns, steering, upkeep
from telepro.settings import Settings
from telepro.telephony.carrier import Carrier
from telepro.timetable import slot
from tests.other_plan import REACH, change_plan
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["pages", "rows"]

DAY = timedelta(days=1)


@pytest.fixture
def short(world: World) -> World:
    """Three contacts of two hundred dials, where the plan sounds the alarm below twelve in a hundred."""
    counters.add(world.rows, world.campaign.id, None, world.now, {"attempts": 200, "contacts": 3})
    return world


def look(world: World) -> list[str]:
    return steering.look_at_figures(world.campaign.id, world.now)


def letters_of(world: World) -> list[tuple[str, str]]:
    asked = select(Mail.to_address, Mail.subject).order_by(Mail.id)
    return [(to, subject) for to, subject in world.rows.execute(asked)]


def test_the_managers_are_told_once_and_in_their_language(short: World) -> None:
    short.bob.language = "en"
    assert look(short) == ["contact_rate"]
    assert letters_of(short) == [
        ("bob.martin@example.org", "Alarm on Ateliers en classe: Contact rate")
    ]
    for _minute in range(3):
        short.now += timedelta(minutes=1)
        assert look(short) == []
    assert len(letters_of(short)) == 1
    assert list(alarms.standing(short.rows, short.campaign.id)) == ["contact_rate"]


def test_the_letter_says_figure_target_limit_and_definition_in_french(short: World) -> None:
    short.bob.language = "fr"
    look(short)
    body = short.rows.scalars(select(Mail.body)).one()
    assert "Taux de contact est à 1,5\u202f% (3 sur 200)" in body
    assert "Le plan demande 22\u202f%" in body
    assert "appels qui atteignent le bon interlocuteur" in body


def test_an_alarm_ends_with_its_cause_and_a_second_crossing_is_told_on_another_day(
    short: World,
) -> None:
    look(short)
    better = {"contacts": 60, "argued": 40, "argued_positive": 5}
    worse = {name: -count for name, count in better.items()}
    counters.add(short.rows, short.campaign.id, None, short.now, better)
    assert look(short) == []
    assert alarms.standing(short.rows, short.campaign.id) == {}
    counters.add(short.rows, short.campaign.id, None, short.now, worse)
    assert look(short) == ["contact_rate"]
    assert len(letters_of(short)) == 1, "once a day, however often it trembles"
    counters.add(short.rows, short.campaign.id, None, short.now, better)
    look(short)
    short.now += DAY
    counters.add(short.rows, short.campaign.id, None, short.now, worse)
    look(short)
    assert len(letters_of(short)) == 2
    ended = short.rows.scalars(select(Alarm.ended_at).order_by(Alarm.id)).all()
    assert [each is None for each in ended] == [False, False, True]


def test_the_list_of_campaigns_counts_alarms_while_a_campaign_runs(short: World) -> None:
    look(short)
    assert [line.alarms for line in campaigns.of_manager((short.agency.id,))] == [1]
    short.campaign.state = CampaignState.PAUSED
    short.rows.flush()
    assert [line.alarms for line in campaigns.of_manager((short.agency.id,))] == [0]


def test_who_wants_to_know_is_told_by_ids_and_codes_alone(short: World) -> None:
    look(short)
    event = short.rows.scalars(select(OutboxEvent)).one()
    assert event.topic == "figure.alarm"
    assert event.payload == {"campaign": short.campaign.public_id, "kpi": "contact_rate"}


def test_the_scheduler_looks_at_figures_each_minute_and_at_lists_each_five(
    short: World, settings: Settings
) -> None:
    carrier = Carrier(settings.carrier, settings.public_base_url)
    # No call bears these counters out: the nightly comparison would take them away.
    upkeep.take_slot(upkeep.recount_of(short.campaign.id), slot(short.now, DAY))
    chores.run(short.now, settings, carrier)
    assert len(letters_of(short)) == 1
    first = short.rows.get_one(ListState, short.campaign.id).at
    assert first == short.now
    chores.run(short.now + timedelta(minutes=4), settings, carrier)
    assert short.rows.get_one(ListState, short.campaign.id).at == first
    chores.run(short.now + timedelta(minutes=6), settings, carrier)
    short.rows.expire_all()
    assert short.rows.get_one(ListState, short.campaign.id).at > first


def test_few_cases_raise_no_alarm(world: World) -> None:
    counters.add(world.rows, world.campaign.id, None, world.now, {"attempts": 29, "contacts": 0})
    assert look(world) == []


def test_neither_callers_nor_the_company_nor_former_managers_are_told(short: World) -> None:
    gone = short.person("Denis Ancien", short.agency, Role.MANAGER)
    held = short.rows.scalars(select(Membership).where(Membership.person_id == gone.id)).one()
    held.ended_at = short.now
    look(short)
    assert [to for to, _subject in letters_of(short)] == ["bob.martin@example.org"]


def telling(*addresses: str) -> tuple[str, str]:
    return REACH, REACH.replace("14 %", f"14 %, alarm_to: [{', '.join(addresses)}]")


def test_whom_the_plan_names_is_told_and_nobody_else(short: World) -> None:
    change_plan(short, telling("Carla.ROY@example.org"))
    assert look(short) == ["contact_rate"]
    assert [to for to, _subject in letters_of(short)] == ["carla.roy@example.org"]


def test_an_address_of_another_house_or_of_a_caller_gets_no_figures_so_the_managers_do(
    short: World,
) -> None:
    change_plan(short, telling("charlie.petit@example.org", "alice.durand@example.org"))
    look(short)
    assert [to for to, _subject in letters_of(short)] == ["bob.martin@example.org"]


def test_a_figure_of_the_plans_own_raises_an_alarm_too(short: World) -> None:
    own = "{kpi: reached, label: Joints, above: [contacts], below: [attempts], target: 22 %, alarm: 14 %}"
    change_plan(short, (REACH, own))
    assert look(short) == ["reached"]
    assert len(letters_of(short)) == 1


def test_a_campaign_that_does_not_run_is_not_looked_at(world: World) -> None:
    assert steering.figures_to_look_at() == [world.campaign.id]
