"""From an empty system to the first call and its outcome, on real processes: by screens alone, and by
commands beside them; what the commands that keep an instance answer there.
"""

import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from redis import Redis

from telepro.callers.line import Line, Ticket
from telepro.queue import Bell
from tests.commands_run import done
from tests.embedded.starter import READY, Starter, started
from tests.journey_house import Browser

pytestmark = pytest.mark.timeout(240)

PATIENCE = 30.0  # seconds until workers and carrier have done something
PAUSE = 0.1
PASSWORD = "trois mots pour entrer"
PLAN = Path(__file__).parents[1] / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
FILE = """Nom_etablissement;Type_etablissement;Telephone;Contact;Fonction;Code_postal;Nom_commune
Collège des Tilleuls;Collège;01 99 00 10 01;Claire Vasseur;Principale;94260;Fresnes
Lycée du Parc;Lycée;01 99 00 10 02;Paul Faure;Proviseur;97400;Saint-Denis
École du Moulin;Ecole;pas de téléphone;;;94260;Fresnes
"""
SAYS_YES = """
people:
  human: {ring: [2, 2], greeting: [1, 1], talk: [600, 600], patience: 60, hangs_up: 0}
numbers:
  - {number: "+33199001001", kind: human, says: meeting}
  - {number: "+3319900200.", kind: human, says: refusal}
"""
MORE = """Nom;Telephone;Type_etablissement;Code_postal
Lycée des Ormes;01 99 00 20 01;Lycée;94260
Collège du Lac;01 99 00 20 02;Collège;94260
"""
COMPANY = {"name": "Ateliers Lumière", "kind": "company"}
AGENCY = {"name": "Agence Bonjour", "kind": "agency"}
PLACE = {"country": "FR", "language": "fr", "time_zone": "Europe/Paris"}


@pytest.fixture(scope="module")
def house() -> Iterator[Starter]:
    """A house started with nothing in it."""
    with tempfile.TemporaryDirectory(prefix="empty-") as folder:
        people = Path(folder) / "people.yaml"
        people.write_text(SAYS_YES, encoding="utf-8")
        with started(
            Path(folder) / "var",
            *("--port", "5850"),
            module="tests.empty_house",
            environ={"PEOPLE": str(people)},
        ) as starter:
            starter.await_words(READY)
            yield starter


def test_an_empty_house_makes_its_first_call_by_screens_alone(house: Starter) -> None:
    dominique = the_first_administrator_signs_in(house)
    carla = invited(house, dominique, "Carla Roy", "company", added(dominique, COMPANY))
    bob = invited(house, dominique, "Bob Martin", "manager", added(dominique, AGENCY))
    alice = invited(house, dominique, "Alice Durand", "teleprospector", "")
    mission = carla_posts_a_mission(house, carla)
    bob_writes_the_plan(house, bob, mission)
    file = bob_uploads_prospects(bob)
    campaign = bob_makes_a_campaign(bob, mission, file)
    bob_engages_alice_and_launches(bob, campaign)
    line = starts_to_work(alice)
    try:
        attempt = presses_f2(alice, {"Collège des Tilleuls"})
        assert rung(house) == ["+33199001001"]
        alice_books_a_meeting(house, alice, line, attempt)
    finally:
        line.close()
    everybody_sees_it(bob, carla, campaign, mission)
    the_queue_is_rebuilt_after_everything_in_redis_was_lost(house)


def test_commands_join_the_running_house(house: Starter, tmp_path: Path) -> None:
    """The same way by commands: each joins what runs, and the pages show what they made."""
    here, file, plan = ("--data", house.data), tmp_path / "lycees.csv", tmp_path / "plan.yaml"
    file.write_text(MORE, encoding="utf-8")
    plan.write_text(plan_text(house), encoding="utf-8")
    done("company", "add", "Menuiserie Ouest", *here)
    anna = done("user", "add", "anna@example.com", "--name", "Anna Blanc", *here)
    done("user", "add", "zoe@example.com", "--name", "Zoé Petit", *here)
    assert anna["link"].startswith(f"{house.address()}/welcome/")
    ours = ("--company", "Menuiserie Ouest")
    taken = done("import", file, *ours, "--audience", "B2B", *here)
    assert [taken[name] for name in ("rows", "accepted", "rejected")] == [2, 2, 0]
    made = done("campaign", "create", plan, "--prospects", file, *ours, "--callers", "2", *here)
    assert made == {"id": made["id"], "leads": 2, "excluded": {}, "state": "running"}
    first_call_of(house, anna["link"])
    shown = done("campaign", "show", made["id"], *here)
    assert set(shown) == {"id", "leads", "excluded", "state", "stages", "outcomes", "kpis"}
    assert shown["outcomes"] == {"language": 1}
    assert sum(shown["stages"].values()) == 2
    contacts = shown["kpis"]["contact_rate"]
    assert (contacts["denominator"], set(contacts["definition"])) == (1, {"fr", "en"})


def first_call_of(house: Starter, link: str) -> None:
    """Somebody enters by their link, works, rings the first lead and records that they can't talk."""
    caller = visit(house)
    caller.open(link)
    caller.send({"password": PASSWORD})
    line = starts_to_work(caller)
    try:
        attempt = presses_f2(caller, {"Lycée des Ormes", "Collège du Lac"})
        caller.tell(f"/desk/attempts/{attempt}/hangup")
        until(lambda: phase(caller) == "ended")
        outcome = f"/desk/attempts/{attempt}/outcome"
        receipt = caller.tell(outcome, client_key=f"result-{attempt}", disposition="language")
        assert receipt["disposition"] == "language"
    finally:
        line.close()


def the_queue_is_rebuilt_after_everything_in_redis_was_lost(house: Starter) -> None:
    redis = Redis.from_url(house.record()["environment"]["REDIS_URL"])
    redis.flushall()
    redis.close()
    assert done("queue", "rebuild", "--data", house.data) == {"jobs": len(Bell)}
    bob = visit(house)
    bob.open("/sign-in")
    bob.send({"email": "bob@example.com", "password": PASSWORD})
    bob_uploads_prospects(bob)


def test_reconcile_asks_about_no_call_that_has_ended(house: Starter) -> None:
    found = done("reconcile", "--data", house.data)
    assert found == {"checked": 0, "changed": 0, "unknown": 0}


def test_the_doctor_says_what_runs_and_where(house: Starter) -> None:
    found = done("doctor", "--data", house.data)
    assert (found["ok"], found["problems"]) == (True, [])
    assert found["running"]["address"] == house.address()
    assert {"postgres", "valkey", "web", "worker-dial", "scheduler", "local-twilio"} <= set(
        found["running"]["processes"]
    )
    assert found["twilio"].startswith("ok: http://127.0.0.1:")
    assert found["migration"]
    assert found["ports"]["web"] == int(house.address().rpartition(":")[2])


def the_first_administrator_signs_in(house: Starter) -> Browser:
    """The link of the terminal works once, asks for a name and an address, and signs in."""
    link = re.search(r"First administrator, valid once: (\S+)", house.said())
    assert link, house.said()
    browser = visit(house)
    browser.open(link[1])
    account = {"name": "Dominique Petit", "email": "dominique@example.com", "language": "en"}
    browser.send({**account, "password": PASSWORD})
    assert browser.here.endswith("/admin/people")
    assert browser.session.get(link[1]).status_code == 410
    return browser


def visit(house: Starter) -> Browser:
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
    until(lambda: "pas de téléphone" in bob.open(page))
    return page.rpartition("/")[2]


def bob_makes_a_campaign(bob: Browser, mission: str, file: str) -> str:
    bob.open(f"/missions/{mission}/campaign?files={file}")
    bob.send({"name": "Ateliers en classe"})
    return bob.here.rpartition("/")[2]


def bob_engages_alice_and_launches(bob: Browser, campaign: str) -> None:
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


def starts_to_work(caller: Browser) -> Line:
    """Their own leg joins the conference of their session."""
    caller.open("/desk")
    choice = caller.page.find("button", {"name": "campaign_id"})
    assert isinstance(choice, Tag)
    caller.send({"campaign_id": choice["value"]}, "/desk/start")
    told = caller.ask("/desk/softphone")
    line = Line()
    line.open(Ticket(told["adapter"], told["base_url"], told["token"]))
    until(lambda: bool(caller.ask("/desk/state")["session"]["conference_ready"]))
    return line


def presses_f2(caller: Browser, names: set[str]) -> str:
    """One of these leads is on the desk; it is rung, and answers."""
    until(lambda: caller.ask("/desk/state")["card"] is not None)
    card = caller.ask("/desk/state")["card"]
    assert card["prospect_name"] in names
    caller.open("/desk")
    entry = card["entry_id"]
    told = caller.tell(f"/desk/entries/{entry}/dial", client_key=f"f2-{entry}")
    until(lambda: phase(caller) == "connected")
    return str(told["id"])


def phase(caller: Browser) -> str:
    return str(caller.ask("/desk/state")["attempt"]["phase"])


def rung(house: Starter) -> list[str]:
    """The numbers that the carrier was asked to ring, by its own ledger."""
    lines = (house.data / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    events: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [
        event["to"]
        for event in events
        if event["event"] == "call_created" and event["direction"] == "outbound-api"
    ]


def alice_books_a_meeting(house: Starter, alice: Browser, line: Line, attempt: str) -> None:
    until(lambda: bool(line.sid_of(attempt)))
    assert line.listen(line.sid_of(attempt)).says == "meeting"
    alice.tell(f"/desk/attempts/{attempt}/facts", argued=True, decision_maker=True)
    alice.tell(f"/desk/attempts/{attempt}/hangup")
    until(lambda: phase(alice) == "ended")
    receipt = alice.tell(
        f"/desk/attempts/{attempt}/outcome",
        client_key=f"result-{attempt}",
        disposition="meeting",
        meeting={
            "starts_at": f"{today_in(house) + timedelta(days=7)}T10:00",
            "zone": "Europe/Paris",
            "kind": "visit",
            "place": "Collège des Tilleuls, Fresnes",
            "attendees": ["Claire Vasseur"],
        },
        answers={"decideur": "yes", "niveau": "Collège", "classes": "4"},
    )
    assert (receipt["disposition"], receipt["stage"]) == ("meeting", "meeting_set")


def everybody_sees_it(bob: Browser, carla: Browser, campaign: str, mission: str) -> None:
    """The lead has moved on Bob's board; Carla sees her meeting, and not the campaign."""
    bob.open(f"/campaigns/{campaign}")
    stage = bob.page.find(id="stage-meeting_set")
    assert stage
    calls = bob.open(f"/campaigns/{campaign}/calls/contact_rate/above")
    assert "Collège des Tilleuls" in calls
    assert "Collège des Tilleuls" in carla.open("/company/meetings")
    assert "Ateliers scientifiques en classe" in carla.open(f"/company/missions/{mission}")
    assert carla.session.get(f"{carla.base_url}/campaigns/{campaign}").status_code == 403


def until(is_so: Callable[[], bool]) -> None:
    """Wait for what workers and carrier bring about."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(PAUSE)
