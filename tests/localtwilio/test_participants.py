from typing import Any

import pytest

from telepro.localtwilio.faults import Fault
from telepro.localtwilio.messages import Reply, Send, SoftphoneAnswered, SoftphoneRegistered
from tests.localtwilio.bench import (
    ACCOUNT,
    ALL_EVENTS,
    APP,
    OURS,
    THEM,
    Bench,
    fields_of,
    humans,
    only,
    twiml,
)
from tests.localtwilio.test_conferences import AGENT, LEAVE, ROOM

ROOM_EVENTS = ["start", "end", "join", "leave", "mute", "hold", "modify", "announcement"]


def answer(send: Send) -> Reply:
    """The agent's room, wait documents and announcements."""
    if "/session" in send.url:
        return twiml(AGENT.replace("mute hold modify", "mute hold modify announcement"))
    if "/broken" in send.url:
        return Reply(500)
    return twiml("<Play>http://example.com/music.mp3</Play>")


def office(**people: Any) -> Bench:
    """A bench whose agent waits in the room agent-7."""
    bench = Bench(answer, humans(**({"talk": 60} | people)))
    bench.softphone()
    bench.play(1)
    return bench


def invite(bench: Bench, room: str = "agent-7", events: Any = (), **changes: Any) -> dict[str, Any]:
    form = {"To": THEM, "From": OURS, "Label": "lead-81"} | changes
    pairs = [*form.items(), *(("StatusCallbackEvent", event) for event in events)]
    response = bench.rest("POST", f"/Conferences/{room}/Participants", pairs)
    assert response.status == 201, response.body
    return dict(response.body or {})


def refusal(bench: Bench, room: str = "agent-7", **changes: Any) -> tuple[int, int]:
    form = {"To": THEM, "From": OURS} | changes
    response = bench.rest("POST", f"/Conferences/{room}/Participants", form)
    return response.status, int((response.body or {})["code"])


def shown(bench: Bench, entry: dict[str, Any]) -> dict[str, Any]:
    path = f"/Conferences/{entry['conference_sid']}/Participants/{entry['call_sid']}"
    return dict(bench.rest("GET", path).body or {})


def room_events(bench: Bench, part: str = "/room") -> list[str]:
    return [fields["StatusCallbackEvent"] for fields in bench.posted(part)]


def test_a_participant_is_queued_with_every_key_of_the_resource() -> None:
    bench = office()
    entry = invite(bench)
    room = bench.engine.exchange.room_named("agent-7")
    assert room is not None
    assert entry == {
        "account_sid": ACCOUNT.sid,
        "call_sid": entry["call_sid"],
        "label": "lead-81",
        "call_sid_to_coach": None,
        "coaching": False,
        "conference_sid": room.sid,
        "date_created": "Mon, 23 Nov 2026 09:00:01 +0000",
        "date_updated": "Mon, 23 Nov 2026 09:00:01 +0000",
        "end_conference_on_exit": False,
        "muted": False,
        "hold": False,
        "start_conference_on_enter": True,
        "status": "queued",
        "queue_time": "0",
        "uri": f"/2010-04-01/Accounts/{ACCOUNT.sid}/Conferences/{room.sid}"
        f"/Participants/{entry['call_sid']}.json",
    }


def test_a_participant_rings_joins_and_ends_with_a_status_for_each_step() -> None:
    bench = office(ring=5, talk=20)
    entry = invite(bench, events=ALL_EVENTS, StatusCallback=f"{APP}/status?attempt=81")
    seen = []
    for _ in range(80):
        bench.play(0.5)
        status = shown(bench, entry)["status"]
        seen += [status] if status not in seen else []
    assert seen == ["connecting", "ringing", "connected", "complete"]
    assert [fields["CallStatus"] for fields in bench.posted("/status")] == [
        "initiated", "ringing", "in-progress", "completed",
    ]  # fmt: skip
    assert [fields["Direction"] for fields in bench.posted("/status")] == ["outbound-api"] * 4
    assert room_events(bench) == [
        "participant-join", "participant-join", "conference-start", "participant-leave",
    ]  # fmt: skip
    assert set(bench.posted("/room")[-1]) == LEAVE


def test_the_list_shows_who_is_there_and_who_is_being_called() -> None:
    bench = office(ring=5)
    entry = invite(bench, Muted="true")
    path = f"/Conferences/{entry['conference_sid']}/Participants"
    bench.play(3)
    listed = (bench.rest("GET", path).body or {})["participants"]
    assert [each["status"] for each in listed] == ["ringing", "connected"]
    muted = (bench.rest("GET", path, query={"Muted": "true"}).body or {})["participants"]
    assert [each["call_sid"] for each in muted] == [entry["call_sid"]]
    assert (bench.rest("GET", f"{path}/lead-81").body or {})["label"] == "lead-81"


def test_a_name_that_is_not_live_opens_a_room_that_its_first_leg_leads() -> None:
    bench = Bench(answer, humans(talk=20, patience=60))
    entry = invite(
        bench,
        "fresh",
        Label="",
        WaitUrl=f"{APP}/wait",
        ConferenceStatusCallback=f"{APP}/fresh-room",
        EndConferenceOnExit="true",
    )
    rooms = (bench.rest("GET", "/Conferences").body or {})["conferences"]
    assert [(room["sid"], room["status"]) for room in rooms] == [(entry["conference_sid"], "init")]
    bench.play(9)
    assert (
        fields_of(next(send for _, send in bench.sent if "/wait" in send.url))["CallSid"]
        == (entry["call_sid"])
    )
    invite(bench, entry["conference_sid"], To="+33199005555", Label="")
    bench.play(90)
    events = bench.posted("/fresh-room")
    assert [fields["StatusCallbackEvent"] for fields in events] == [
        "conference-start", "conference-end",
    ]  # fmt: skip
    assert set(events[0]) == ROOM
    assert events[1]["CallSidEndingConference"] == entry["call_sid"]


def test_a_leg_that_is_not_taken_is_a_leave_that_says_why() -> None:
    bench = Bench(answer, only("dead"))
    bench.softphone()
    bench.play(1)
    entry = invite(bench, Timeout="10")
    bench.play(20)
    leave = bench.posted("/room")[-1]
    assert set(leave) == LEAVE
    assert (leave["ParticipantCallStatus"], leave["ReasonParticipantLeft"]) == (
        "failed", "participant_add_failed",
    )  # fmt: skip
    assert shown(bench, entry)["status"] == "failed"
    assert bench.codes() == [16030]


def test_a_room_that_nobody_joins_is_over_again() -> None:
    bench = Bench(answer, only("busy"))
    entry = invite(bench, "fresh")
    bench.play(20)
    room = bench.rest("GET", f"/Conferences/{entry['conference_sid']}").body or {}
    assert (room["status"], room["reason_conference_ended"]) == (
        "completed",
        "last-participant-left",
    )
    assert bench.codes() == []


def test_a_room_that_ends_stops_the_ringing_of_those_it_invited() -> None:
    bench = office(ring=30)
    entry = invite(bench)
    bench.play(5)
    bench.rest("POST", f"/Conferences/{entry['conference_sid']}", {"Status": "completed"})
    bench.play(0)
    assert bench.shown(entry["call_sid"])["status"] == "canceled"


def test_a_kicked_participant_without_a_document_is_hung_up() -> None:
    bench = office()
    entry = invite(bench)
    bench.play(9)
    path = f"/Conferences/{entry['conference_sid']}/Participants/lead-81"
    assert bench.rest("DELETE", path).status == 204
    bench.play(0)
    assert bench.shown(entry["call_sid"])["status"] == "completed"
    assert bench.posted("/room")[-1]["ReasonParticipantLeft"] == "participant_updated_via_api"
    other = invite(bench)
    bench.play(2)
    assert bench.rest("DELETE", path).status == 204
    assert bench.shown(other["call_sid"])["status"] == "canceled"


def test_a_participant_given_a_document_leaves_the_room_and_lives_on() -> None:
    bench = office()
    entry = invite(bench)
    bench.play(9)
    inline = {"Twiml": '<Response><Pause length="60"/></Response>'}
    bench.rest("POST", f"/Calls/{entry['call_sid']}", inline)
    bench.play(1)
    assert bench.shown(entry["call_sid"])["status"] == "in-progress"
    assert bench.posted("/room")[-1]["ReasonParticipantLeft"] == "participant_updated_via_api"


def test_participants_count_against_the_calls_per_second() -> None:
    bench = Bench(answer, cps=1.0)
    waits = [invite(bench, Label=f"lead-{number}")["queue_time"] for number in range(3)]
    assert waits == ["0", "1000", "2000"]
    bench.call()
    assert bench.shown(next(reversed(bench.engine.exchange.calls)))["queue_time"] == "3000"


def test_a_browser_can_be_dialed_into_a_room() -> None:
    bench = office()
    bench.hand(SoftphoneRegistered(7, "bob"))
    entry = invite(bench, To="client:bob", From="desk")
    bench.play(1)
    bench.hand(SoftphoneAnswered(entry["call_sid"]))
    assert shown(bench, entry)["status"] == "connected"
    assert [name for name, _ in bench.told][-3:] == ["connected", "conference", "conference"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"To": ""}, (400, 21201)),
        ({"From": ""}, (400, 21213)),
        ({"From": "+33199009999"}, (400, 21210)),
        ({"To": "+1500"}, (400, 21211)),
        ({"To": "sip:bob@example.com"}, (400, 21214)),
        ({"Timeout": "4"}, (400, 21208)),
        ({"TimeLimit": "0"}, (400, 21200)),
        ({"StatusCallback": "http://example.com/"}, (400, 21609)),
        ({"StatusCallbackEvent": "finished"}, (400, 21626)),
        ({"ConferenceStatusCallbackEvent": "begin"}, (400, 21626)),
        ({"WaitMethod": "PUT"}, (400, 21209)),
        ({"WaitUrl": "nowhere"}, (400, 20001)),
        ({"MaxParticipants": "1"}, (400, 20001)),
        ({"Beep": "loud"}, (400, 20001)),
        ({"Muted": "perhaps"}, (400, 20001)),
        ({"Label": "a" * 129}, (400, 16023)),
        ({"Label": "a/b"}, (400, 16023)),
        ({"Label": "CA" + "1" * 32}, (400, 16023)),
        ({"Label": "agent"}, (400, 16026)),
        ({"CallSidToCoach": "CA" + "9" * 32}, (400, 16028)),
        ({"Coaching": "true"}, (400, 16028)),
        ({"room": "CF" + "9" * 32}, (404, 16003)),
    ],
)
def test_what_can_t_be_added_is_refused_and_leaves_no_leg(
    changes: dict[str, str], expected: tuple[int, int]
) -> None:
    bench = office()
    assert refusal(bench, **changes) == expected
    assert len(bench.engine.exchange.calls) == 1


def test_a_completed_conference_takes_nobody() -> None:
    bench = office()
    sid = invite(bench)["conference_sid"]
    bench.rest("POST", f"/Conferences/{sid}", {"Status": "completed"})
    assert refusal(bench, sid) == (400, 16022)


def test_a_full_room_turns_the_leg_away_when_it_joins() -> None:
    bench = Bench(answer, humans(talk=60, patience=60))
    for number in range(3):
        invite(bench, "small", To=f"+3319900555{number}", Label="", MaxParticipants="2")
    bench.play(20)
    assert bench.codes() == [16020]


@pytest.mark.parametrize(
    ("beep", "beeps"), [("true", 2), ("onEnter", 1), ("onExit", 1), ("false", 0)]
)
def test_a_beep_is_heard_when_it_was_asked_for(beep: str, beeps: int) -> None:
    bench = office(talk=5)
    entry = invite(bench, Beep=beep)
    bench.play(60)
    timeline = bench.engine.exchange.calls[entry["call_sid"]].timeline
    assert sum("beep" in text for _, text in timeline) == beeps


def test_parameters_without_effect_are_said() -> None:
    bench = office()
    invite(bench, Region="ie1", JitterBufferSize="large", CallReason="a call")
    assert bench.noted("ignored")[0]["parameters"] == ["CallReason", "JitterBufferSize", "Region"]


@pytest.mark.parametrize(
    ("fault", "expected"), [(Fault.CREATE_500, (500, 20500)), (Fault.CREATE_429, (429, 20429))]
)
def test_a_fault_of_creation_meets_participants_as_well(
    fault: Fault, expected: tuple[int, int]
) -> None:
    assert refusal(Bench(answer, faults={fault: 1.0})) == expected
