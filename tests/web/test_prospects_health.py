"""The health of a company's prospects: what the score is made of, by file and segment, whom to verify."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.dispositions import SuppressionScope
from campaigns.states import PhoneState
from telepro.db import suppressions
from telepro.db.whom import Import, Prospect
from tests.services.calls import call, carrier_says, deal
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, carla, imported, own_folder, read, tuesday_ten, words
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = pytest.mark.usefixtures("tuesday_ten")


def shares(browser: Browser, path: str) -> dict[str, str]:
    """Each part of the score with its share."""
    page = read(browser.get(path))
    table = page.select("table")[0]
    return {
        " ".join(row.select("th")[0].get_text().split()): row.select("td")[0].get_text()
        for row in table.select("tbody tr")
    }


def file_of(world: World, name: str, *prospects: Prospect) -> Import:
    """A file that brought these prospects."""
    row = Import(
        organisation_id=world.company.id,
        filename=name,
        stored_path="",
        sha256="",
        size_bytes=1,
        state="done",
        audience="B2B",
        basis="legitimate_interest",
        source="salon",
        country="FR",
        rejected=1,
        created_at=world.now,
    )
    world.rows.add(row)
    world.rows.flush()
    for prospect in prospects:
        prospect.import_id = row.id
    world.rows.flush()
    return row


def test_each_part_of_the_score_is_counted(bob: Browser, world: World) -> None:
    shared = [world.prospect("+33199001001", name) for name in ("École A", "École B")]
    dead, objected = world.prospect("+33199001002", "C"), world.prospect("+33199001003", "D")
    dead.phones[0].state = PhoneState.DEAD
    dead.updated_at = world.now - timedelta(days=365)
    suppressions.add(
        world.rows, world.company.id, SuppressionScope.NUMBER, "+33199001003", "asked", world.now
    )
    file = file_of(world, "salon.csv", *shared, dead, objected)
    world.rows.commit()
    assert shares(bob, "/prospects/health") == {
        "A number that works": "60%",
        "Verified within a year": "75%",
        "A number of their own": "50%",
        "Not on the do-not-call list": "75%",
        "Not called for 90 days": "100%",
    }
    assert shares(bob, f"/prospects/health/{file.public_id}") == shares(bob, "/prospects/health")
    page = words(read(bob.get("/prospects/health")))
    assert "salon.csv" in page
    assert "Mend the rejected rows" in page
    assert "C No working number left" in page


def test_who_was_called_by_which_mission_and_in_which_segment(
    bob: Browser, carla: Browser, world: World
) -> None:
    world.at_work(world.alice)
    lead = world.lead()
    lead.stratum = "collèges"
    deal(world)
    carrier_says(world, call(world, "first"), "initiated", "ringing", "no-answer")
    world.rows.commit()
    for browser, path in ((bob, "/prospects/health"), (carla, "/company/prospects")):
        page = words(read(browser.get(path)))
        assert "Ateliers scientifiques en classe 1 prospect" in page
        assert "collèges Ateliers en classe" in page
        assert shares(browser, path)["Not called for 90 days"] == "0%"


def test_an_imported_file_links_to_its_health(bob: Browser, rows: Session, world: World) -> None:
    file = imported(bob, rows, world)
    page = read(bob.get(f"/imports/{file.public_id}"))
    link = page.select_one(f"a[href='/prospects/health/{file.public_id}']")
    assert link
    assert shares(bob, str(link["href"]))["A number that works"] == "75%"


def test_nobody_sees_the_health_of_others(pages: Flask, rows: Session, world: World) -> None:
    file = file_of(world, "salon.csv", world.prospect("+33199001001", "École A"))
    rows.commit()
    charlie = browser_of(pages, rows, world.charlie)
    assert "École A" not in charlie.get("/prospects/health").text
    path = f"/prospects/health?company={world.company.public_id}"
    assert charlie.get(path).status_code == 404
    assert charlie.get(f"/prospects/health/{file.public_id}").status_code == 404
