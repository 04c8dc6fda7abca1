"""The steps of a first call in a house that was empty, from sitting down to what everybody sees."""

import json
from datetime import timedelta
from typing import Any

from bs4 import Tag

from telepro.callers.line import Line, Ticket
from tests.embedded.starter import Starter
from tests.first_office import PASSWORD, today_in, until, visit
from tests.journey_house import Browser


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
    """How far the call on the desk is."""
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
    """She hears a yes, hangs up and records a meeting in a week."""
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
