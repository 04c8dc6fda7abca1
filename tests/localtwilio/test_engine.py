"""Random days on the exchange: whatever is done in whatever order, every call ends once."""

from collections import Counter
from random import Random

import pytest

from telepro.localtwilio.codes import ConferenceStatus
from telepro.localtwilio.faults import Fault
from telepro.localtwilio.messages import Reply, Send, SoftphoneClosed, Unreached
from telepro.localtwilio.overrides import Trouble
from tests.localtwilio.bench import ALL_EVENTS, APP, OURS, Bench, twiml

EVENTS = "start end join leave mute hold modify"


def room(name: str, attributes: str = "", events: str = EVENTS) -> str:
    """A conference noun."""
    told = f'statusCallback="/room" statusCallbackEvent="{events}"'
    return f"<Conference {attributes} {told}>{name}</Conference>"


ANSWERS = (
    twiml("<Say>Bonjour</Say><Redirect>/again</Redirect>"),
    twiml("<Pause length='3'/><Hangup/>"),
    twiml('<Dial action="/done" timeLimit="40">' + room("a") + "</Dial><Say>x</Say>"),
    twiml("<Dial>" + room("b", 'endConferenceOnExit="true"') + "</Dial>"),
    twiml("<Dial>" + room("a", 'startConferenceOnEnter="false"', "") + "</Dial>"),
    twiml(f'<Dial action="/done" callerId="{OURS}"><Number>+33199005001</Number></Dial>'),
    twiml(f'<Dial answerOnBridge="true" callerId="{OURS}">+33199005002</Dial><Say>y</Say>'),
    twiml('<Reject reason="busy"/>'),
    twiml(
        '<Gather action="/keyed" input="dtmf speech"><Say>Un ou deux ?</Say></Gather><Say>z</Say>'
    ),
    twiml('<Record action="/recorded" timeout="3" maxLength="20"/><Hangup/>'),
    twiml(f'<Dial record="record-from-ringing" callerId="{OURS}">+33199005003</Dial>'),
    twiml("<Nothing/>"),
    Reply(500),
    Reply(302, location="/elsewhere"),
    Unreached(Trouble.CONNECT, "refused"),
    None,
)


class Day:
    """One day of random deeds."""

    def __init__(self, seed: int, faults: dict[Fault, float]) -> None:
        self.dice = Random(seed)
        self.bench = Bench(self.answer, people={}, seed=seed, cps=5.0, faults=faults)
        self.calls: list[str] = []
        self.lines = 0

    def answer(self, send: Send) -> Reply | Unreached | None:
        """A random document, or a random failure."""
        if "/status" in send.url or "/room" in send.url:
            return Reply(204)
        return self.dice.choice(ANSWERS)

    def live(self) -> None:
        """Sixty deeds with random pauses, then two quiet days."""
        deeds = (self.create, self.open, self.close, self.touch_call, self.touch_room)
        for _ in range(60):
            self.dice.choice(deeds)()
            self.bench.play(self.dice.choice((0, 0.3, 2, 7, 30)))
        for line in range(1, self.lines + 1):
            self.bench.hand(SoftphoneClosed(line))
        self.bench.play(2 * 86_400)

    def create(self) -> None:
        """Place a call."""
        number = f"+331990060{self.dice.randrange(100):02d}"
        self.calls.append(
            self.bench.call(To=number, StatusCallback=f"{APP}/status", events=ALL_EVENTS)
        )

    def open(self) -> None:
        """Open a browser's leg."""
        self.lines += 1
        self.calls.append(self.bench.softphone(self.lines))

    def close(self) -> None:
        """Close one, perhaps one that is closed already."""
        self.bench.hand(SoftphoneClosed(self.dice.randint(0, self.lines + 1)))

    def touch_call(self) -> None:
        """Hang up, cancel or redirect a call through the API."""
        form = self.dice.choice(
            ({"Status": "completed"}, {"Status": "canceled"}, {"Url": f"{APP}/other"})
        )
        sid = self.dice.choice([*self.calls, "CAnone"])
        assert self.bench.rest("POST", f"/Calls/{sid}", form).status in (200, 400, 404)

    def touch_room(self) -> None:
        """Mute, hold, kick or end in some conference."""
        rooms = self.bench.rest("GET", "/Conferences").body or {}
        for room in rooms["conferences"][:2]:
            path = f"/Conferences/{room['sid']}"
            for entry in (self.bench.rest("GET", f"{path}/Participants").body or {})[
                "participants"
            ]:
                form = self.dice.choice(({"Muted": "true"}, {"Hold": "true"}, {"Hold": "false"}))
                self.bench.rest("POST", f"{path}/Participants/{entry['call_sid']}", form)
                if self.dice.random() < 0.2:
                    self.bench.rest("DELETE", f"{path}/Participants/{entry['call_sid']}")
            if self.dice.random() < 0.1:
                self.bench.rest("POST", path, {"Status": "completed"})


@pytest.mark.parametrize("seed", range(40))
def test_every_call_ends_once_whatever_is_done(seed: int) -> None:
    day = Day(seed, {})
    day.live()
    exchange = day.bench.engine.exchange
    assert all(call.over for call in exchange.calls.values())
    assert all(exchange.live_calls(call.to) == 0 for call in exchange.calls.values())
    assert all(
        room.status is ConferenceStatus.COMPLETED and not room.participants
        for room in exchange.conferences.values()
    )
    assert not [one for one in exchange.archive.recordings.values() if one.running]
    ended = Counter(line["call_sid"] for line in day.bench.noted("ended"))
    assert set(ended.values()) <= {1}
    assert set(ended) == set(exchange.calls)
    _check_callbacks(day.bench)


def _check_callbacks(bench: Bench) -> None:
    told: dict[str, list[dict[str, str]]] = {}
    for fields in bench.posted("/status"):
        told.setdefault(fields["CallSid"], []).append(fields)
    order = ["initiated", "ringing", "in-progress"]
    for events in told.values():
        statuses = [fields["CallStatus"] for fields in events]
        assert statuses[-1] not in order
        assert statuses[:-1] == [status for status in order if status in statuses]
        assert [fields["SequenceNumber"] for fields in events] == [
            str(number) for number in range(len(events))
        ]
    starts = Counter(
        fields["ConferenceSid"]
        for fields in bench.posted("/room")
        if fields["StatusCallbackEvent"] == "conference-end"
    )
    assert set(starts.values()) <= {1}


def test_the_same_events_bring_the_same_commands() -> None:
    days = [Day(7, {Fault.WEBHOOK_DROP: 0.1, Fault.WEBHOOK_REORDER: 0.2}) for _ in range(2)]
    for day in days:
        day.live()
    assert days[0].bench.sent == days[1].bench.sent
    assert days[0].bench.ledger == days[1].bench.ledger


def test_two_runs_with_one_seed_share_people_but_no_identifiers() -> None:
    one, other = Bench(seed=5), Bench(seed=5, nonce="another")
    first, second = one.call(), other.call()
    one.play(3)
    other.play(3)
    assert first != second
    people = [
        bench.engine.exchange.calls[sid].person for bench, sid in ((one, first), (other, second))
    ]
    assert people[0] == people[1] is not None
