"""One lead through everything: the file, the plan, the list, the desk, the call, the outcome, the board.

Every step is taken through the door that people and machines use, and looked at from outside.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from campaigns.dealing import Tier
from campaigns.pipeline import Stage
from campaigns.states import ImportRowKind, OrganisationKind, Role
from telepro import clock, demo
from telepro.callers.line import Line, Ticket
from telepro.db import db
from telepro.db.calling import Attempt, Call, CallListEntry, Deal
from telepro.db.counting import OutboxEvent
from telepro.db.intake import Enrolment, ImportRow
from telepro.db.results import Meeting, Outcome, StageMove
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead, Prospect
from telepro.queue import Bell
from telepro.services import organisations, people
from telepro.services.organisations import NewOrganisation
from telepro.services.people import NewPerson
from tests import servers as test_servers
from tests.journey_house import Browser, House, house

PASSWORD = "trois mots pour entrer"
NUMBER = "+33199001001"
SAYS_YES = """
people:
  human: {ring: [2, 2], greeting: [1, 1], talk: [600, 600], patience: 60, hangs_up: 0}
numbers:
  - {number: "+33199001001", kind: human, says: meeting}
"""
FILE = """Nom_etablissement;Type_etablissement;Telephone;Contact;Fonction;Code_postal;Nom_commune
Collège des Tilleuls;Collège;01 99 00 10 01;Claire Vasseur;Principale;94260;Fresnes
Lycée du Parc;Lycée;01 99 00 10 02;Paul Faure;Proviseur;97400;Saint-Denis
École du Moulin;Ecole;pas de téléphone;;;94260;Fresnes
"""


@pytest.fixture
def tuesday(
    servers: dict[str, Any], postgres_url: str, valkey_url: str, worker_name: str, tmp_path: Path
) -> Iterator[House]:
    """A house with nobody in it, on a database of its own: here everything is committed."""
    own = test_servers._new_database(servers, f"journey_{worker_name}", test_servers.TEMPLATE)
    with house(own, valkey_url, SAYS_YES, tmp_path) as found:
        _settle_in(found)
        yield found


def _settle_in(found: House) -> None:
    """Carla's company, Bob's agency, and Alice who calls."""
    with found.app.app_context():
        now = clock.now()
        company = organisations.add(NewOrganisation("Ateliers Lumière"), None, now)
        agency = organisations.add(
            NewOrganisation("Agence Bonjour", OrganisationKind.AGENCY), None, now
        )
        for name, role, place in (
            ("Carla Roy", Role.COMPANY, company.public_id),
            ("Bob Martin", Role.MANAGER, agency.public_id),
            ("Alice Durand", None, None),
        ):
            email = f"{name.split()[0].lower()}@example.org"
            new = NewPerson(name, email, role, place, password=PASSWORD)
            people.add(new, None, found.address, clock.real_now())


def signed_in(found: House, name: str) -> Browser:
    browser = found.visit()
    browser.open("/sign-in?lang=en")
    browser.send({"email": f"{name}@example.org", "password": PASSWORD})
    return browser


def one(found: House, table: type[Any]) -> Any:
    """The only row of a table, as it is now."""
    with found.app.app_context():
        return db.session.scalars(select(table)).one()


def rows(found: House, table: type[Any]) -> list[Any]:
    with found.app.app_context():
        return list(db.session.scalars(select(table)))


def test_one_lead_goes_from_the_file_to_the_board(tuesday: House) -> None:
    mission = carla_posts_a_mission(tuesday)
    bob = signed_in(tuesday, "bob")
    file = bob_imports_a_file(tuesday, bob)
    campaign = bob_makes_a_campaign(tuesday, bob, mission, file)
    alice = signed_in(tuesday, "alice")
    line = alice_starts_to_work(tuesday, alice)
    try:
        card = a_lead_is_dealt(tuesday, alice)
        attempt = alice_calls(tuesday, alice, card)
        they_talk(tuesday, alice, line, attempt)
        alice_books_a_meeting(tuesday, alice, attempt)
    finally:
        line.close()
    the_lead_has_moved(tuesday)
    the_board_shows_it(tuesday, bob, campaign)


def carla_posts_a_mission(found: House) -> str:
    carla = signed_in(found, "carla")
    carla.open("/company/missions/new")
    deadline = (clock.now() + timedelta(weeks=9)).date()
    carla.send(
        {
            "offer": "Ateliers scientifiques en classe",
            "audience_text": "Collèges et lycées du Val-de-Marne",
            "result": "Rendez-vous tenu avec la direction",
            "target": "25",
            "deadline": f"{deadline:%Y-%m-%d}",
            "price": "60",
        }
    )
    mission = carla.here.rpartition("/")[2].partition("?")[0]
    assert "25" in carla.page.get_text()
    return mission


def bob_imports_a_file(found: House, bob: Browser) -> str:
    """Step 1: a prospect for each good row; for the bad one the line, what was found, why."""
    bob.open("/imports/new")
    content = ("ecoles.csv", FILE.encode(), "text/csv")
    said = {"source": "annuaire public", "audience": "B2B", "basis": "legitimate_interest"}
    bob.send(said, "/imports/new", {"file": content})
    bob.send({}, "/imports/columns")
    file = bob.here.rpartition("/")[2]
    found.work(Bell.IMPORTS)
    assert "pas de téléphone" in bob.open(f"/imports/{file}")
    assert rows(found, Prospect) == []
    bob.send({}, f"/imports/{file}/begin")
    found.work(Bell.IMPORTS)
    assert {each.name for each in rows(found, Prospect)} == {
        "Collège des Tilleuls",
        "Lycée du Parc",
    }
    rejected = [each for each in rows(found, ImportRow) if each.kind is ImportRowKind.REJECTED]
    assert [(each.line, each.found) for each in rejected] == [(4, "pas de téléphone")]
    assert "pas de téléphone" in bob.open(f"/imports/{file}")
    return file


def bob_makes_a_campaign(found: House, bob: Browser, mission: str, file: str) -> str:
    """Step 2: a frozen plan; one lead per targeted prospect; who calls; running."""
    bob.open(f"/missions/{mission}/plan")
    bob.send({"text": demo.plan_text(clock.now())}, f"/missions/{mission}/plan")
    bob.open(f"/missions/{mission}/campaign?files={file}")
    bob.send({"name": "Ateliers en classe"})
    campaign = bob.here.rpartition("/")[2]
    found.work(Bell.IMPORTS)
    lead = one(found, Lead)
    assert (lead.stage, lead.tier, lead.held) == (Stage.TARGET, Tier.FRESH, False)
    assert lead.next_call_at <= clock.now()
    bob.open(f"/campaigns/{campaign}/team?search=alice")
    bob.send({f"day-{day}": "8:00-19:00" for day in range(5)})
    enrolment = one(found, Enrolment)
    assert (enrolment.leads, sum(enrolment.excluded.values())) == (1, 1)
    bob.open(f"/campaigns/{campaign}")
    ticked = [box["value"] for box in bob.page.find_all("input", {"name": "confirmed"})]
    bob.send({"confirmed": ticked}, "/launch")
    assert one(found, Campaign).state == "running"
    return campaign


def alice_starts_to_work(found: House, alice: Browser) -> Line:
    """Her own leg joins the session's conference, as the carrier's webhook says."""
    alice.open("/desk")
    choice = alice.page.find("button", {"name": "campaign_id"})
    assert isinstance(choice, Tag)
    alice.send({"campaign_id": choice["value"]}, "/desk/start")
    told = alice.ask("/desk/softphone")
    line = Line()
    line.open(Ticket(told["adapter"], told["base_url"], told["token"]))
    found.until(lambda: bool(alice.ask("/desk/state")["session"]["conference_ready"]), Bell.EVENTS)
    return line


def a_lead_is_dealt(found: House, alice: Browser) -> dict[str, Any]:
    """Step 3: a deal whose fairness can be tested, an entry with its reason and its end."""
    found.work(Bell.DEAL)
    entry, deal = one(found, CallListEntry), one(found, Deal)
    assert (entry.deal_id, entry.tier, entry.fence) == (deal.id, Tier.FRESH, 1)
    assert entry.valid_until > clock.now()
    assert (deal.pool_size, bool(deal.commitment)) == (1, True)
    card: dict[str, Any] = alice.ask("/desk/state")["card"]
    assert (card["entry_id"], card["prospect_name"]) == (entry.public_id, "Collège des Tilleuls")
    return card


def alice_calls(found: House, alice: Browser, card: dict[str, Any]) -> str:
    """Steps 4 and 5: the attempt is committed before anything rings, then placed once."""
    assert "Collège des Tilleuls" in alice.open("/desk")
    press = f"/desk/entries/{card['entry_id']}/dial"
    told = alice.tell(press, client_key="f2")
    attempt = one(found, Attempt)
    assert (attempt.public_id, attempt.state) == (told["id"], AttemptState.INTENDED)
    assert attempt.e164 == NUMBER
    assert placed(found) == []
    assert alice.tell(press, client_key="f2")["id"] == told["id"]
    found.work(Bell.DIAL)
    found.work(Bell.DIAL)
    assert placed(found) == [NUMBER]
    assert one(found, Attempt).sid.startswith("CA")
    return str(told["id"])


def placed(found: House) -> list[str]:
    """The numbers that the carrier was asked to ring, by its own ledger."""
    lines = found.twilio.lines()
    return [
        line["to"]
        for line in lines
        if line["event"] == "call_created" and line["direction"] == "outbound-api"
    ]


def they_talk(found: House, alice: Browser, line: Line, attempt: str) -> None:
    """Step 6: the carrier's messages bring the call to *in progress*, and after F8 to its end."""

    def phase() -> str:
        return str(alice.ask("/desk/state")["attempt"]["phase"])

    found.until(lambda: phase() == "connected", Bell.EVENTS)
    found.until(lambda: bool(line.sid_of(attempt)))
    assert line.listen(line.sid_of(attempt)).says == "meeting"
    alice.tell(f"/desk/attempts/{attempt}/facts", argued=True, decision_maker=True)
    alice.tell(f"/desk/attempts/{attempt}/hangup")
    found.until(lambda: phase() == "ended", Bell.DIAL, Bell.EVENTS)
    call = one(found, Call)
    assert (call.status, call.sid) == ("completed", one(found, Attempt).sid)
    assert one(found, Attempt).result is CallResult.ANSWERED


def alice_books_a_meeting(found: House, alice: Browser, attempt: str) -> None:
    """Step 7: the outcome, once, and what it brings about."""
    body = {
        "client_key": "result",
        "disposition": "meeting",
        "note": "Jeudi lui convient.",
        "meeting": {
            "starts_at": "2026-11-26T10:00",
            "zone": "Europe/Paris",
            "kind": "visit",
            "place": "Collège des Tilleuls, Fresnes",
            "attendees": ["Claire Vasseur"],
        },
        "answers": {"decideur": "yes", "niveau": "Collège", "classes": "4"},
    }
    path = f"/desk/attempts/{attempt}/outcome"
    receipt = alice.tell(path, **body)
    again = alice.tell(path, **body)
    assert (receipt["disposition"], receipt["stage"]) == ("meeting", "meeting_set")
    assert (again["outcome_id"], again["repeated"]) == (receipt["outcome_id"], True)
    assert one(found, Outcome).note == "Jeudi lui convient."
    meeting = one(found, Meeting)
    assert meeting.starts_at.isoformat() == "2026-11-26T09:00:00+00:00"
    assert alice.ask("/desk/state")["attempt"] is None


def the_lead_has_moved(found: House) -> None:
    """Step 8: a stage move with its cause, an event for others, and no further call."""
    move, lead = rows(found, StageMove)[-1], one(found, Lead)
    assert (move.from_stage, move.to_stage) == (Stage.TARGET, Stage.MEETING_SET)
    assert move.outcome_id == one(found, Outcome).id
    assert (lead.stage, lead.next_call_at, lead.held) == (Stage.MEETING_SET, None, False)
    topics = {event.topic for event in rows(found, OutboxEvent)}
    assert {"outcome.recorded", "meeting.booked"} <= topics


def the_board_shows_it(found: House, bob: Browser, campaign: str) -> None:
    """Step 9: plan against actual, for the manager and for the company that pays."""
    board = bob.open(f"/campaigns/{campaign}")
    assert "Rendez-vous fixé" in board
    assert bob.page.find(id="stage-meeting_set") is not None
    calls = bob.open(f"/campaigns/{campaign}/calls/contact_rate/above")
    assert "Collège des Tilleuls" in calls
    carla = signed_in(found, "carla")
    assert "Collège des Tilleuls" in carla.open("/company/meetings")
