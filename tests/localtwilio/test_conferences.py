from telepro.localtwilio.messages import Reply, Send
from tests.localtwilio.bench import APP, Bench, humans, twiml

AGENT = (
    '<Dial action="/left?agent=7"><Conference participantLabel="agent" endConferenceOnExit="true" '
    'startConferenceOnEnter="false" beep="onEnter" waitUrl="/hold" statusCallback="/room?agent=7" '
    'statusCallbackEvent="start end join leave mute hold modify">agent-7</Conference></Dial>'
)
LEAD = (
    '<Dial action="/lead-done?attempt=81" timeLimit="3600"><Conference '
    'participantLabel="lead-81" beep="false" waitUrl="">agent-7</Conference></Dial>'
)
ROOM = {
    "ConferenceSid",
    "FriendlyName",
    "AccountSid",
    "SequenceNumber",
    "Timestamp",
    "StatusCallbackEvent",
}
PARTICIPANT = ROOM | {
    "CallSid",
    "Muted",
    "Hold",
    "Coaching",
    "EndConferenceOnExit",
    "StartConferenceOnEnter",
    "ParticipantLabel",
}
LEAVE = PARTICIPANT | {"ParticipantCallStatus", "ReasonParticipantLeft"}
END = ROOM | {
    "CallSidEndingConference",
    "ParticipantLabelEndingConference",
    "Reason",
    "ReasonConferenceEnded",
}


def application(send: Send) -> Reply:
    """A session room: the agent's leg waits in it, the lead's leg joins it."""
    if "/session" in send.url:
        return twiml(AGENT)
    if "/twiml" in send.url:
        return twiml(LEAD)
    if "/hold" in send.url:
        return twiml("<Play>http://example.com/music.mp3</Play>")
    return twiml("<Hangup/>")


def session(**people: object) -> tuple[Bench, str, str]:
    bench = Bench(application, humans(**people))
    agent = bench.softphone()
    lead = bench.call()
    bench.play(9)
    return bench, agent, lead


def room_events(bench: Bench) -> list[dict[str, str]]:
    return bench.posted("/room")


def room_sid(bench: Bench) -> str:
    conferences = (bench.rest("GET", "/Conferences").body or {})["conferences"]
    return str(conferences[0]["sid"])


def test_the_room_opens_when_the_second_comes_and_one_may_start_it() -> None:
    bench, agent, lead = session()
    assert [fields["StatusCallbackEvent"] for fields in room_events(bench)] == [
        "participant-join",
        "participant-join",
        "conference-start",
    ]
    assert [set(fields) for fields in room_events(bench)] == [PARTICIPANT, PARTICIPANT, ROOM]
    first, second, _ = room_events(bench)
    assert (first["CallSid"], first["ParticipantLabel"]) == (agent, "agent")
    assert (first["EndConferenceOnExit"], first["StartConferenceOnEnter"]) == ("true", "false")
    assert (second["CallSid"], second["ParticipantLabel"]) == (lead, "lead-81")
    assert [fields["SequenceNumber"] for fields in room_events(bench)] == ["0", "1", "2"]
    shown = bench.rest("GET", f"/Conferences/{room_sid(bench)}").body or {}
    assert (shown["status"], shown["friendly_name"]) == ("in-progress", "agent-7")


def test_the_lead_hangs_up_and_the_agent_stays() -> None:
    bench, agent, lead = session(talk=30)
    bench.play(60)
    leave = room_events(bench)[-1]
    assert set(leave) == LEAVE
    assert leave["StatusCallbackEvent"] == "participant-leave"
    assert leave["ReasonParticipantLeft"] == "participant_hung_up"
    assert leave["ParticipantCallStatus"] == "completed"
    assert bench.shown(lead)["status"] == "completed"
    assert bench.shown(agent)["status"] == "in-progress"
    (farewell,) = bench.posted("/lead-done")
    assert (farewell["CallStatus"], farewell["DialCallStatus"]) == ("completed", "answered")


def test_the_agent_leaves_and_the_lead_gets_its_dial_action() -> None:
    bench, agent, lead = session()
    bench.rest("POST", f"/Calls/{agent}", {"Status": "completed"})
    bench.play(0)
    (action,) = bench.posted("/lead-done")
    assert (action["DialCallStatus"], action["CallStatus"]) == ("answered", "in-progress")
    assert "DialCallSid" not in action
    assert "DialCallDuration" not in action
    events = {fields["StatusCallbackEvent"]: fields for fields in room_events(bench)}
    end = events["conference-end"]
    assert set(end) == END
    assert end["CallSidEndingConference"] == agent
    assert end["ParticipantLabelEndingConference"] == "agent"
    assert end["ReasonConferenceEnded"] == "participant-with-end-conference-on-exit-left"
    assert events["participant-leave"]["ReasonParticipantLeft"] == "moderator_ended_conference"
    assert bench.shown(lead)["status"] == "completed"


def test_a_room_reopened_under_its_name_is_another_room() -> None:
    bench, agent, _ = session()
    first = room_sid(bench)
    bench.rest("POST", f"/Calls/{agent}", {"Status": "completed"})
    bench.softphone(line=2)
    bench.play(1)
    assert room_sid(bench) != first
    old = bench.rest("GET", f"/Conferences/{first}").body or {}
    assert (old["status"], old["call_sid_ending_conference"]) == ("completed", agent)


def test_the_first_joiner_s_callback_wins() -> None:
    bench = Bench(application)
    bench.call()
    bench.play(8)
    bench.softphone()
    bench.play(1)
    assert room_events(bench) == []


def test_the_agent_hears_the_wait_document_until_the_room_opens() -> None:
    bench, _, _ = session()
    (wait,) = bench.posted("/hold")
    assert wait["CallStatus"] == "in-progress"


def test_two_who_may_not_start_a_room_both_wait_and_hear_the_wait_document() -> None:
    unlabelled = AGENT.replace('participantLabel="agent" ', "")
    bench = Bench(lambda send: twiml(unlabelled) if "/session" in send.url else application(send))
    bench.softphone(line=1)
    bench.softphone(line=2)
    bench.play(1)
    assert len(bench.posted("/hold")) == 2
    assert (bench.rest("GET", f"/Conferences/{room_sid(bench)}").body or {})["status"] == "init"


def test_muting_and_holding_are_told_and_shown() -> None:
    bench, agent, lead = session()
    base = f"/Conferences/{room_sid(bench)}/Participants"
    bench.rest("POST", f"{base}/agent", {"Muted": "true"})
    bench.rest("POST", f"{base}/{lead}", {"Hold": "true", "HoldUrl": f"{APP}/hold-music"})
    names = [fields["StatusCallbackEvent"] for fields in room_events(bench)][-2:]
    assert names == ["participant-mute", "participant-hold"]
    muted = (bench.rest("GET", base, query={"Muted": "true"}).body or {})["participants"]
    assert [entry["call_sid"] for entry in muted] == [agent]
    held = bench.rest("GET", f"{base}/lead-81").body or {}
    assert (held["hold"], held["label"], held["status"]) == (True, "lead-81", "connected")
    assert bench.sent[-2][1].method == "GET"


def test_a_kicked_participant_goes_on_with_its_own_document() -> None:
    bench, _, lead = session()
    answer = bench.rest("DELETE", f"/Conferences/{room_sid(bench)}/Participants/lead-81")
    bench.play(0)
    assert (answer.status, answer.body) == (204, None)
    leave = room_events(bench)[-1]
    assert leave["ReasonParticipantLeft"] == "participant_updated_via_api"
    assert len(bench.posted("/lead-done")) == 1
    assert bench.rest("GET", f"/Conferences/{room_sid(bench)}/Participants/{lead}").status == 404


def test_a_conference_can_be_ended_through_the_api() -> None:
    bench, agent, _ = session()
    sid = room_sid(bench)
    bench.rest("POST", f"/Conferences/{sid}", {"Status": "completed"})
    bench.play(0)
    assert (bench.rest("GET", f"/Conferences/{sid}").body or {})["reason_conference_ended"] == (
        "conference-ended-via-api"
    )
    assert [fields["DialCallStatus"] for fields in bench.posted("/left")] == ["answered"]
    assert bench.shown(agent)["status"] == "completed"


def test_a_redirected_call_leaves_its_room() -> None:
    bench, _, lead = session()
    bench.rest("POST", f"/Calls/{lead}", {"Twiml": "<Response><Pause length='5'/></Response>"})
    bench.play(0)
    leave = room_events(bench)[-1]
    assert leave["ReasonParticipantLeft"] == "participant_updated_via_api"
    assert leave["ParticipantCallStatus"] == "in-progress"


def test_a_label_in_use_is_skipped_with_a_notification() -> None:
    bench, _, _ = session()
    second = bench.call(To="+33199009876")
    bench.play(9)
    assert 16025 in bench.codes()
    assert bench.shown(second)["status"] == "completed"
    assert bench.posted("/lead-done") == []


def test_a_person_left_alone_in_a_room_hangs_up() -> None:
    bench = Bench(application, humans(patience=6))
    lead = bench.call()
    bench.play(60)
    assert bench.noted("ended")[0]["reason"] == "nobody spoke"
    assert bench.shown(lead)["status"] == "completed"


def test_a_failing_wait_document_takes_the_leg_out() -> None:
    bench = Bench(lambda send: Reply(500) if "/hold" in send.url else application(send))
    bench.softphone()
    bench.play(1)
    assert len(bench.posted("/left")) == 1


def test_a_leg_that_is_not_let_in_leaves_no_empty_room_behind() -> None:
    coach = f'<Dial action="/done"><Conference coach="CA{"9" * 32}">agent-7</Conference></Dial>'
    bench = Bench(lambda send: twiml(coach) if "/twiml" in send.url else twiml("<Hangup/>"))
    bench.call()
    bench.play(30)
    assert bench.codes() == [13240]
    assert bench.posted("/done")[0]["DialCallStatus"] == "failed"
    assert (bench.rest("GET", "/Conferences").body or {})["conferences"] == []


def test_a_conference_needs_a_name() -> None:
    bench = Bench(lambda send: twiml("<Dial><Conference> </Conference></Dial>"))
    bench.call()
    bench.play(30)
    assert bench.codes() == [13237]
