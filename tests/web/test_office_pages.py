"""The office at work through its pages: brief, plan, file, campaign, team, launch, board, results."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from campaigns.states import CampaignState, EngagementState
from telepro import clock
from telepro.db.what_for import Campaign, Mission
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Engagement, Person
from telepro.db.whom import Import, Lead
from telepro.services import enrolments, imports
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.world import EXAMPLE, World

__all__ = ["nobody", "pages", "rows"]

BRIEF = {
    "offer": "Fenêtres en bois sur mesure",
    "audience_text": "Mairies de moins de 5 000 habitants",
    "result": "La personne décide des travaux\nUne date est fixée",
    "target": "12",
    "deadline": "2027-06-30",
    "price": "55,00",
    "language": "fr",
}
FILE = """Nom_etablissement;Type_etablissement;Telephone;Contact;Code_postal;Nom_commune
Collège des Tilleuls;Collège;01 99 00 10 01;Claire Vasseur;94260;Fresnes
Lycée du Parc;Lycée;01 99 00 10 02;Paul Faure;94260;Fresnes
Crèche des Lilas;Crèche;01 99 00 10 03;;94260;Fresnes
École du Moulin;Ecole;pas de téléphone;;94260;Fresnes
"""
SAID = {
    "source": "annuaire de l'éducation, novembre 2026",
    "audience": "B2B",
    "basis": "legitimate_interest",
    "country": "FR",
}


@pytest.fixture
def bob(pages: Flask, rows: Session, world: World) -> Browser:
    world.bob.language = "en"
    return browser_of(pages, rows, world.bob)


@pytest.fixture
def carla(pages: Flask, rows: Session, world: World) -> Browser:
    world.carla.language = "en"
    return browser_of(pages, rows, world.carla)


@pytest.fixture
def tuesday_ten(world: World) -> Iterator[None]:
    """The clock of the campaigns stands where a call is allowed."""
    clock.set_shift((world.now - clock.real_now()).total_seconds())
    yield
    clock.set_shift(0)


@pytest.fixture(autouse=True)
def own_folder(pages: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = pages.extensions["telepro.settings"]
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, data=tmp_path))


def read(answer: TestResponse) -> BeautifulSoup:
    assert answer.status_code == 200, answer.text[:2000]
    return BeautifulSoup(answer.text, "html.parser")


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


def problems(answer: TestResponse) -> list[str]:
    page = BeautifulSoup(answer.text, "html.parser")
    return [" ".join(item.get_text(" ").split()) for item in page.select(".problems li")]


def test_a_company_posts_a_mission_and_gets_a_first_plan(
    carla: Browser, rows: Session, world: World
) -> None:
    answer = carla.post("/company/missions/new", BRIEF)
    assert answer.status_code == 303
    mission = rows.scalars(select(Mission).where(Mission.target == 12)).one()
    assert (mission.organisation_id, mission.price_cents) == (world.company.id, 5500)
    assert mission.managed_by_id == world.agency.id
    assert rows.scalars(select(PlanRow).where(PlanRow.mission_id == mission.id)).one().version == 1
    assert "€55.00" in words(read(carla.get(answer.location)))


def test_every_mistake_in_a_brief_is_named_at_its_field(carla: Browser, world: World) -> None:
    wrong = {**BRIEF, "offer": "", "target": "douze", "deadline": "hier", "price": "-3"}
    answer = carla.post("/company/missions/new", wrong)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    marked = {each["id"] for each in page.select("[aria-invalid=true]")}
    assert marked == {"offer", "target", "deadline", "price"}
    assert page.select_one("#result").text.strip().startswith("La personne")  # type: ignore[union-attr]


def test_a_mission_belongs_to_the_company_of_who_posts_it_whatever_the_form_says(
    carla: Browser, rows: Session, world: World
) -> None:
    foreign = {
        "organisation_id": "999",
        "managed_by_id": "999",
        "state": "running",
        "price_cents": "1",
    }
    carla.post("/company/missions/new", {**BRIEF, **foreign})
    mission = rows.scalars(select(Mission).where(Mission.target == 12)).one()
    assert (mission.organisation_id, mission.price_cents) == (world.company.id, 5500)
    assert mission.state == "posted"


def plan_of(world: World, change: tuple[str, str] = ("", "")) -> str:
    text = EXAMPLE.read_text(encoding="utf-8")
    return text.replace(*change) if change[0] else text


def test_a_plan_with_mistakes_is_kept_in_the_editor_and_not_as_a_version(
    bob: Browser, rows: Session, world: World
) -> None:
    path = f"/missions/{world.mission.public_id}/plan"
    before = len(rows.scalars(select(PlanRow)).all())
    wrong = plan_of(world).replace("target: 25", "target: beaucoup").replace("metric:", "metrique:")
    answer = bob.post(path, {"text": wrong})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert "beaucoup" in page.select_one("textarea").text  # type: ignore[union-attr]
    assert [row["id"] for row in page.select("#gutter b")] == ["line-14", "line-15"]
    assert len(problems(answer)) >= 2
    assert len(rows.scalars(select(PlanRow)).all()) == before


def test_a_right_plan_becomes_the_next_version_once(
    bob: Browser, rows: Session, world: World
) -> None:
    path = f"/missions/{world.mission.public_id}/plan"
    versions = select(PlanRow.version).where(PlanRow.mission_id == world.mission.id)
    newest = max(rows.scalars(versions).all(), default=0)
    changed = {"text": plan_of(world, ("target: 25", "target: 26"))}
    assert bob.post(path, changed).status_code == 303
    assert bob.post(path, changed).status_code == 303
    assert max(rows.scalars(versions).all()) == newest + 1


def test_the_panel_beside_the_editor_shows_the_funnel_with_its_origins(
    bob: Browser, world: World
) -> None:
    path = f"/missions/{world.mission.public_id}/plan/check"
    panel = read(bob.post(path, {"text": plan_of(world)}))
    assert "1,973" in words(panel) or "1 973" in words(panel)
    assert "hypothèse" in words(panel)
    assert panel.select_one("#gutter[hx-swap-oob]") is not None


def uploaded(bob: Browser, content: str = FILE, **more: str) -> TestResponse:
    form = {**SAID, **more, "file": (io.BytesIO(content.encode()), "établissements.csv")}
    return bob.post("/imports/new", form)


def imported(bob: Browser, rows: Session, world: World) -> Import:
    company = world.company.public_id
    assert uploaded(bob, company=company).location == "/imports/columns"
    page = read(bob.get("/imports/columns"))
    form: dict[str, object] = {
        **{str(each["name"]): each["value"] for each in page.select("input[type=hidden]")},
        **{
            str(each["name"]): (each.select_one("option[selected]") or {"value": ""})["value"]
            for each in page.select("select")
        },
    }
    answer = bob.post("/imports/columns", form)
    assert answer.status_code == 303, answer.text[:3000]
    row = rows.scalars(select(Import)).one()
    assert answer.location == f"/imports/{row.public_id}"
    imports.run(row.id, world.now, lambda: world.now)
    rows.refresh(row)
    return row


def test_a_file_is_uploaded_its_columns_shown_and_its_result_told(
    bob: Browser, rows: Session, world: World
) -> None:
    row = imported(bob, rows, world)
    assert (row.rows, row.accepted, row.rejected) == (4, 3, 1)
    assert row.source == SAID["source"]
    page = read(bob.get(f"/imports/{row.public_id}"))
    assert "pas de téléphone" in words(page)
    rejected = bob.get(f"/imports/{row.public_id}/rejected.csv")
    assert rejected.headers["Content-Disposition"].startswith("attachment")
    assert "École du Moulin" in rejected.data.decode("utf-8-sig")


def test_the_columns_page_proposes_meanings_with_samples(bob: Browser, world: World) -> None:
    uploaded(bob, company=world.company.public_id)
    page = read(bob.get("/imports/columns"))
    chosen = [each["value"] for each in page.select("option[selected]")]
    assert chosen == ["name", "", "phone", "contact", "postal_code", "city"] or set(chosen) >= {
        "name",
        "phone",
        "contact",
        "postal_code",
        "city",
    }
    assert "01 99 00 10 01" in words(page)


def test_an_upload_says_everything_that_is_missing(bob: Browser, world: World) -> None:
    answer = bob.post("/imports/new", {"country": "France"})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    links = {each["href"] for each in page.select(".problems a")}
    assert links == {"#file", "#source", "#basis", "#audience", "#country"}


@pytest.mark.parametrize(
    "content", ["", "%PDF-1.4 not a table", "\0\0\0\0", "one column\nonly\n" * 3]
)
def test_a_file_that_is_no_prospect_file_is_refused_in_words(
    bob: Browser, rows: Session, world: World, content: str
) -> None:
    answer = uploaded(bob, content, company=world.company.public_id)
    if answer.status_code == 303:
        answer = bob.post("/imports/columns", {})
    assert answer.status_code == 422
    assert problems(answer)
    assert rows.scalars(select(Import)).all() == []


def test_a_prospect_file_may_be_larger_than_other_forms(bob: Browser, world: World) -> None:
    rows_of_file = [f"Collège {n};Collège;01 99 00 10 01;;94260;Fresnes\n" for n in range(40_000)]
    content = FILE.splitlines()[0] + "\n" + "".join(rows_of_file)
    assert len(content) > 1_500_000
    answer = uploaded(bob, content, company=world.company.public_id)
    answer.request.environ["wsgi.input"].close()
    assert answer.location == "/imports/columns"


def test_a_file_for_a_company_of_elsewhere_is_not_taken(
    pages: Flask, rows: Session, world: World
) -> None:
    charlie = browser_of(pages, rows, world.charlie)
    assert uploaded(charlie, company=world.company.public_id).status_code == 404


@pytest.mark.usefixtures("tuesday_ten")
def test_a_mission_a_plan_and_a_file_make_a_campaign_that_is_launched(
    bob: Browser, rows: Session, world: World
) -> None:
    file = imported(bob, rows, world)
    mission = world.mission.public_id
    bob.post(f"/missions/{mission}/plan", {"text": plan_of(world, ("target: 25", "target: 27"))})
    counted = read(bob.get(f"/missions/{mission}/campaign?files={file.public_id}"))
    assert "In none of the segments 1" in words(counted)
    version = counted.select_one("input[name=version]")
    made = bob.post(
        f"/missions/{mission}/campaign",
        {"version": version["value"], "files": file.public_id, "name": "Val-de-Marne"},  # type: ignore[index]
    )
    campaign = rows.scalars(select(Campaign).where(Campaign.name == "Val-de-Marne")).one()
    assert made.location == f"/campaigns/{campaign.public_id}"
    enrolments.complete(campaign.id, world.now)
    assert len(rows.scalars(select(Lead).where(Lead.campaign_id == campaign.id)).all()) == 2

    refused = bob.post(f"/campaigns/{campaign.public_id}/launch")
    assert refused.status_code == 409
    assert any("checklist" in each.lower() for each in problems(refused))
    page = read(bob.get(f"/campaigns/{campaign.public_id}"))
    points = [each["value"] for each in page.select("input[name=confirmed]")]
    assert (
        bob.post(f"/campaigns/{campaign.public_id}/launch", {"confirmed": points}).status_code
        == 303
    )
    rows.refresh(campaign)
    assert campaign.state is CampaignState.RUNNING
    assert campaign.launched_at is not None
    assert campaign.launched_at - world.now < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("action", "state"),
    [("pause", CampaignState.PAUSED), ("end", CampaignState.ENDED)],
)
def test_a_running_campaign_is_paused_or_ended(
    bob: Browser, rows: Session, world: World, action: str, state: CampaignState
) -> None:
    path = f"/campaigns/{world.campaign.public_id}"
    assert bob.post(f"{path}/{action}").status_code == 303
    rows.refresh(world.campaign)
    assert world.campaign.state is state
    assert bob.post(f"{path}/pause").status_code == 409


def test_a_teleprospector_is_put_on_the_campaign_with_weekly_hours(
    bob: Browser, rows: Session, world: World
) -> None:
    rose = Person(name="Rose Nguyen", email="rose@example.org", created_at=world.now)
    rows.add(rose)
    rows.commit()
    path = f"/campaigns/{world.campaign.public_id}/team"
    form = {"person": rose.public_id, "day-0": "9:00-12:00, 14:00-17:30", "day-4": "9h-12h"}
    assert bob.post(path, {**form, "time_zone": "Europe/Paris"}).status_code == 303
    found = rows.scalars(select(Engagement).where(Engagement.person_id == rose.id)).one()
    assert found.state is EngagementState.ACTIVE
    assert "Mon 09:00–12:00, 14:00–17:30 · Fri 09:00–12:00" in words(read(bob.get(path)))


def test_hours_that_can_t_be_read_are_named_by_their_day(bob: Browser, world: World) -> None:
    path = f"/campaigns/{world.campaign.public_id}/team"
    form = {"person": world.alice.public_id, "day-2": "tard", "time_zone": "Europe/Lyon"}
    answer = bob.post(path, form)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert {each["href"] for each in page.select(".problems a")} == {"#day-2", "#time_zone"}


def test_an_invited_teleprospector_is_on_the_campaign_at_once(
    bob: Browser, rows: Session, world: World
) -> None:
    path = f"/campaigns/{world.campaign.public_id}/team"
    form = {"name": "Zoé Faure", "email": "zoe@example.org", "language": "fr", "spoken": "fr"}
    assert bob.post(f"{path}/invite", form).status_code == 303
    assert "Zoé Faure" in words(read(bob.get(path)))


@pytest.mark.usefixtures("tuesday_ten")
def test_the_lead_s_page_says_why_it_is_not_called(
    bob: Browser, rows: Session, world: World
) -> None:
    lead = world.lead()
    rows.commit()
    page = words(read(bob.get(f"/leads/{lead.public_id}")))
    assert "Why it is not called now" in page
    assert "No teleprospector of the campaign is signed in." in page
    world.at_work(world.alice)
    rows.commit()
    assert "Why it may be called now" in words(read(bob.get(f"/leads/{lead.public_id}")))


@pytest.mark.usefixtures("tuesday_ten")
def test_a_prospect_put_on_the_do_not_call_list_is_never_clear_again(
    bob: Browser, rows: Session, world: World
) -> None:
    lead = world.lead()
    world.at_work(world.alice)
    rows.commit()
    bob.post(f"/leads/{lead.public_id}/do-not-call", {"reason": "demandé par courrier"})
    assert "an objection is on record" in words(read(bob.get(f"/leads/{lead.public_id}")))


def test_names_from_files_are_shown_as_text(bob: Browser, rows: Session, world: World) -> None:
    lead = world.lead(name="<script>alert(1)</script>")
    rows.commit()
    for path in (f"/leads/{lead.public_id}", f"/campaigns/{world.campaign.public_id}/leads"):
        page = read(bob.get(path))
        assert not [each for each in page.select("script") if "alert" in each.text]
        assert "<script>alert(1)</script>" in words(page)


def test_the_list_of_leads_is_paged_and_filtered(bob: Browser, rows: Session, world: World) -> None:
    for number in range(60):
        world.lead(f"+331990020{number:02d}", f"École {number:02d}")
    rows.commit()
    path = f"/campaigns/{world.campaign.public_id}/leads"
    first = read(bob.get(path))
    assert len(first.select("tbody tr")) == 50
    rest = read(bob.get(str(first.select("a[rel=next]")[0]["href"])))
    assert len(rest.select("tbody tr")) == 10
    assert len(read(bob.get(f"{path}?search=École 07")).select("tbody tr")) == 1
    assert read(bob.get(f"{path}?stage=won")).select("tbody tr") == []
    assert bob.get(f"{path}?stage=id;--&after=x").status_code == 200


def test_french_and_english_are_switched_by_the_page_and_kept(bob: Browser, world: World) -> None:
    assert "Campagnes" in words(read(bob.get("/campaigns?lang=fr")))
    assert "Campagnes" in words(read(bob.get("/campaigns")))
    assert "Campaigns" in words(read(bob.get("/campaigns?lang=en")))


def test_the_mailbox_exists_only_in_a_demonstration(
    pages: Flask, nobody: Browser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert nobody.get("/mailbox").status_code == 200
    settings = pages.extensions["telepro.settings"]
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, demo=False))
    assert nobody.get("/mailbox").status_code == 404


def test_what_is_too_large_is_refused_in_words(bob: Browser, world: World) -> None:
    answer = bob.post(f"/missions/{world.mission.public_id}/plan", {"text": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "too large" in answer.text
