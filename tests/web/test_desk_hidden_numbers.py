"""Where a company hides numbers, nothing that the desk sends holds one; it dials all the same."""

import json
import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition, Recorded
from telepro.db.calling import Attempt
from telepro.db.whom import Lead, Phone
from telepro.services import outcomes
from tests.services.calls import answered, deal
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import own_folder, tuesday_ten
from tests.world import World

__all__ = ["own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = pytest.mark.usefixtures("tuesday_ten")
NUMBER = re.compile(r"0?1[\s.\u00a0\u202f]?99[\s.\u00a0\u202f]?00[\s.\u00a0\u202f]?10")
MASKED = "+33 1 99 •• •• 01"


@pytest.fixture
def alice(pages: Flask, rows: Session, world: World) -> Browser:
    """Alice's browser; her lead has its number in every place where one can be."""
    world.at_work(world.alice)
    lead = world.lead(name="École 01 99 00 10 01")
    prospect = lead.prospect
    prospect.address = "12 rue de Brest, tél. 0199001001"
    prospect.extra = {"Standard": "01 99 00 10 77", "Élèves": "214"}
    prospect.contacts[0].best_time = "au 01.99.00.10.01 le matin"
    world.phone(prospect, "+33199001002", position=2)
    deal(world)
    said = Recorded(Disposition.GATEKEEPER, world.now, note="rappeler au +33 1 99 00 10 01")
    outcomes.record(world.alice.id, answered(world).public_id, "said", said, world.now)
    rows.scalars(select(Lead)).one().next_call_at = world.now
    rows.flush()
    return browser_of(pages, rows, world.alice)


def shown(alice: Browser) -> str:
    """All that the desk sends of the lead."""
    page, state = alice.get("/desk"), alice.get("/desk/state?with=html")
    assert (page.status_code, state.status_code) == (200, 200)
    return page.text + state.text + json.dumps(state.json, ensure_ascii=False)


@pytest.fixture
def fresh(alice: Browser, rows: Session, world: World) -> Browser:
    """The same lead before Alice, an hour later."""
    world.now += timedelta(hours=1)
    deal(world)
    rows.commit()
    return alice


@pytest.mark.parametrize(("company", "campaign"), [(True, None), (False, True), (True, True)])
def test_nothing_that_the_desk_sends_holds_the_number(
    fresh: Browser, rows: Session, world: World, company: bool, campaign: bool | None
) -> None:
    world.company.mask_numbers, world.campaign.mask_numbers = company, campaign
    rows.commit()
    sent = shown(fresh)
    assert MASKED in sent
    assert NUMBER.findall(sent) == []
    assert "+3319900" not in sent


@pytest.mark.parametrize(("company", "campaign"), [(False, None), (True, False), (False, False)])
def test_numbers_are_shown_where_nobody_hides_them(
    fresh: Browser, rows: Session, world: World, company: bool, campaign: bool | None
) -> None:
    world.company.mask_numbers, world.campaign.mask_numbers = company, campaign
    rows.commit()
    sent = shown(fresh)
    assert "+33 1 99 00 10 01" in sent
    assert "•" not in sent


def test_a_promise_hides_what_its_note_says(fresh: Browser, rows: Session, world: World) -> None:
    attempt = rows.scalars(select(Attempt)).one()
    due = world.now + timedelta(hours=3)
    promise = Recorded(Disposition.CALLBACK, world.now, note="au 01 99 00 10 01", callback_at=due)
    outcomes.record(world.alice.id, attempt.public_id, "promise", promise, world.now)
    world.company.mask_numbers = True
    rows.commit()
    page = fresh.get("/desk/callbacks").text
    assert f"au {MASKED}" in page
    assert NUMBER.findall(page) == []


def test_a_hidden_number_is_dialled_by_its_id(fresh: Browser, rows: Session, world: World) -> None:
    world.company.mask_numbers = True
    second = rows.scalars(select(Phone).where(Phone.e164 == "+33199001002")).one()
    rows.commit()
    state = fresh.get("/desk/state").json
    assert state is not None
    card = state["card"]
    assert [phone["e164"] for phone in card["phones"]] == [MASKED, "+33 1 99 •• •• 02"]
    assert card["phones"][1]["id"] == second.public_id
    assert rows.scalars(select(Attempt.e164)).all() == ["+33199001001"]
