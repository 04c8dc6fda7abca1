"""Whatever unblocks a lead, it is on somebody's list within five seconds."""

import pytest

from telepro import clock
from telepro.db.whom import Phone
from telepro.services import campaigns, corrections, desk
from telepro.services.campaigns import Change
from telepro.services.corrections import Correct, Correction
from tests.system.house import House, until
from tests.system.teleprospectors import dealt_to, leads
from tests.world import World

pytestmark = pytest.mark.timeout(60, func_only=True)
SOON = 5.0  # seconds
OPEN = "select count(*) from call_list_entries where ended_at is null"


def test_a_resumed_campaign_deals_at_once(attacked: House, cast: World) -> None:
    alice = cast.at_work(cast.alice).person_id
    leads(cast, 3)
    dealt_to(attacked, alice)
    turn(attacked, cast, "pause")
    until(lambda: attacked.number(OPEN) == 0, "the lists were not taken back")
    turn(attacked, cast, "resume")
    dealt_to(attacked, alice, within=SOON)


def test_somebody_who_signs_in_to_work_gets_leads_at_once(attacked: House, cast: World) -> None:
    leads(cast, 3)
    desk.start(cast.alice.id, cast.campaign.public_id, clock.now())
    dealt_to(attacked, cast.alice.id, within=SOON)


def test_a_number_corrected_brings_its_lead_back_at_once(attacked: House, cast: World) -> None:
    alice = cast.at_work(cast.alice).person_id
    (lead,) = leads(cast, 1)
    entry = dealt_to(attacked, alice)
    phone = cast.rows.query(Phone).one()
    wrong = Correction(Correct.PHONE_NUMBER, target_id=phone.public_id, number="01 99 00 07 77")
    desk.skip(alice, entry, "wrong_number", clock.now())
    until(lambda: attacked.number(OPEN) == 0, "the lead was not given back")
    corrections.correct(alice, entry, wrong, clock.now())
    dealt_to(attacked, alice, within=SOON)
    assert attacked.ask("select lead_id from call_list_entries where ended_at is null") == [(lead,)]


def turn(house: House, world: World, action: str) -> None:
    """Pause or resume the campaign as its manager."""
    with house.app.app_context():
        change = Change(action, world.bob.id)
        campaigns.change((world.agency.id,), world.campaign.public_id, change, clock.now())
