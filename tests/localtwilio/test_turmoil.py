"""Whatever people, browsers and requests do at once: nothing breaks, all of it ends, twice the same."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from telepro.localtwilio.messages import (
    Event,
    InboundCall,
    InboundMessage,
    Reply,
    Send,
    SoftphoneAnswered,
    SoftphoneClosed,
    SoftphoneDeclined,
    SoftphoneRegistered,
    SoftphoneUnregistered,
)
from telepro.localtwilio.numbers import number_sid
from tests.localtwilio.bench import ACCOUNT_SID, APP, HANG_UP, OURS, Bench, twiml

DOCUMENTS = (
    '<Dial action="/done"><Client url="/whisper">bob</Client><Number>+33199007771</Number></Dial>',
    '<Dial sequential="true" timeout="9" hangupOnStar="true" answerOnBridge="true">'
    '<Number sendDigits="1w2">+33199008881</Number><Client>al</Client></Dial>',
    '<Dial action="/done"><Conference endConferenceOnExit="true" waitUrl="/wait" '
    'statusCallback="/room" statusCallbackEvent="start end join leave">r1</Conference></Dial>',
    '<Dial><Conference startConferenceOnEnter="false">r2</Conference></Dial><Say>x</Say>',
    '<Pause length="5"/><Redirect/>',
    "<Say>hello</Say><Hangup/>",
    "<Message>hi</Message>",
    "<Reject/>",
    "",
)
PEOPLE = {
    "mix": {"human": 5, "busy": 1, "no_answer": 1, "machine": 1, "dead": 1},
    "people": {
        "human": {"talk": [2, 40], "breaks_off": 0.2, "calls_back": [5, 30], "replies": "OUI"},
        "no_answer": {"calls_back": [1, 30]},
    },
}
CHANGES: tuple[dict[str, str], ...] = (
    {"Muted": "true"},
    {"Hold": "true", "HoldUrl": f"{APP}/wait"},
    {"Hold": "false"},
    {"AnnounceUrl": f"{APP}/wait"},
    {"WaitUrl": f"{APP}/wait"},
    {"EndConferenceOnExit": "true", "BeepOnExit": "false"},
)


class Turmoil:
    """A bench to which chance does something; each act is one method."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.line = 100
        self.bench = Bench(self.answer, PEOPLE, number_url=f"{APP}/in", seed=seed, cps=20.0)
        number = f"/IncomingPhoneNumbers/{number_sid(ACCOUNT_SID, OURS)}"
        self.bench.rest("POST", number, {"SmsUrl": f"{APP}/sms"})

    def answer(self, send: Send) -> Reply | None:
        chance = self.dice.random()
        if chance < 0.08:
            return Reply(500) if chance < 0.05 else None
        return twiml(self.dice.choice(DOCUMENTS))

    def somebody(self) -> str:
        return f"+33199001{self.dice.randrange(1000):03d}"

    def one_of(self, things: dict[str, Any]) -> str:
        return self.dice.choice(list(things) or ["CA"])

    def call(self) -> None:
        to = self.dice.choice([self.somebody(), "client:bob"])
        self.bench.rest("POST", "/Calls", {"To": to, "From": OURS, "Url": f"{APP}/twiml"})

    def invite(self) -> None:
        rooms = ["r1", "r2", self.one_of(self.bench.engine.exchange.conferences)]
        form = {"To": self.dice.choice([self.somebody(), "client:al"]), "From": OURS, "Label": "a"}
        self.bench.rest("POST", f"/Conferences/{self.dice.choice(rooms)}/Participants", form)

    def change(self) -> None:
        exchange = self.bench.engine.exchange
        path = f"/Conferences/{self.one_of(exchange.conferences)}/Participants/"
        who = self.dice.choice(["a", self.one_of(exchange.calls)])
        self.bench.rest("POST", path + who, self.dice.choice(CHANGES))

    def kick(self) -> None:
        rooms = self.bench.engine.exchange.conferences
        self.bench.rest("DELETE", f"/Conferences/{self.one_of(rooms)}/Participants/a")

    def end(self) -> None:
        rooms = self.bench.engine.exchange.conferences
        form = self.dice.choice([{"Status": "completed"}, {"AnnounceUrl": f"{APP}/wait"}])
        self.bench.rest("POST", f"/Conferences/{self.one_of(rooms)}", form)

    def redirect(self) -> None:
        form = self.dice.choice([{"Status": "completed"}, {"Url": f"{APP}/other"}])
        self.bench.rest("POST", f"/Calls/{self.one_of(self.bench.engine.exchange.calls)}", form)

    def be_called(self) -> None:
        self.bench.hand(InboundCall(self.somebody(), OURS))

    def be_written_to(self) -> None:
        self.bench.hand(InboundMessage(self.somebody(), OURS, self.dice.choice(["STOP", "hi"])))

    def write(self) -> None:
        self.bench.rest("POST", "/Messages", {"To": self.somebody(), "From": OURS, "Body": "x"})

    def register(self) -> None:
        self.line += 1
        self.bench.hand(SoftphoneRegistered(self.line, self.dice.choice(["bob", "al"])))

    def go_away(self) -> None:
        line = self.dice.randrange(100, self.line + 1)
        events: list[Event] = [SoftphoneUnregistered(line), SoftphoneClosed(line)]
        self.bench.hand(self.dice.choice(events))

    def take(self) -> None:
        browsers, calls = self.bench.engine.exchange.browsers, self.bench.engine.exchange.calls
        ringing = [sid for sid in calls if browsers.ringing(sid)]
        if ringing:
            sid = self.dice.choice(ringing)
            events: list[Event] = [SoftphoneAnswered(sid), SoftphoneDeclined(sid, self.line)]
            self.bench.hand(self.dice.choice(events))


ACTS: tuple[Callable[[Turmoil], None], ...] = (
    *([Turmoil.call] * 3),
    *([Turmoil.invite] * 3),
    *([Turmoil.take] * 4),
    *([Turmoil.register] * 2),
    *([Turmoil.change] * 2),
    *(Turmoil.kick, Turmoil.end, Turmoil.redirect, Turmoil.go_away),
    *(Turmoil.be_called, Turmoil.be_written_to, Turmoil.write),
)


def played(seed: int) -> Bench:
    """A bench after much has happened, everything was hung up, and people had time to ring back."""
    turmoil = Turmoil(seed)
    for _ in range(200):
        turmoil.dice.choice(ACTS)(turmoil)
        turmoil.bench.play(turmoil.dice.choice([0, 0.3, 2, 7]))
    turmoil.bench.application = lambda send: HANG_UP
    for _ in range(2):
        for sid in turmoil.bench.engine.exchange.calls:
            turmoil.bench.rest("POST", f"/Calls/{sid}", {"Status": "completed"})
        turmoil.bench.play(600)
    return turmoil.bench


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_every_call_and_every_conference_ends(seed: int) -> None:
    exchange = played(seed).engine.exchange
    assert len(exchange.calls) > 30
    assert [call.sid for call in exchange.calls.values() if not call.over] == []
    assert {exchange.live_calls(call.to) for call in exchange.calls.values()} == {0}
    assert {room.status for room in exchange.conferences.values()} == {"completed"}
    assert not any(room.participants or room.invited for room in exchange.conferences.values())
    assert {message.settled for message in exchange.texts.values()} == {True}


def test_the_same_turmoil_leaves_the_same_ledger() -> None:
    assert played(1).ledger == played(1).ledger
