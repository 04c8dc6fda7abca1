"""The pipeline in the office: its stages card by card, and a lead moved and moved back."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from campaigns.pipeline import Stage
from telepro.db import counters, totals
from telepro.db.results import StageMove
from telepro.db.whom import Lead
from tests.services.calls import call, carrier_says, deal, meeting
from tests.services.kept import record
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, problems, read, tuesday_ten, words
from tests.web.seen import ADDRESS, complaints_of, seen
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]

pytestmark = pytest.mark.usefixtures("tuesday_ten")


def path(world: World) -> str:
    return f"/campaigns/{world.campaign.public_id}/pipeline"


def placed(world: World, lead: Lead, stage: Stage, days: int = 0) -> Lead:
    """A lead that came into this stage so many days ago."""
    change = {name: -value for name, value in totals.of_lead(lead).items()}
    lead.stage = stage
    for name, value in totals.of_lead(lead).items():
        change[name] = change.get(name, 0) + value
    counters.add(world.rows, world.campaign.id, None, world.now, {}, change)
    at = world.now - timedelta(days=days)
    world.rows.add(
        StageMove(
            lead_id=lead.id, campaign_id=lead.campaign_id, to_stage=stage, cause="outcome", at=at
        )
    )
    world.rows.commit()
    return lead


def test_each_stage_has_its_own_name_its_exact_count_and_thirty_leads(
    bob: Browser, rows: Session, world: World
) -> None:
    for number in range(31):
        world.lead(f"+331990020{number:02d}", f"École {number:02d}")
    placed(world, world.lead("+33199002090", "Lycée du Parc"), Stage.DISCOVERY, days=12)
    page = read(bob.get(path(world)))
    heads = [words(head) for head in page.select("th[scope=rowgroup]")]
    assert [head.rsplit(" ", 1)[1] for head in heads] == ["31", "1"]
    assert len(page.select("tr[data-lead]")) == 31
    rest = read(bob.get(str(page.select("tbody a[href*=after]")[0]["href"])))
    assert [words(row.th) for row in rest.select("tr[data-lead]") if row.th] == ["École 30"]
    columns = read(bob.get(f"{path(world)}?view=columns"))
    assert len(columns.select(".pipeline-card")) == 31
    assert read(bob.get(path(world))).select(".pipeline-card"), "the choice is remembered"


def test_leads_are_chosen_by_age_promise_and_who_called_them(
    bob: Browser, rows: Session, world: World
) -> None:
    world.lead("+33199002001", "École Neuve")
    placed(world, world.lead("+33199002002", "Lycée Ancien"), Stage.DISCOVERY, days=31)
    rows.commit()

    def names(query: str) -> list[str]:
        page = read(bob.get(f"{path(world)}?{query}"))
        return [words(link) for link in page.select("[data-open]")]

    assert names("days=30") == ["Lycée Ancien"]
    assert names("stage=target") == ["École Neuve"]
    assert names("promised=1") == []
    assert names(f"caller={world.alice.public_id}") == []
    assert names("segment=elsewhere&stage=id;--&days=9&file=x") == []


def test_a_move_says_what_it_asks_for_then_is_made_and_taken_back(
    bob: Browser, rows: Session, world: World
) -> None:
    lead = placed(world, world.lead(), Stage.CONTACTING)
    address = f"/leads/{lead.public_id}/move"
    form = {"seen": "contacting", "to": "lost", "by-stage": "contacting"}
    refused = bob.post(address, form)
    assert refused.status_code == 409
    assert problems(refused) == [
        "Why Found Lost. Expected a reason. Say why the lead is lost or refused."
    ]
    made = bob.post(address, {**form, "because": "budget"})
    assert made.location == f"{path(world)}?stage=contacting&moved={lead.public_id}"
    offered = read(bob.get(made.location))
    assert "École des Tilleuls: from “" in words(offered.select("[data-undo]")[0])
    assert bob.post(f"{address}/undo").status_code == 303
    rows.refresh(lead)
    assert not read(bob.get(made.location)).select("[data-undo]")


@WITH_CHROMIUM
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 1366, "light"), ("en", 390, "dark")]
)
def test_the_pipeline_is_worked_by_keyboard_accessible_and_fits(
    browser: Chromium, bob: Browser, world: World, language: str, width: int, scheme: str
) -> None:
    world.at_work(world.alice)
    world.lead("+33199002001", "Collège de la Fontaine-aux-Berges")
    world.rows.commit()
    deal(world)
    attempt = call(world, "first")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    record(world, attempt, "1", meeting(world))
    for number in range(3):
        world.lead(f"+331990030{number:02d}", f"École {number:02d}")
    world.rows.commit()
    with seen(browser, bob, width, scheme) as page:
        for view in ("table", "columns"):
            page.goto(f"{ADDRESS}{path(world)}?view={view}&lang={language}")
            assert complaints_of(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_role("link", name="École 00", exact=True).focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("link", name="École 01", exact=True)).to_be_focused()
        page.keyboard.press("m")
        expect(page.locator("#move")).to_be_visible()
        assert complaints_of(page) == []
        page.keyboard.press("Escape")
        expect(page.locator("#move")).to_be_hidden()
        if width > 1000:
            card = page.locator(".pipeline-card").first
            card.drag_to(page.locator("[data-stage=contacting]"))
            expect(page.locator("#move input[value=contacting]")).to_be_checked()
