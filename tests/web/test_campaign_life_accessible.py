"""The pages of a campaign's life in a browser: lists with shares, another pass, a wave, the archive."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser as Chromium
from sqlalchemy import select

from campaigns.closing import CloseReason
from campaigns.dispositions import Disposition, Recorded
from campaigns.pipeline import Stage
from telepro.db.results import Callback
from telepro.db.what_for import Plan, WaveState
from telepro.db.whom import Import, Lead
from tests.services.calls import call, carrier_says, deal
from tests.services.kept import record
from tests.services.test_list_shares import a_list, shared
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, tuesday_ten
from tests.web.office_seen import seen
from tests.web.test_desk_accessible import complaints_of
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]

pytestmark = [WITH_CHROMIUM, pytest.mark.usefixtures("tuesday_ten")]


@pytest.fixture
def lived(world: World) -> World:
    """A campaign of two lists with shares, a promise, an exhausted lead and a wave that waits."""
    plan = world.rows.get_one(Plan, world.campaign.plan_id)
    wave = "  test_wave:\n    calls: 5\n    go_on_if: [Un contact sur dix appels]\n"
    plan.text = plan.text.replace("\npreparation:\n", f"\npreparation:\n{wave}", 1)
    world.at_work(world.alice)
    lists = a_list(world, "annuaire.csv", 3), a_list(world, "salon-2026.csv", 1)
    shared(world, (lists[0], 60), (lists[1], 40))
    for number, said in enumerate((Disposition.NO_ANSWER, Disposition.CALLBACK)):
        deal(world)
        attempt = call(world, f"k{number}")
        carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
        later = world.now + timedelta(days=1) if said is Disposition.CALLBACK else None
        record(world, attempt, f"{number}", Recorded(said, world.now, callback_at=later))
    world.rows.add(WaveState(campaign_id=world.campaign.id, full_at=world.now, figures={}))
    _exhaust(world)
    world.rows.commit()
    return world


def _exhaust(world: World) -> None:
    """The lead that nobody answered for was given up a season ago."""
    promised = select(Callback.lead_id)
    asked = select(Lead).where(Lead.attempts > 0, Lead.id.not_in(promised))
    lead = world.rows.scalars(asked).one()
    lead.closed_reason, lead.stage, lead.next_call_at = CloseReason.EXHAUSTED, Stage.EXHAUSTED, None
    lead.closed_at = world.now - timedelta(days=100)


@pytest.mark.parametrize("path", ["", "/files", "/files/addition", "/passes", "/archive"])
def test_a_page_of_its_life_is_accessible_and_fits(
    browser: Chromium, bob: Browser, lived: World, path: str
) -> None:
    files = lived.rows.scalars(select(Import.public_id)).all()
    chosen = "".join(f"&files={each}" for each in files)
    address = f"/campaigns/{lived.campaign.public_id}{path}"
    for language, width, scheme in (("fr", 1366, "light"), ("en", 390, "dark")):
        asked = f"{address}?lang={language}{chosen}"
        with seen(browser, bob, asked, width, scheme) as page:
            assert complaints_of(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
