"""The inspector: what goes on, for a newcomer, in two languages and without a script."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from bs4 import BeautifulSoup, Tag

from telepro.localtwilio.codes import CallStatus, ConferenceEnd, Left, Purpose
from telepro.localtwilio.exchange import WARNINGS
from telepro.localtwilio.inspector import facts
from telepro.localtwilio.inspector.explanations import KINDS, MOMENTS, PEOPLE, PURPOSES, kind_of
from telepro.localtwilio.inspector.meanings import MEANINGS
from telepro.localtwilio.inspector.reasons import said_in
from telepro.localtwilio.inspector.words import STATUSES, WORDS
from telepro.localtwilio.people import Kind
from tests.localtwilio.bench import ALL_EVENTS, APP, OURS, Bench, humans, only, twiml
from tests.localtwilio.scene import Stage
from tests.localtwilio.theatre import Application, application, client_of, eventually, local_twilio

FRENCH = {"Accept-Language": "fr-FR,fr;q=0.9"}
HOSTILE = "<script>alert(1)</script>"


@dataclass
class Seen:
    """A local Twilio with one call that was taken and told of, and one that was busy."""

    url: str
    app: Application
    taken: str
    busy: str

    def page(self, path: str, language: str = "en") -> BeautifulSoup:
        """A page as it is parsed."""
        answer = requests.get(f"{self.url}{path}", headers={"Accept-Language": language}, timeout=5)
        assert answer.status_code == 200
        return BeautifulSoup(answer.text, "html.parser")


@pytest.fixture(scope="module")
def seen() -> Iterator[Seen]:
    people = humans(talk=600) | {"numbers": [{"number": "0001", "kind": "busy"}]}
    with application() as app, local_twilio(people=people, journal=100) as url:
        app.documents["/twiml"] = f"<Response><Say>{HOSTILE}</Say><Fax/></Response>"
        calls = [
            client_of(url).calls.create(
                to=to,
                from_=OURS,
                url=f"{app.url}/twiml?x=<b>",
                status_callback=f"{app.url}/status",
                status_callback_event=ALL_EVENTS,
            )
            for to in ("+33199001234", "+33199000001")
        ]
        eventually(lambda: len(app.told("/status")) == 6)
        yield Seen(url, app, calls[0].sid, calls[1].sid)


def rows_of(soup: BeautifulSoup) -> list[Tag]:
    body = soup.select_one("main table tbody")
    return list(body.select("tr")) if body else []


def test_the_calls_are_listed_and_can_be_searched(seen: Seen) -> None:
    assert len(rows_of(seen.page("/inspector"))) == 2
    (busy,) = rows_of(seen.page("/inspector?status=busy"))
    assert "+33199000001" in busy.text
    (found,) = rows_of(seen.page("/inspector?number=00 12"))
    assert "+33199001234" in found.text
    (by_sid,) = rows_of(seen.page(f"/inspector?number={seen.taken}"))
    assert by_sid == found
    nobody = seen.page("/inspector?status=failed&number=<i>")
    assert "No call fits." in nobody.text
    assert nobody.select_one("input")["value"] == "<i>"  # type: ignore[index]


def test_a_call_s_page_shows_timeline_requests_notifications_and_person(seen: Seen) -> None:
    page = seen.page(f"/inspector/calls/{seen.taken}")
    assert [head.text for head in page.select("h2")] == [
        "Timeline",
        "Requests to the application",
        "Debugger",
    ]
    for sentence in (
        "The person's telephone rings.",
        "a person who picks up",
        "Asks the application what the call shall do now",
        "Tells the application how far the call has come",
        "attempt 1",
        "CallStatus=in-progress",
        f"<Response><Say>{HOSTILE}",
        "Something in the document is not known and was skipped",
    ):
        assert sentence in page.text, sentence
    assert page.select_one('a[href="/inspector/codes#c12200"]')


def test_the_same_facts_are_there_for_programs(seen: Seen) -> None:
    told = requests.get(f"{seen.url}/inspector/calls/{seen.taken}.json", timeout=5).json()
    assert told["status"] == "completed"
    assert [moment["kind"] for moment in told["timeline"]] == [
        "created",
        "initiated",
        "ringing",
        "answered",
        "fault",
        "completed",
    ]
    assert sorted(tried["purpose"] for tried in told["requests"]) == ["status"] * 4 + ["twiml"]
    for tried in told["requests"]:
        assert (tried["attempt"], tried["trouble"]) == (1, "")
        assert tried["status"] in (200, 204)
        assert 0 <= tried["milliseconds"] < 5000
    assert [note["code"] for note in told["notifications"]] == [12200]
    unknown = requests.get(f"{seen.url}/inspector/calls/CAnone.json", timeout=5)
    assert unknown.status_code == 404
    assert "no such thing" in unknown.json()["message"]


@pytest.mark.parametrize(
    "path",
    ["/inspector", "/inspector/conferences", "/inspector/notifications", "/inspector/codes"],
)
def test_every_page_speaks_both_languages_and_says_what_it_shows(seen: Seen, path: str) -> None:
    for language in ("fr", "en"):
        page = seen.page(path, language)
        assert page.select_one("html")["lang"] == language  # type: ignore[index]
        assert page.select_one("nav a[aria-current]")["href"] == path  # type: ignore[index]
        assert len(page.select_one("p.about").text) > 20  # type: ignore[union-attr]
        assert WORDS[language]["about"] in page.text


def test_nothing_that_came_from_outside_is_run(seen: Seen) -> None:
    for path in ("/inspector", f"/inspector/calls/{seen.taken}", "/inspector/notifications"):
        answer = requests.get(f"{seen.url}{path}?refresh={HOSTILE}", timeout=5)
        assert "<script" not in answer.text
        assert "<b>" not in answer.text
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_a_page_comes_anew_by_itself_only_when_asked(seen: Seen) -> None:
    still = seen.page("/inspector?number=1234")
    assert still.select_one('meta[http-equiv="refresh"]') is None
    links = [link["href"] for link in still.select(".refresh a")]
    assert links == ["/inspector?number=1234", "/inspector?number=1234&refresh=5"]
    moving = seen.page(str(links[1]))
    assert moving.select_one('meta[http-equiv="refresh"]')["content"] == "5"  # type: ignore[index]


def test_what_is_not_there_says_so(seen: Seen) -> None:
    for path in ("/inspector/calls/CA0", "/inspector/conferences/CF0"):
        answer = requests.get(f"{seen.url}{path}", timeout=5)
        assert answer.status_code == 404
        assert "There is no such thing here" in answer.text


def test_faults_that_are_played_are_announced(seen: Seen) -> None:
    requests.post(f"{seen.url}/faults", json={"fault": "webhook_late", "rate": 0.5}, timeout=5)
    assert "Faults are being played at present: webhook_late." in seen.page("/inspector").text
    requests.delete(f"{seen.url}/faults", timeout=5)
    assert "Faults are" not in seen.page("/inspector").text


def test_a_conference_shows_who_is_in_it_and_who_was(seen: Seen) -> None:
    stage = Stage(journal=100)
    exchange = stage.bench.engine.exchange
    shown = facts.of_room(exchange.conferences[stage.room])
    assert [(each["label"], each["present"]) for each in shown["participants"]] == [
        ("agent", True),
        ("lead-81", True),
    ]
    stage.client.conferences(stage.room).participants("lead-81").delete()
    shown = facts.of_room(exchange.conferences[stage.room])
    assert [each["present"] for each in shown["participants"]] == [True, False]
    of_lead = facts.of_call(exchange, exchange.calls[stage.lead])
    assert [room["name"] for room in of_lead["conferences"]] == ["agent-7"]
    events = [tried["fields"]["StatusCallbackEvent"] for tried in told_of_room(stage)]
    assert events == [
        "participant-join",
        "participant-join",
        "conference-start",
        "participant-leave",
    ]


def told_of_room(stage: Stage) -> list[dict[str, Any]]:
    return facts.requests_of(stage.bench.engine.exchange, stage.room)


def test_only_the_latest_calls_have_their_requests_remembered() -> None:
    bench = Bench(people=only("busy"), journal=2)
    sids = [bench.call(StatusCallback=f"{APP}/status") for _ in range(3)]
    bench.play(60)
    kept = [len(facts.requests_of(bench.engine.exchange, sid)) for sid in sids]
    assert sorted(kept) == [0, 1, 1]
    forgetful = Bench(people=only("busy"))
    sid = forgetful.call(StatusCallback=f"{APP}/status")
    forgetful.play(60)
    assert facts.requests_of(forgetful.engine.exchange, sid) == []


def test_retries_are_numbered_and_a_password_is_not_shown() -> None:
    bench = Bench(lambda send: None, humans(patience=60), journal=9)
    sid = bench.call(Url=f"{APP.replace('//', '//bob:pw@')}/twiml#rc=2&rp=rt&tt=9000&rt=2000")
    bench.play(60)
    tried = facts.requests_of(bench.engine.exchange, sid)
    assert [each["attempt"] for each in tried] == [1]
    assert "did not answer within 9 seconds" in tried[0]["trouble"]
    assert "pw" not in tried[0]["url"] + tried[0]["trouble"]
    assert tried[0]["milliseconds"] == 9000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_kind_of_line_is_explained(language: str) -> None:
    assert set(MOMENTS[language]) == {kind for _, kind in KINDS}
    assert set(PURPOSES[language]) >= set(Purpose)
    assert set(PEOPLE[language]) >= set(Kind)
    assert set(WORDS[language]) == set(WORDS["en"])
    assert all(meaning[language] for meaning in MEANINGS.values())


def test_every_moment_of_a_lively_day_has_an_explanation_and_french_words() -> None:
    stage = Stage()
    stage.client.conferences(stage.room).update(status="completed")
    stage.bench.play(600)
    lines = {
        text for call in stage.bench.engine.exchange.calls.values() for _, text in call.timeline
    }
    assert len(lines) > 12
    assert [line for line in lines if not kind_of(line)] == []
    said = {said_in("fr", line) for line in lines if not re.match(r"\d{5}", line)}
    english = [line for line in said if re.search(r"\b(the|its|was|by|left|joined|ended)\b", line)]
    assert english == []


def test_french_has_a_word_for_every_status_and_reason() -> None:
    assert set(CallStatus) <= set(STATUSES["fr"])
    for reason in (*Left, *ConferenceEnd):
        assert said_in("fr", f"left x: {reason}") != f"sorti de x : {reason}"


def test_every_warning_has_a_meaning() -> None:
    assert set(MEANINGS) >= WARNINGS


def test_a_field_of_many_letters_is_cut_where_it_is_shown() -> None:
    bench = Bench(lambda send: twiml("<Hangup/>"), journal=9)
    sid = bench.call(Url=f"{APP}/twiml", StatusCallback=f"{APP}/status")
    bench.engine.exchange.mischief.set_rate("webhook_huge", 1.0)  # type: ignore[arg-type]
    bench.play(60)
    told = facts.requests_of(bench.engine.exchange, sid)[-1]["fields"]
    assert told["Padding"].endswith("… (70000)")
    assert len(told["Padding"]) < 600
