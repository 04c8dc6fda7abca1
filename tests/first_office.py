"""The steps on screens by which an empty house gets people, a mission, a file and a campaign."""

import json
import re
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import Tag

from tests.embedded.starter import Starter
from tests.journey_house import Browser

PATIENCE = 30.0  # seconds until workers and carrier have done something
PAUSE = 0.1
PASSWORD = "trois mots pour entrer"
PLAN = Path(__file__).parents[1] / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
FILE = """Nom_etablissement;Type_etablissement;Telephone;Contact;Fonction;Code_postal;Nom_commune
Collège des Tilleuls;Collège;01 99 00 10 01;Claire Vasseur;Principale;94260;Fresnes
Lycée du Parc;Lycée;01 99 00 10 02;Paul Faure;Proviseur;97400;Saint-Denis
École du Moulin;Ecole;pas de téléphone;;;94260;Fresnes
"""

COMPANY = {"name": "Ateliers Lumière", "kind": "company"}
AGENCY = {"name": "Agence Bonjour", "kind": "agency"}
PLACE = {"country": "FR", "language": "fr", "time_zone": "Europe/Paris"}


def the_first_administrator_signs_in(house: Starter) -> Browser:
    """The link of the terminal works once, asks for a name and an address, and signs in."""
    link = re.search(r"First administrator, valid once: (\S+)", house.said())
    assert link, house.said()
    assert link[1].startswith(house.address())
    browser = visit(house)
    browser.open(link[1])
    account = {"name": "Dominique Petit", "email": "dominique@example.com", "language": "en"}
    browser.send({**account, "password": PASSWORD})
    assert browser.here.endswith("/admin/people")
    assert browser.session.get(link[1]).status_code == 410
    return browser


def visit(house: Starter) -> Browser:
    """A fresh browser."""
    browser = Browser(house.address())
    browser.session.trust_env = False
    return browser


def added(dominique: Browser, organisation: dict[str, str]) -> str:
    """Add a company or an agency; gives its id, as the invitation's form offers it."""
    dominique.open("/admin/organisations")
    dominique.send({**organisation, **PLACE}, "/admin/organisations")
    dominique.open("/admin/people")
    offered = dominique.page.find("option", string=organisation["name"])
    assert isinstance(offered, Tag)
    return str(offered["value"])


def invited(house: Starter, dominique: Browser, name: str, role: str, place: str) -> Browser:
    """Invite somebody, read their letter, and let them in by its link."""
    email = f"{name.split()[0].lower()}@example.com"
    dominique.open("/admin/people")
    form = {"name": name, "email": email, "role": role, "organisation": place, "language": "en"}
    dominique.send({**form, "spoken": ["fr"]}, "/admin/people")
    dominique.open("/mailbox")
    row = next(row for row in dominique.page.select("tbody tr") if email in row.get_text())
    letter = row.select_one("a")
    assert letter
    dominique.open(str(letter["href"]))
    link = re.search(r"http\S+/welcome/\w+", dominique.page.get_text())
    assert link
    browser = visit(house)
    browser.open(link[0])
    browser.send({"password": PASSWORD})
    return browser


def carla_posts_a_mission(house: Starter, carla: Browser) -> str:
    """Carla sends her brief; the mission's id."""
    carla.open("/company/missions/new")
    carla.send(
        {
            "offer": "Ateliers scientifiques en classe",
            "audience_text": "Collèges et lycées du Val-de-Marne",
            "result": "Rendez-vous tenu avec la direction",
            "target": "25",
            "deadline": f"{today_in(house) + timedelta(weeks=9):%Y-%m-%d}",
            "price": "60,00",
            "language": "fr",
        }
    )
    return carla.here.rpartition("/")[2].partition("?")[0]


def today_in(house: Starter) -> date:
    """The day by the house's clock, which stands at a working morning."""
    kept = json.loads((house.data / "clock.json").read_text())
    return datetime.fromisoformat(kept["last_seen"]).date()


def bob_writes_the_plan(house: Starter, bob: Browser, mission: str) -> None:
    """The brief's plan stands in the editor; Bob saves his own and sees what it takes."""
    page = f"/missions/{mission}/plan"
    bob.open(page)
    editor = bob.page.find("textarea", {"name": "text"})
    assert editor
    assert "Ateliers scientifiques en classe" in editor.get_text()
    assert "Version 2 of the plan is kept." in bob.send({"text": plan_text(house)}, page)


def plan_text(house: Starter) -> str:
    """The French example plan, from this day of the house on."""
    start = today_in(house)
    text = PLAN.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  start: \S+$", f"  start: {start}", text)
    return re.sub(r"(?m)^  end: \S+$", f"  end: {start + timedelta(weeks=9)}", text)


def bob_uploads_prospects(bob: Browser) -> str:
    """Two prospects taken in, one row rejected and named with its line."""
    bob.open("/imports/new")
    content = ("ecoles.csv", FILE.encode(), "text/csv")
    said = {"source": "annuaire public", "audience": "B2B", "basis": "legitimate_interest"}
    bob.send(said, "/imports/new", {"file": content})
    bob.send({}, "/imports/columns")
    page = bob.here
    begin = f"{urlsplit(page).path}/begin"
    until(lambda: bool(bob.open(page)) and bob.page.find("form", action=begin) is not None)
    bob.send({}, begin)
    until(
        lambda: bool(bob.open(page)) and bob.page.find("a", href=re.compile("rejected")) is not None
    )
    assert "pas de téléphone" in bob.page.get_text()
    return page.rpartition("/")[2]


def bob_makes_a_campaign(bob: Browser, mission: str, file: str) -> str:
    """A campaign of the plan and the file; its id."""
    bob.open(f"/missions/{mission}/campaign?files={file}")
    bob.send({"name": "Ateliers en classe"})
    return bob.here.rpartition("/")[2]


def bob_engages_alice_and_launches(bob: Browser, campaign: str) -> None:
    """Alice gets her weekly hours, and the campaign runs."""
    bob.open(f"/campaigns/{campaign}/team?search=alice")
    said = bob.send({f"day-{day}": "8:00-19:00" for day in range(5)})
    assert "Alice Durand" in said
    until(lambda: "files that are still being read in" not in launched(bob, campaign))
    assert "The campaign runs." in bob.page.get_text(" ", strip=True)


def launched(bob: Browser, campaign: str) -> str:
    """Tick the whole checklist and launch; the page that answers."""
    bob.open(f"/campaigns/{campaign}")
    taking_in = "are being taken in" in bob.page.get_text(" ", strip=True)
    if taking_in or not bob.page.find_all("input", {"name": "confirmed"}):
        return "files that are still being read in"
    ticked = [box["value"] for box in bob.page.find_all("input", {"name": "confirmed"})]
    return bob.send({"confirmed": ticked}, "/launch")


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what workers and carrier bring about."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(PAUSE)
