"""What simulated teleprospectors decide: what to read, what to do next, what to record."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from threading import Thread
from typing import Any

import pytest

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from campaigns.problems import Refused
from campaigns.states import WorkState
from telepro.callers.desk import Attempt, Card, Contact, Desk, Phase, Session, read_desk
from telepro.callers.house import House, NotLetIn, Refusal, SignInAgain
from telepro.callers.line import Line, RealLine, Ticket
from telepro.callers.moves import Memory, Move, Said, next_step
from telepro.callers.page import Chip, Page, Question, read_page
from telepro.callers.people import Account, accounts
from telepro.callers.results import MEANINGS, answer_to, disposition_of, result_of
from telepro.localtwilio.sayings import Saying

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CARD = Card(
    entry="e1",
    prospect="École des Tilleuls",
    number="+33199001001",
    zone="Europe/Paris",
    address="3 rue des Tilleuls",
    contacts=(Contact("Claire Vasseur", "claire@example.org"),),
)
AT_WORK = Session("Ateliers en classe", WorkState.READY, is_line_ready=True)
EVERYTHING = frozenset(Disposition)
DICE = Random(1)


def call(phase: Phase, result: CallResult | None = None) -> Attempt:
    return Attempt("a1", "École des Tilleuls", phase, result)


def at(**parts: object) -> Desk:
    return Desk(**{"now": TUESDAY_TEN, "session": AT_WORK, **parts})  # type: ignore[arg-type]


def move(desk: Desk, said: Said = Said.NOTHING, over_for: float = 0.0) -> Move:
    return next_step(desk, Memory(said, over_for)).move


# ---- what to do next -----------------------------------------------------------------------------


def test_who_has_no_session_chooses_a_mission() -> None:
    assert move(at(session=None)) is Move.START


def test_who_is_paused_takes_calls_again() -> None:
    paused = Session("Ateliers en classe", WorkState.BREAK, is_line_ready=True)
    assert move(at(session=paused, card=CARD)) is Move.RESUME


def test_a_lead_at_hand_is_called() -> None:
    assert move(at(card=CARD)) is Move.DIAL


def test_nobody_is_called_before_the_line_is_ready() -> None:
    waiting = Session("Ateliers en classe", WorkState.READY, is_line_ready=False)
    assert move(at(session=waiting, card=CARD)) is Move.WAIT


def test_a_lead_without_a_living_number_is_left_alone() -> None:
    dead = Card("e1", "École", "", "Europe/Paris", "", ())
    assert move(at(card=dead)) is Move.WAIT


@pytest.mark.parametrize("phase", [Phase.INTENDED, Phase.RINGING, Phase.REFUSED])
def test_a_call_that_rings_or_never_came_about_is_waited_for(phase: Phase) -> None:
    assert move(at(attempt=call(phase), card=CARD)) is Move.WAIT


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said.NOTHING, Move.LISTEN),
        (Said.HEARD, Move.TALK),
        (Said.EVERYTHING, Move.HANG_UP),
        (Said.GOODBYE, Move.WAIT),
    ],
)
def test_a_talk_goes_from_listening_to_hanging_up(said: Said, expected: Move) -> None:
    assert move(at(attempt=call(Phase.CONNECTED)), said) is expected


def test_an_answered_call_is_recorded_at_once() -> None:
    assert move(at(attempt=call(Phase.ENDED, CallResult.ANSWERED))) is Move.RECORD


def test_an_unanswered_call_is_left_to_the_network_first() -> None:
    over = at(attempt=call(Phase.ENDED, CallResult.NO_ANSWER))
    assert move(over) is Move.WAIT
    assert move(over, over_for=5.0) is Move.RECORD


def test_a_call_of_before_is_recorded_before_the_next_lead_is_called() -> None:
    owed = call(Phase.ENDED, CallResult.ANSWERED)
    step = next_step(at(card=CARD, unfinished=(owed,)), Memory())
    assert (step.move, step.attempt) == (Move.RECORD, owed)


# ---- what to record ------------------------------------------------------------------------------


@pytest.mark.parametrize("says", list(Saying))
def test_every_saying_means_something(says: Saying) -> None:
    assert disposition_of(says, CallResult.ANSWERED, EVERYTHING) is MEANINGS[says].dispositions[0]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (CallResult.NO_ANSWER, Disposition.NO_ANSWER),
        (CallResult.BUSY, Disposition.BUSY),
        (CallResult.FAILED, Disposition.NO_ANSWER),
        (CallResult.MACHINE, Disposition.MACHINE),
    ],
)
def test_what_the_network_knows_is_recorded_as_such(
    result: CallResult, expected: Disposition
) -> None:
    assert disposition_of(None, result, EVERYTHING) is expected


def test_somebody_who_was_not_understood_is_called_again() -> None:
    assert disposition_of(None, CallResult.ANSWERED, EVERYTHING) is Disposition.AWAY


def test_what_a_campaign_does_not_offer_becomes_the_nearest_that_it_does() -> None:
    offered = EVERYTHING - {Disposition.QUOTE}
    found = disposition_of(Saying.QUOTE, CallResult.ANSWERED, offered)
    assert found is Disposition.DOCUMENTATION


def test_a_meeting_is_on_a_weekday_to_come_with_all_that_the_desk_asks_for() -> None:
    body = result_of(Disposition.MEETING, "Jeudi ?", Page(), CARD, TUESDAY_TEN, Random(3))
    meeting = body["meeting"]
    starts = datetime.fromisoformat(meeting["starts_at"])
    assert (starts.date() - TUESDAY_TEN.date()).days >= 2
    assert starts.weekday() < 5
    assert meeting["zone"] == "Europe/Paris"
    assert meeting["attendees"] == ["Claire Vasseur"]
    assert meeting["kind"] in {"video", "phone", "visit"}
    assert meeting["place"]


def test_a_callback_is_promised_for_a_moment_that_the_desk_offers() -> None:
    page = Page(moments=("2026-11-25T08:00:00+00:00",))
    body = result_of(Disposition.CALLBACK, "", page, CARD, TUESDAY_TEN, DICE)
    assert body["callback_at"] == "2026-11-25T08:00:00+00:00"
    assert body["zone"] == "Europe/Paris"


def test_a_refusal_gives_a_reason_of_the_campaign_that_needs_no_note() -> None:
    other = Chip("argued_refused", "reason", "autre", needs_note=True)
    page = Page(chips=(other, Chip("argued_refused", "reason", "budget")))
    body = result_of(Disposition.ARGUED_REFUSED, "", page, CARD, TUESDAY_TEN, DICE)
    assert body["reason"] == "budget"


def test_an_objection_says_how_far_it_reaches() -> None:
    page = Page(chips=(Chip("do_not_call", "scope", "prospect"),))
    body = result_of(Disposition.DO_NOT_CALL, "", page, CARD, TUESDAY_TEN, DICE)
    assert body["scope"] == "prospect"


def test_answers_that_the_plan_requires_are_given() -> None:
    page = Page(
        required={"meeting": ("decideur", "classes", "courriel")},
        questions={
            "decideur": Question("radio", ("yes",)),
            "classes": Question("decimal"),
            "courriel": Question("email"),
        },
    )
    answers = result_of(Disposition.MEETING, "", page, CARD, TUESDAY_TEN, DICE)["answers"]
    assert answers["decideur"] == "yes"
    assert answers["classes"].isdigit()
    assert answers["courriel"] == "claire@example.org"


def test_a_question_of_an_unknown_kind_gets_words() -> None:
    assert answer_to(Question("colour"), CARD, DICE) == "à préciser au rendez-vous"


# ---- what they read ------------------------------------------------------------------------------

DATA = {
    "results": [{"code": "meeting", "label": "Rendez-vous"}],
    "required": {"meeting": ["decideur"]},
}
HTML = f"""<!doctype html><html><head><meta name="csrf-token" content="tok"></head><body>
<button name="campaign_id" value="c1">Commencer</button>
<input type="radio" name="answers.decideur" value="yes">
<input type="radio" name="answers.decideur" value="no">
<input name="answers.classes" type="text" inputmode="decimal">
<input type="radio" name="callback_at" value="2026-11-25T08:00:00+00:00">
<input type="radio" name="callback_at" value="">
<button class="chip" data-disposition="argued_refused" data-key="reason" data-value="budget"></button>
<template id="next"><input type="radio" name="answers.decideur" value="maybe"></template>
<script type="application/json" id="desk-data">{json.dumps(DATA)}</script></body></html>"""


def test_a_page_gives_its_token_and_the_missions() -> None:
    page = read_page(HTML)
    assert (page.token, page.missions) == ("tok", ("c1",))


def test_a_page_gives_what_the_keypad_offers_and_asks() -> None:
    page = read_page(HTML)
    assert page.offered == {"meeting"}
    assert page.required == {"meeting": ("decideur",)}
    assert page.moments == ("2026-11-25T08:00:00+00:00",)
    assert page.chips_of("argued_refused", "reason") == (
        Chip("argued_refused", "reason", "budget"),
    )


def test_questions_of_the_next_lead_are_not_read() -> None:
    assert read_page(HTML).questions == {
        "decideur": Question("radio", ("yes", "no")),
        "classes": Question("decimal"),
    }


def test_the_desk_state_is_read() -> None:
    desk = read_desk(
        {
            "now": "2026-11-24T09:00:00+00:00",
            "session": {
                "campaign_name": "Ateliers",
                "work_state": "ready",
                "conference_ready": True,
            },
            "card": {
                "entry_id": "e1",
                "prospect_name": "École",
                "time_zone": "Europe/Paris",
                "address": "",
                "phones": [
                    {"e164": "+33199001001", "state": "dead"},
                    {"e164": "+33199001002", "state": "active"},
                ],
                "contacts": [{"name": "Claire", "role": None, "email": None}],
            },
            "attempt": {"id": "a1", "phase": "ended", "result": "busy", "lead_name": "Mairie"},
            "unfinished": [],
            "empty": None,
        }
    )
    assert desk.session == Session("Ateliers", WorkState.READY, is_line_ready=True)
    assert desk.card is not None
    assert (desk.card.number, desk.card.contacts) == ("+33199001002", (Contact("Claire", ""),))
    assert desk.attempt == Attempt("a1", "Mairie", Phase.ENDED, CallResult.BUSY)


# ---- who they are --------------------------------------------------------------------------------


def sign_ins(tmp_path: Path) -> dict[str, str]:
    people = [
        {"role": role, "email": f"{name}@example.org", "password": "correct horse"}
        for role, name in (
            ("manager", "bob"),
            ("teleprospector", "alice"),
            ("teleprospector", "anna"),
            ("teleprospector", "aziz"),
        )
    ]
    file = tmp_path / "people.json"
    file.write_text(json.dumps({"sign_ins": people}), encoding="utf-8")
    return {"TELEPRO_CALLERS_FILE": str(file)}


def test_the_last_teleprospectors_work_so_that_the_first_are_free_for_people(
    tmp_path: Path,
) -> None:
    assert [each.name for each in accounts(sign_ins(tmp_path), 2)] == ["anna", "aziz"]


def test_without_the_demos_people_nobody_works_and_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"output/demo\.json"):
        accounts({"TELEPRO_DATA": str(tmp_path)}, 4)


def test_an_account_is_named_by_its_address() -> None:
    assert Account("alice.durand@example.org", "x").name == "alice.durand"


def test_a_line_to_real_phones_is_never_opened() -> None:
    with pytest.raises(RealLine):
        Line().open(Ticket("twilio", "", "token"))


# ---- how they reach the house ----------------------------------------------------------------------


@dataclass
class Doorkeeper:
    """A house that answers as it was told to, one answer after the other, the last one for ever."""

    answers: list[tuple[int, dict[str, Any]]]
    asked: list[dict[str, Any]] = field(default_factory=list)
    address: str = ""

    def answer(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.asked.append(body)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def doorkeeper() -> Iterator[Doorkeeper]:
    keeper = Doorkeeper([(200, {"kept": True})])

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            status, told = keeper.answer(json.loads(self.rfile.read(length)))
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        keeper.address = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield keeper
        server.shutdown()
        thread.join()


class Tired(Exception):
    """Has waited often enough."""


def house(keeper: Doorkeeper, patience: int = 3) -> House:
    waited: list[float] = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) > patience:
            raise Tired

    return House(keeper.address, Account("alice@example.org", "correct horse"), wait)


def test_a_result_is_sent_again_with_the_same_key_until_it_is_taken(doorkeeper: Doorkeeper) -> None:
    doorkeeper.answers = [(503, {}), (500, {}), (200, {"kept": True})]
    told = house(doorkeeper).tell("/desk/attempts/a1/outcome", client_key="k1", disposition="away")
    assert told == {"kept": True}
    assert [body["client_key"] for body in doorkeeper.asked] == ["k1", "k1", "k1"]


def test_a_house_that_does_not_answer_is_tried_until_the_day_is_over(
    doorkeeper: Doorkeeper,
) -> None:
    doorkeeper.address = "http://127.0.0.1:9"
    with pytest.raises(Tired):
        house(doorkeeper).tell("/desk/resume")


def test_a_refusal_says_what_the_house_says(doorkeeper: Doorkeeper) -> None:
    problem = {"place": "lead", "found": "already called", "expected": "another", "fix": "Next."}
    doorkeeper.answers = [(409, {"problems": [problem]})]
    with pytest.raises(Refusal, match="lead: already called"):
        house(doorkeeper).tell("/desk/entries/e1/dial", client_key="k1")


@pytest.mark.parametrize("status", [400, 401, 303])
def test_an_old_page_or_sign_in_is_renewed(doorkeeper: Doorkeeper, status: int) -> None:
    doorkeeper.answers = [(status, {})]
    with pytest.raises(SignInAgain):
        house(doorkeeper).tell("/desk/resume")


def test_who_may_not_work_here_does_not_try_again(doorkeeper: Doorkeeper) -> None:
    doorkeeper.answers = [(403, {})]
    with pytest.raises(NotLetIn):
        house(doorkeeper).tell("/desk/resume")
    assert len(doorkeeper.asked) == 1
