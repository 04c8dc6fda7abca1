"""What each parameter changes when a participant is dialed into a conference, or changed there."""

from typing import Any

import pytest

from tests.localtwilio.bench import ALL_EVENTS, APP, OTHER_OURS, Bench, humans
from tests.localtwilio.test_participants import answer, invite, office, shown
from tests.localtwilio.test_participants_in_the_room import meeting


def methods(bench: Bench, part: str) -> set[str]:
    return {send.method for _, send in bench.sent if part in send.url}


def alone(events: Any = (), **changes: Any) -> tuple[Bench, dict[str, Any]]:
    """The first leg of a new conference, half a minute after it was asked for."""
    bench = Bench(answer, humans(talk=600, patience=600))
    entry = invite(bench, "new", events, **({"Label": "one"} | changes))
    bench.play(30)
    return bench, entry


def test_every_callback_of_an_invited_leg_is_sent_with_its_method() -> None:
    bench = Bench(answer, humans(talk=20, patience=20))
    parts = ["Status", "ConferenceStatus", "RecordingStatus", "ConferenceRecordingStatus"]
    urls = {f"{part}Callback": f"{APP}/told-{part}" for part in parts}
    by_get = {f"{part}CallbackMethod": "GET" for part in parts}
    wait = {"WaitUrl": f"{APP}/wait-here", "WaitMethod": "GET"}
    recorded = {"Record": "true", "ConferenceRecord": "true"}
    invite(bench, "new", Label="one", **urls, **by_get, **wait, **recorded)
    invite(bench, "new", Label="two", To="+33199005678")
    bench.play(90)
    assert [methods(bench, f"/told-{part}") for part in parts] == [{"GET"}] * 4
    assert methods(bench, "/wait-here") == {"GET"}


def test_an_invited_leg_rings_no_longer_than_its_timeout() -> None:
    bench = office(ring=20)
    entry = invite(bench, Timeout="5")
    bench.play(15)
    assert bench.shown(entry["call_sid"])["status"] == "no-answer"


def test_an_invited_leg_lasts_no_longer_than_its_time_limit() -> None:
    bench, entry = alone(TimeLimit="10")
    assert bench.shown(entry["call_sid"])["duration"] == "10"


def test_an_invited_leg_shows_the_caller_id_that_it_was_given() -> None:
    bench, entry = alone(CallerId=OTHER_OURS)
    assert bench.engine.exchange.calls[entry["call_sid"]].shown_from == OTHER_OURS


def test_an_invited_leg_may_come_in_muted() -> None:
    bench, entry = alone(Muted="true")
    assert shown(bench, entry)["muted"] is True


def test_legs_that_may_not_start_a_conference_wait_in_it_together() -> None:
    bench, entry = alone(StartConferenceOnEnter="false")
    invite(bench, "new", Label="two", To="+33199005678", StartConferenceOnEnter="false")
    bench.play(30)
    path = f"/Conferences/{entry['conference_sid']}"
    assert (bench.rest("GET", path).body or {})["status"] == "init"


def test_a_leg_that_ends_the_conference_on_leaving_does() -> None:
    bench, entry = alone(EndConferenceOnExit="true")
    invite(bench, "new", Label="two", To="+33199005678")
    bench.play(30)
    bench.rest("POST", f"/Calls/{entry['call_sid']}", {"Status": "completed"})
    path = f"/Conferences/{entry['conference_sid']}"
    assert (bench.rest("GET", path).body or {})["status"] == "completed"


@pytest.mark.parametrize(("early", "status"), [("true", "in-progress"), ("false", "completed")])
def test_with_early_media_those_who_wait_hear_it_ring(early: str, status: str) -> None:
    rules = {"numbers": [{"number": "5678", "kind": "no_answer"}]}
    bench = Bench(answer, humans(talk=600, patience=8, ring=4) | rules)
    first = invite(bench, "new", Label="one")
    bench.play(8)
    invite(bench, "new", Label="two", To="+33199005678", EarlyMedia=early)
    bench.play(20)
    assert bench.shown(first["call_sid"])["status"] == status


def test_status_events_of_an_invited_leg_are_those_asked_for() -> None:
    bench, _ = alone(ALL_EVENTS[1:2], StatusCallback=f"{APP}/status")
    assert [told["CallStatus"] for told in bench.posted("/status")] == ["ringing"]


def test_documents_for_a_participant_are_asked_for_with_their_methods() -> None:
    bench, path, _ = meeting(talk=600)
    announced = {"AnnounceUrl": f"{APP}/announced", "AnnounceMethod": "GET"}
    bench.rest("POST", f"{path}/lead-81", announced)
    held = {"Hold": "true", "HoldUrl": f"{APP}/held", "HoldMethod": "POST"}
    bench.rest("POST", f"{path}/agent", held)
    bench.play(1)
    assert (methods(bench, "/announced"), methods(bench, "/held")) == ({"GET"}, {"POST"})
