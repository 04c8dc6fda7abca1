"""Beside each step of a plan: what it comes to, how it would go, and where its figures come from."""

from datetime import timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from campaigns.law.asking import Form
from campaigns.plan.steps import Step
from telepro import clock
from telepro.db import counters
from telepro.db.whom import Import
from telepro.services import law
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import (
    bob,
    imported,
    own_folder,
    problems,
    read,
    tuesday_ten,
    words,
)
from tests.web.plan_forms import base, form, sent_by, versions
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]


def test_the_panel_says_what_the_form_says_now(bob: Browser, world: World) -> None:
    sent = {**form(bob, world, Step.OBJECTIVE), "objectives.target": "2500"}
    panel = read(bob.post(f"{base(world)}/steps/objective/check", sent))
    assert "Not feasible" in words(panel)
    assert "to sharpen" in words(panel)
    wrong = read(
        bob.post(f"{base(world)}/steps/objective/check", {**sent, "objectives.target": "x"})
    )
    assert "How many" in words(wrong)


def test_the_target_is_counted_in_the_files_of_the_company(
    bob: Browser, rows: Session, world: World
) -> None:
    imported(bob, rows, world)
    sent = form(bob, world, Step.TARGET)
    panel = words(read(bob.post(f"{base(world)}/steps/target/check", sent)))
    assert "2 leads of 3 prospects looked at" in panel
    narrower = {
        **{name: each for name, each in sent.items() if "segments" not in name},
        "targets.segments[1].name": "Lycées",
        "targets.segments[1].where[1].field": "Type_etablissement",
        "targets.segments[1].where[1].comparison": "equals",
        "targets.segments[1].where[1].compared": "Lycée",
    }
    panel = words(read(bob.post(f"{base(world)}/steps/target/check", narrower)))
    assert "1 lead of 3 prospects looked at" in panel
    assert "In none of the segments 2" in panel
    assert "Who would be called" in words(read(bob.get(f"{base(world)}/steps/target?count=1")))


def test_smart_funnel_and_forecast_judge_the_same_leads(
    bob: Browser, rows: Session, world: World
) -> None:
    imported(bob, rows, world)
    place = f"{base(world)}/steps/{Step.OBJECTIVE}"
    sent = form(bob, world, Step.OBJECTIVE)
    panel = words(read(bob.post(f"{place}/check", sent)))
    assert panel.count("the file holds 2") == 2 and "Feasible" not in panel
    assert "2 leads in the files" in words(read(bob.post(f"{place}/forecast", sent)))
    assert "the file holds 2" in words(read(bob.get(f"{place}?count=1")))
    counted = {**sent, "leads": "7"}
    assert "the file holds 7" in words(read(bob.post(f"{place}/check", counted)))
    target = {**form(bob, world, Step.TARGET), "leads": "7"}
    panel = words(read(bob.post(f"{base(world)}/steps/target/check", target)))
    assert "the file holds 2" in panel


def test_leads_of_a_short_file_are_counted_with_the_page_those_of_a_long_one_after_it(
    bob: Browser, rows: Session, world: World
) -> None:
    imported(bob, rows, world)
    place = f"{base(world)}/steps/{Step.OBJECTIVE}"
    assert "the file holds 2" in words(read(bob.get(place)))
    rows.execute(update(Import).values(accepted=1_001))
    rows.commit()
    page = words(read(bob.get(place)))
    assert "once the leads of your files are counted" in page
    assert "Is the objective SMART?" not in page


def test_a_forecast_that_was_played_stands_on_the_page_of_every_step(
    bob: Browser, rows: Session, world: World
) -> None:
    imported(bob, rows, world)
    steps = [f"{base(world)}/steps/{step}" for step in (Step.OBJECTIVE, Step.ACTIONS)]
    bob.post(steps[0], {**form(bob, world, Step.OBJECTIVE), "objectives.target": "29"})
    assert "Playing the plan a thousand times" in words(read(bob.get(steps[0])))
    bob.post(f"{steps[0]}/forecast", form(bob, world, Step.OBJECTIVE))
    for step in steps:
        page = read(bob.get(step))
        assert "How it would go" in words(page) and "2 leads in the files" in words(page)
        assert [each.get("name") for each in page.select("#leads")] == ["leads"]
    rows.execute(update(Import).values(accepted=1_001))
    rows.commit()
    assert "Playing the plan a thousand times" in words(read(bob.get(steps[1])))


def test_the_kpi_step_says_which_figures_to_choose(bob: Browser, world: World) -> None:
    page = words(read(bob.get(f"{base(world)}/steps/kpis")))
    assert "A meeting booked is not a meeting held. Usual: 70 % to 85 %" in page
    assert "= meetings held ÷ meetings booked whose moment has come" in page
    assert "Used by: the teleprospector, the manager, the company" in page


def test_beside_each_threshold_of_the_test_wave_stands_what_is_usual(
    bob: Browser, rows: Session, world: World
) -> None:
    bob.post(f"{base(world)}/library", {"source": "appointment.en"})
    place = f"{base(world)}/steps/preparation"
    page, field = read(bob.get(place)), "preparation.test_wave.least.contact_rate"
    hint = page.select_one(f"[id='{field}-hint']")
    assert hint is not None and "The plan assumes" in hint.text and "(Gong, Belkins" in hint.text
    answer = bob.post(place, {**sent_by(page), field: "90 %"})
    assert answer.status_code == 422
    assert "a threshold of 90 %, above the" in " ".join(problems(answer))
    kept = {**sent_by(page), field: "5 %"}
    assert bob.post(place, kept).status_code == 303
    assert "contact_rate: 5 %" in versions(rows, world)[-1].text


def test_a_step_foretells_how_the_plan_would_go_as_it_is_filled_in(
    bob: Browser, world: World
) -> None:
    place = f"{base(world)}/steps/{Step.OBJECTIVE}"
    page = read(bob.get(place))
    panel = page.select_one("#foreseen")
    assert panel is not None and panel["hx-post"] == f"{place}/forecast"
    filled = form(bob, world, Step.OBJECTIVE)
    easy = words(read(bob.post(f"{place}/forecast", {**filled, "objectives.target": "1"})))
    hard = read(bob.post(f"{place}/forecast", {**filled, "objectives.target": "4000"}))
    assert "eight chances in ten" in easy and "One change alone would do" not in easy
    assert "4,000 has a chance of 0" in words(hard) and "What it rests on" in words(hard)
    assert hard.select_one("svg polygon.band") is not None
    assert len(hard.select("details table tbody tr")) <= 8


def test_a_step_with_a_problem_foretells_nothing(bob: Browser, world: World) -> None:
    filled = {**form(bob, world, Step.OBJECTIVE), "objectives.target": "many"}
    said = bob.post(f"{base(world)}/steps/{Step.OBJECTIVE}/forecast", filled)
    assert "once the plan has no problem" in said.text


def test_beside_the_forecast_stands_where_each_rate_comes_from(
    bob: Browser, rows: Session, world: World
) -> None:
    place, filled = f"{base(world)}/steps/{Step.OBJECTIVE}", form(bob, world, Step.OBJECTIVE)
    before = words(read(bob.post(f"{place}/forecast", filled)))
    assert "the plan's assumption" in before and "your last campaign" not in before
    at, called = world.now - timedelta(days=30), {"attempts": 2000, "contacts": 500}
    world.campaign.launched_at = at
    counters.add(rows, world.campaign.id, world.alice.id, at, called)
    rows.commit()
    after = words(read(bob.post(f"{place}/forecast", filled)))
    assert "Contact rate" in after and "your last campaign: 25 % (500 of 2,000)" in after
    world.bob.language = "fr"
    rows.commit()
    french = words(read(bob.post(f"{place}/forecast", filled)))
    assert "votre dernière campagne : 25 % (500 sur 2 000)" in french


def test_what_the_company_has_closed_is_in_the_panel_beside_the_step(
    bob: Browser, rows: Session, world: World
) -> None:
    place, filled = f"{base(world)}/steps/{Step.OBJECTIVE}", form(bob, world, Step.OBJECTIVE)
    easy = {**filled, "objectives.target": "1"}
    assert "Not feasible" not in words(read(bob.post(f"{place}/check", easy)))
    closed = Form({"kind": "closed", "closed": "FR"})
    law.hold(world.company.id, closed, world.carla.id, "en", clock.now())
    panel = words(read(bob.post(f"{place}/check", easy)))
    assert panel.count("Not feasible: no calling day") == 2
    assert "Not feasible: no calling day" in words(read(bob.get(place)))
    assert "Not feasible: no calling day" in words(read(bob.get(base(world))))
