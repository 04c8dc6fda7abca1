"""A house in which Alice works with leads that answer as a scenario says, for tests of whole calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from twilio.request_validator import RequestValidator

from campaigns.states import WorkState
from telepro import clock, passwords
from telepro.callers.line import Line, Ticket
from telepro.db import db
from telepro.db.calling import Attempt
from telepro.db.counting import AuditRow
from telepro.db.other_legs import CallRecording, Colleague
from telepro.db.who import Person, WorkInterval, WorkSession
from telepro.queue import Bell
from tests import servers as test_servers
from tests.journey_house import Browser, House, house
from tests.localtwilio.running import OWN_NUMBER
from tests.world import World

PASSWORD = "trois mots pour entrer"
CALLS = (Bell.DIAL, Bell.EVENTS)
DIAL_IN = "+33199009991"
TALKERS = """
people:
  human: {ring: [2, 2], greeting: [1, 1], talk: [3600, 3600], patience: 3600, hangs_up: 0}
numbers:
  - {number: "+33199001...", kind: human, says: meeting}
  - {number: "+33199002001", kind: human}
  - {number: "+33199002002", kind: busy}
"""


@dataclass
class PhoneHouse:
    """Everything that runs, with what a test on the phone says most often."""

    house: House
    world: World
    lines: list[Line] = field(default_factory=list)

    def visit(self, name: str) -> Browser:
        """Somebody signs in."""
        browser = self.house.visit()
        browser.open("/sign-in?lang=en")
        browser.send({"email": f"{name}@example.org", "password": PASSWORD})
        return browser

    def open_line(self, ticket: dict[str, str]) -> Line:
        """A leg of a browser, closed when the test ends."""
        line = Line()
        line.open(Ticket(ticket["adapter"], ticket["base_url"], ticket["token"]))
        self.lines.append(line)
        return line

    def at_work(self, name: str = "alice.durand") -> tuple[Browser, Line]:
        """Alice sits down: her line joins the conference, and leads are dealt to her."""
        browser = self.visit(name)
        browser.open("/desk")
        browser.send({"campaign_id": self.campaign_id}, "/desk/start")
        line = self.open_line(browser.ask("/desk/softphone"))
        desk = Desk(browser)
        self.until(lambda: bool(desk.session["conference_ready"]), Bell.EVENTS)
        self.until(lambda: desk.state["card"] is not None, Bell.DEAL)
        return browser, line

    @property
    def campaign_id(self) -> str:
        """The campaign everybody works on."""
        return self._campaign_id

    def __post_init__(self) -> None:
        self._campaign_id = self.world.campaign.public_id

    def in_a_call(self, browser: Browser, key: str = "f2") -> str:
        """F2, and somebody answers: the attempt's id."""
        browser.open("/desk")
        desk = Desk(browser)
        entry = desk.state["card"]["entry_id"]
        attempt = str(browser.tell(f"/desk/entries/{entry}/dial", client_key=key)["id"])
        self.until(lambda: desk.attempt["phase"] == "connected", *CALLS)
        # Whoever is recorded is told so first, and joins the conference after it.
        self.until(lambda: attempt in self.participants(), *CALLS)
        return attempt

    def until(self, is_so: Any, *bells: Bell) -> None:
        """Let workers work until something is so."""
        self.house.until(is_so, *(bells or CALLS))

    def rest(self, path: str) -> dict[str, Any]:
        """What the local Twilio's own API says."""
        account = self.house.twilio.account
        answer = self.house.visit().session.get(
            f"{account.base_url}/2010-04-01/Accounts/{account.account_sid}{path}.json",
            auth=(account.account_sid, account.auth_token),
            timeout=10,
        )
        assert answer.ok, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def colleague(self, name: str) -> str:
        """The id of somebody who takes calls over."""
        with self.house.app.app_context():
            asked = select(Colleague.public_id).where(Colleague.name == name)
            return str(db.session.scalars(asked).one())

    def calls_us(self, number: str) -> None:
        """Somebody calls the number that we show."""
        answer = self.house.visit().session.post(
            f"{self.house.twilio.url}/people/call",
            json={"from": number, "to": OWN_NUMBER},
            timeout=10,
        )
        assert answer.ok, answer.text

    def session(self, name: str) -> WorkSession:
        """Somebody's open session, by the name in their address."""
        with self.house.app.app_context():
            mine = Person.email == f"{name}@example.org"
            asked = select(WorkSession).join(Person, Person.id == WorkSession.person_id)
            return db.session.scalars(asked.where(mine, WorkSession.ended_at.is_(None))).one()

    def asked_by_carrier(self, path: str, **fields: str) -> str:
        """What we answer to a request that the carrier signs."""
        account, url = self.house.twilio.account, f"{self.house.address}{path}"
        form = {"AccountSid": account.account_sid, "CallSid": "CA" + "5" * 32, **fields}
        signature = RequestValidator(account.auth_token).compute_signature(url, form)
        answer = self.house.visit().session.post(
            url, data=form, headers={"X-Twilio-Signature": signature}, timeout=10
        )
        assert answer.ok, answer.text
        return answer.text

    def recording(self) -> CallRecording:
        """The one recording there is."""
        with self.house.app.app_context():
            return db.session.scalars(select(CallRecording)).one()

    def recording_state(self) -> str | None:
        """Where it stands; None before anything was told of it."""
        with self.house.app.app_context():
            return db.session.scalar(select(CallRecording.state))

    def recordings(self) -> dict[str, str]:
        """The state of every recording, by its attempt's id."""
        with self.house.app.app_context():
            asked = select(Attempt.public_id, CallRecording.state).join(
                CallRecording, CallRecording.attempt_id == Attempt.id
            )
            return dict(list(db.session.execute(asked)))

    def losses(self) -> list[str | None]:
        """Why a line was lost, each time."""
        with self.house.app.app_context():
            lost = WorkInterval.state == WorkState.LINE_LOST
            asked = select(WorkInterval.reason).where(lost).order_by(WorkInterval.started_at)
            return list(db.session.scalars(asked))

    def actions(self, action: str) -> list[str]:
        """Who did this, by the journal."""
        with self.house.app.app_context():
            asked = select(Person.name).join(AuditRow, AuditRow.actor_id == Person.id)
            found = asked.where(AuditRow.action == action).order_by(AuditRow.id)
            return list(db.session.scalars(found))

    def participants(self) -> dict[str, dict[str, Any]]:
        """Who is in the conference of the session, by label."""
        rooms = self.rest("/Conferences")["conferences"]
        room = next(each for each in rooms if "handed-over" not in each["friendly_name"])
        found = self.rest(f"/Conferences/{room['sid']}/Participants")["participants"]
        return {str(each["label"]): each for each in found}


@dataclass
class Desk:
    """What a desk says of itself, asked anew each time."""

    browser: Browser

    @property
    def state(self) -> dict[str, Any]:
        return self.browser.ask("/desk/state")

    @property
    def session(self) -> dict[str, Any]:
        told: dict[str, Any] = self.state["session"]
        return told

    @property
    def attempt(self) -> dict[str, Any]:
        told: dict[str, Any] = self.state["attempt"]
        return told


@contextmanager
def phone_house(
    servers: dict[str, Any], name: str, valkey_url: str, folder: Path, people: str = TALKERS
) -> Iterator[PhoneHouse]:
    """A house of its own with three leads that answer, and Paul, whom calls may be handed to."""
    own = test_servers._new_database(servers, name, test_servers.TEMPLATE)
    with house(own, valkey_url, people, folder) as found:
        with found.app.app_context():
            world = _settle_in()
            phone = PhoneHouse(found, world)
            db.session.commit()
        try:
            yield phone
        finally:
            for line in phone.lines:
                line.close()


# Every call is recorded and whoever answers is told so; machines may hear a message.
CALLS_AS_PLANNED = """  ring_seconds: 30
  recording: {purpose: training, share: 100 %, keep_days: 90, notice: voice}
  machine_message: "Bonjour, ici les Ateliers Lumière. Nous vous rappellerons."
"""


def _settle_in() -> World:
    world = World(db.session(), clock.now())
    plan = world.campaign.plan
    plan.text = plan.text.replace("  ring_seconds: 30\n", CALLS_AS_PLANNED)
    assert CALLS_AS_PLANNED in plan.text
    for person in (world.alice, world.anna, world.bob, world.carla, world.charlie):
        person.password_hash = passwords.hashed(PASSWORD)
    for number, name in (
        ("+33199001001", "École des Tilleuls"),
        ("+33199001002", "Lycée du Parc"),
        ("+33199001003", "Collège du Lac"),
    ):
        world.lead(number, name)
    for number, name in (("+33199002001", "Paul Closer"), ("+33199002002", "Rita Occupée")):
        world.rows.add(
            Colleague(
                organisation_id=world.company.id,
                name=name,
                role="Responsable commercial",
                e164=number,
                added_by_id=world.carla.id,
                added_at=world.now,
            )
        )
    return world
