"""The demonstration: loaded through the services, once, with numbers that ring nowhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.plan import Plan, read_plan
from campaigns.states import CampaignState
from telepro import demo
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Engagement, Person
from telepro.db.whom import Lead, Phone, Prospect
from tests.web.office import Browser, nobody, pages, rows

__all__ = ["nobody", "pages", "rows"]

FICTION = re.compile(r"\+33(19900|26191|35301|46571|53649)\d{4}")


@pytest.fixture
def loaded(
    pages: Flask, rows: Session, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Session]:
    settings = pages.extensions["telepro.settings"]
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, data=tmp_path))
    demo.load(now)
    yield rows


def count(rows: Session, table: type) -> int:
    return int(rows.scalar(select(func.count()).select_from(table)) or 0)


def test_the_demonstration_has_a_running_campaign_and_people_who_call(loaded: Session) -> None:
    campaign = loaded.scalars(select(Campaign)).one()
    assert campaign.state is CampaignState.RUNNING
    assert count(loaded, Prospect) == 400
    assert count(loaded, Lead) == 396
    assert count(loaded, Engagement) == 9


def test_every_number_is_reserved_for_fiction(loaded: Session) -> None:
    numbers = loaded.scalars(select(Phone.e164)).all()
    assert len(numbers) == 400
    assert [number for number in numbers if not FICTION.fullmatch(number)] == []


def test_loading_it_again_brings_nothing_twice(loaded: Session, now: datetime) -> None:
    tables = (Person, Mission, Campaign, Prospect, Lead, Engagement)
    before = [count(loaded, table) for table in tables]
    assert demo.load(now) == demo.sign_ins()
    assert [count(loaded, table) for table in tables] == before


def test_each_of_its_people_signs_in(loaded: Session, nobody: Browser) -> None:
    homes = {}
    for each in demo.PEOPLE[:4]:
        homes[each.role] = nobody.sign_in(each.email, each.password).location
        nobody.post("/sign-out")
    assert homes == {
        "teleprospector": "/desk",
        "manager": "/campaigns",
        "company": "/company",
        "administrator": "/admin/people",
    }


@pytest.mark.parametrize("days", [0, 1, 200, 3000])
def test_its_plan_is_valid_whenever_it_is_loaded(now: datetime, days: int) -> None:
    moment = now + timedelta(days=days)
    plan = read_plan(demo.plan_text(moment))
    assert isinstance(plan, Plan)
    assert plan.objectives.end - plan.objectives.start == demo.LASTS
