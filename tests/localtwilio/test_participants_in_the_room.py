from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException

from tests.localtwilio.bench import (
    ALL_EVENTS,
    APP,
    OURS,
    THEM,
    Bench,
    humans,
)
from tests.localtwilio.test_conferences import PARTICIPANT, ROOM
from tests.localtwilio.test_participants import (
    invite,
    office,
    room_events,
)
from tests.localtwilio.theatre import application, client_of, eventually, local_twilio


def meeting(**people: Any) -> tuple[Bench, str, str]:
    """The agent and a lead in one room; gives the bench, the path of participants, and the lead."""
    bench = office(**people)
    entry = invite(bench)
    bench.play(9)
    return bench, f"/Conferences/{entry['conference_sid']}/Participants", entry["call_sid"]


def test_hold_music_is_fetched_by_get_and_played_to_the_held_leg_alone() -> None:
    bench, path, lead = meeting(patience=5)
    held = bench.rest("POST", f"{path}/lead-81", {"Hold": "true", "HoldUrl": f"{APP}/hold-music"})
    assert (held.body or {})["hold"] is True
    (send,) = [send for _, send in bench.sent if "/hold-music" in send.url]
    assert send.method == "GET"
    assert bench.engine.exchange.calls[lead].speaking
    bench.rest("POST", f"{path}/lead-81", {"Hold": "false"})
    assert not bench.engine.exchange.calls[lead].speaking
    assert room_events(bench)[-2:] == ["participant-hold", "participant-unhold"]


def test_a_held_agent_is_not_heard() -> None:
    bench, path, lead = meeting(patience=5, talk=600)
    bench.rest("POST", f"{path}/agent", {"Hold": "true"})
    bench.play(6)
    assert bench.shown(lead)["status"] == "completed"


def test_a_coach_is_heard_by_the_coached_call_alone() -> None:
    bench, path, lead = meeting(patience=5, talk=600)
    agent = next(iter(bench.engine.exchange.calls))
    coach = invite(bench, To="+33199005555", Label="coach", CallSidToCoach=agent)
    assert (coach["coaching"], coach["call_sid_to_coach"]) == (True, agent)
    bench.play(10)
    bench.rest("POST", f"{path}/agent", {"Muted": "true"})
    bench.play(6)
    assert bench.shown(lead)["status"] == "completed"
    assert bench.noted("ended")[0]["reason"] == "nobody spoke"


def test_a_coach_who_barges_in_is_heard_by_everybody() -> None:
    bench, path, lead = meeting(patience=5, talk=600)
    agent = next(iter(bench.engine.exchange.calls))
    invite(bench, To="+33199005555", Label="coach", CallSidToCoach=agent)
    bench.play(10)
    answer = bench.rest("POST", f"{path}/coach", {"Coaching": "false"}).body or {}
    assert (answer["coaching"], answer["call_sid_to_coach"]) == (False, None)
    bench.rest("POST", f"{path}/agent", {"Muted": "true"})
    bench.play(6)
    assert bench.shown(lead)["status"] == "in-progress"
    assert "participant-modify" in room_events(bench)


def test_nobody_coaches_a_call_that_is_elsewhere() -> None:
    bench, path, _ = meeting()
    response = bench.rest("POST", f"{path}/agent", {"CallSidToCoach": "CA" + "9" * 32})
    assert (response.status, (response.body or {})["code"]) == (400, 16028)


def test_an_update_that_is_refused_changes_nothing() -> None:
    bench, path, _ = meeting()
    wrong = {"Muted": "true", "AnnounceUrl": "http://example.com/"}
    assert bench.rest("POST", f"{path}/lead-81", wrong).status == 400
    assert (bench.rest("GET", f"{path}/lead-81").body or {})["muted"] is False


def test_leaving_can_be_made_to_end_the_conference_or_to_beep() -> None:
    bench, path, _ = meeting()
    change = {"EndConferenceOnExit": "true", "BeepOnExit": "false"}
    shown = bench.rest("POST", f"{path}/lead-81", change).body or {}
    assert shown["end_conference_on_exit"] is True
    assert room_events(bench)[-1] == "participant-modify"
    room = bench.engine.exchange.room_named("agent-7")
    assert room is not None
    assert [entry.beep for entry in room.participants.values()] == ["onEnter", "onEnter"]


@pytest.mark.parametrize(
    ("url", "event", "fields"),
    [
        ("/announce", "announcement-end", {"AnnounceUrl"}),
        ("/broken", "announcement-fail", {"AnnounceUrl", "ReasonAnnouncementFailed"}),
    ],
)
def test_an_announcement_to_one_participant_is_told_at_its_end(
    url: str, event: str, fields: set[str]
) -> None:
    bench, path, lead = meeting()
    bench.rest("POST", f"{path}/lead-81", {"AnnounceUrl": APP + url})
    bench.play(6)
    told = bench.posted("/room")[-1]
    assert (told["StatusCallbackEvent"], told["CallSid"]) == (event, lead)
    assert set(told) == PARTICIPANT | fields


@pytest.mark.parametrize(
    ("url", "event", "fields"),
    [
        ("/announce", "announcement-end", {"AnnounceUrl"}),
        ("/broken", "announcement-fail", {"AnnounceUrl", "ReasonAnnouncementFailed"}),
    ],
)
def test_an_announcement_to_everybody_is_told_at_its_end(
    url: str, event: str, fields: set[str]
) -> None:
    bench, path, lead = meeting()
    sid = path.split("/")[2]
    bench.rest("POST", f"/Conferences/{sid}", {"AnnounceUrl": APP + url})
    assert bench.engine.exchange.calls[lead].speaking is (event == "announcement-end")
    bench.play(6)
    told = bench.posted("/room")[-1]
    assert told["StatusCallbackEvent"] == event
    assert set(told) == ROOM | fields
    assert not bench.engine.exchange.calls[lead].speaking


def test_an_announcement_ends_with_the_conference_and_says_nothing_after_it() -> None:
    bench, path, lead = meeting()
    sid = path.split("/")[2]
    bench.rest("POST", f"/Conferences/{sid}", {"AnnounceUrl": f"{APP}/announce"})
    bench.rest("POST", f"{path}/lead-81", {"AnnounceUrl": f"{APP}/announce"})
    bench.rest("POST", f"/Conferences/{sid}", {"Status": "completed"})
    bench.play(10)
    assert room_events(bench)[-1] == "conference-end"
    assert not bench.engine.exchange.calls[lead].speaking


def test_another_wait_document_replaces_the_one_that_plays() -> None:
    bench = office()
    room = bench.engine.exchange.room_named("agent-7")
    assert room is not None
    path = f"/Conferences/{room.sid}/Participants/agent"
    bench.rest("POST", path, {"WaitUrl": f"{APP}/other-wait", "WaitMethod": "GET"})
    (send,) = [send for _, send in bench.sent if "/other-wait" in send.url]
    assert send.method == "GET"


def test_the_official_client_adds_updates_and_removes_a_participant() -> None:
    with application() as app, local_twilio(people=humans(talk=400, patience=100)) as url:
        client = client_of(url)
        added = client.conferences("agent-7").participants.create(
            from_=OURS,
            to=THEM,
            label="lead-81",
            timeout=20,
            early_media=True,
            end_conference_on_exit=True,
            conference_status_callback=f"{app.url}/room",
            conference_status_callback_event=["start", "end", "join", "leave"],
            status_callback=f"{app.url}/status",
            status_callback_event=ALL_EVENTS,
        )
        assert (added.status, added.label, added.queue_time) == ("queued", "lead-81", "0")
        room = client.conferences(added.conference_sid)
        eventually(lambda: room.participants("lead-81").fetch().status == "connected")
        assert room.participants("lead-81").update(muted=True, hold=True).hold is True
        assert [each.call_sid for each in room.participants.list(hold=True)] == [added.call_sid]
        with pytest.raises(TwilioRestException) as refused:
            client.conferences("agent-7").participants.create(from_=OURS, to=THEM, label="lead-81")
        assert refused.value.code == 16026
        assert room.participants(added.call_sid).delete()
        eventually(lambda: client.calls(added.call_sid).fetch().status == "completed")
        eventually(lambda: len(app.told("/status")) == 4)
        assert room.fetch().reason_conference_ended == (
            "participant-with-end-conference-on-exit-kicked"
        )
