"""One use of the official client for each route of the REST API."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from telepro.localtwilio.numbers import number_sid
from tests.localtwilio.bench import ACCOUNT, OURS, THEM
from tests.localtwilio.scene import Scene


@dataclass(frozen=True)
class Sample:
    """One use of the client, whose first request takes this route."""

    method: str
    route: str
    ask: Callable[[Scene], object]


A_RECORDING = "/Recordings/([^/]+)"
NUMBER = number_sid(ACCOUNT.sid, OURS)
DEAD = "+33199000003"

# A route added to the REST API joins with one line; without it a test fails.
SAMPLES = (
    Sample("GET", "", lambda s: s.client.api.accounts(ACCOUNT.sid).fetch()),
    Sample("POST", "/Calls", lambda s: s.call(THEM, "/wait")),
    Sample("GET", "/Calls", lambda s: s.client.calls.list()),
    Sample("GET", "/Calls", lambda s: s.client.calls.list(page_size=2)),
    Sample("GET", "/Calls", lambda s: s.client.calls.list(status="busy", to="+33199000000")),
    Sample("GET", "/Calls/([^/]+)", lambda s: s.client.calls(s.lead).fetch()),
    Sample("GET", "/Calls/([^/]+)", lambda s: s.client.calls(s.agent).fetch()),
    Sample("GET", "/Calls/([^/]+)", lambda s: [s.client.calls(sid).fetch() for sid in s.ended]),
    Sample("POST", "/Calls/([^/]+)", lambda s: s.client.calls(s.waiting).update(time_limit=600)),
    Sample("POST", "/Calls/([^/]+)", lambda s: hung_up(s, "canceled")),
    Sample("POST", "/Calls/([^/]+)", lambda s: hung_up(s, "completed")),
    Sample("DELETE", "/Calls/([^/]+)", lambda s: s.client.calls(s.ended[0]).delete()),
    Sample(
        "GET",
        "/Calls/([^/]+)/Notifications",
        lambda s: s.client.calls(s.faulty).notifications.list(),
    ),
    Sample("GET", "/Calls/([^/]+)/Notifications/([^/]+)", lambda s: fetched_note(s)),
    Sample("GET", "/Calls/([^/]+)/Events", lambda s: s.client.calls(s.lead).events.list()),
    Sample("GET", "/Conferences", lambda s: s.client.conferences.list()),
    Sample("GET", "/Conferences", lambda s: s.client.conferences.list(friendly_name="nobody")),
    Sample("GET", "/Conferences/([^/]+)", lambda s: s.client.conferences(s.room).fetch()),
    Sample("POST", "/Conferences/([^/]+)", lambda s: ended_room(s)),
    Sample(
        "GET",
        "/Conferences/([^/]+)/Participants",
        lambda s: s.client.conferences(s.room).participants.list(),
    ),
    Sample(
        "GET",
        "/Conferences/([^/]+)/Participants/([^/]+)",
        lambda s: s.client.conferences(s.room).participants("lead-81").fetch(),
    ),
    Sample(
        "POST",
        "/Conferences/([^/]+)/Participants/([^/]+)",
        lambda s: s.client.conferences(s.room).participants(s.lead).update(muted=True, hold=True),
    ),
    Sample(
        "DELETE",
        "/Conferences/([^/]+)/Participants/([^/]+)",
        lambda s: s.client.conferences(s.room).participants("lead-81").delete(),
    ),
    Sample("POST", "/Conferences/([^/]+)/Participants", lambda s: invited(s)),
    Sample("GET", "/Conferences/([^/]+)/Participants", lambda s: invited_list(s)),
    Sample("POST", "/Calls/([^/]+)/Recordings", lambda s: recordings(s).create()),
    Sample("GET", "/Calls/([^/]+)/Recordings", lambda s: recordings(s, recorded(s)).list()),
    Sample("GET", f"/Calls/([^/]+){A_RECORDING}", lambda s: recordings(s)(recorded(s)).fetch()),
    Sample("GET", f"/Calls/([^/]+){A_RECORDING}", lambda s: recordings(s)(kept(s)).fetch()),
    Sample(
        "POST",
        f"/Calls/([^/]+){A_RECORDING}",
        lambda s: recordings(s)(recorded(s)).update(status="paused", pause_behavior="skip"),
    ),
    Sample("DELETE", f"/Calls/([^/]+){A_RECORDING}", lambda s: recordings(s)(kept(s)).delete()),
    Sample("GET", "/Recordings", lambda s: recordings(s, kept(s)) and s.client.recordings.list()),
    Sample("GET", A_RECORDING, lambda s: s.client.recordings(recorded(s)).fetch()),
    Sample("GET", A_RECORDING, lambda s: s.client.recordings(kept(s)).fetch()),
    Sample("GET", A_RECORDING, lambda s: s.client.recordings(lost(s)).fetch()),
    Sample("DELETE", A_RECORDING, lambda s: s.client.recordings(kept(s)).delete()),
    Sample("GET", "/Conferences/([^/]+)/Recordings", lambda s: of_room(s).list()),
    Sample("GET", f"/Conferences/([^/]+){A_RECORDING}", lambda s: of_room(s)(talk(s)).fetch()),
    Sample(
        "POST",
        f"/Conferences/([^/]+){A_RECORDING}",
        lambda s: of_room(s)(talk(s)).update(status="stopped"),
    ),
    Sample(
        "DELETE",
        f"/Conferences/([^/]+){A_RECORDING}",
        lambda s: of_room(s)(talk(s, "stopped")).delete(),
    ),
    Sample("GET", "/IncomingPhoneNumbers", lambda s: s.client.incoming_phone_numbers.list()),
    Sample(
        "GET",
        "/IncomingPhoneNumbers/([^/]+)",
        lambda s: s.client.incoming_phone_numbers(NUMBER).fetch(),
    ),
    Sample(
        "POST",
        "/IncomingPhoneNumbers/([^/]+)",
        lambda s: s.client.incoming_phone_numbers(NUMBER).update(voice_url=f"{s.address}/in"),
    ),
    Sample("GET", "/OutgoingCallerIds", lambda s: s.client.outgoing_caller_ids.list()),
    Sample(
        "GET", "/OutgoingCallerIds/([^/]+)", lambda s: s.client.outgoing_caller_ids(NUMBER).fetch()
    ),
    Sample("GET", "/Applications", lambda s: s.client.applications.list()),
    Sample("POST", "/Applications", lambda s: s.client.applications.create(friendly_name="new")),
    Sample("GET", "/Applications/([^/]+)", lambda s: application_of(s).fetch()),
    Sample(
        "POST",
        "/Applications/([^/]+)",
        lambda s: application_of(s).update(voice_url=f"{s.address}/twilio/session"),
    ),
    Sample("DELETE", "/Applications/([^/]+)", lambda s: s.client.applications(made(s)).delete()),
    Sample("POST", "/Messages", lambda s: written(s)),
    Sample("POST", "/Messages", lambda s: written(s, messaging_service_sid=f"MG{'1' * 32}")),
    Sample("GET", "/Messages", lambda s: messages(s, arrived(s)).list()),
    Sample("GET", "/Messages/([^/]+)", lambda s: messages(s)(arrived(s)).fetch()),
    Sample("GET", "/Messages/([^/]+)", lambda s: messages(s)(arrived(s, DEAD)).fetch()),
    Sample("POST", "/Messages/([^/]+)", lambda s: messages(s)(arrived(s)).update(body="")),
    Sample("DELETE", "/Messages/([^/]+)", lambda s: messages(s)(arrived(s)).delete()),
    Sample("GET", "/Messages/([^/]+)/Media", lambda s: messages(s)(arrived(s)).media.list()),
)


def hung_up(stage: Scene, status: str) -> None:
    """A call that rings, ended."""
    sid = stage.waiting if status == "completed" else stage.call(THEM, "/wait")
    if status == "canceled":
        stage.seen.clear()
    stage.client.calls(sid).update(status=status)


def fetched_note(stage: Scene) -> None:
    """One line of the debugger, after it was found in its list."""
    notes = stage.client.calls(stage.faulty).notifications
    sid = notes.list()[0].sid
    stage.seen.clear()
    notes(sid).fetch()


def ended_room(stage: Scene) -> None:
    """The room, ended, and then seen as it is afterwards."""
    stage.client.conferences(stage.room).update(status="completed")
    stage.client.conferences(stage.room).fetch()


def invited(stage: Scene) -> None:
    """Somebody dialed into the room, from the queue on."""
    participants = stage.client.conferences(stage.room).participants
    call = participants.create(from_=OURS, to=THEM, label="guest", muted=True).call_sid
    participants(call).fetch()


def invited_list(stage: Scene) -> None:
    """Everybody in the room, among them somebody who rings."""
    invited(stage)
    stage.seen.clear()
    stage.client.conferences(stage.room).participants.list()


def recordings(stage: Scene, made_before: str = "") -> Any:
    """The recordings of the lead's call; what was asked to make some is forgotten."""
    if made_before:
        stage.seen.clear()
    return stage.client.calls(stage.lead).recordings


def recorded(stage: Scene) -> str:
    """A recording that runs on the lead's call."""
    sid = str(recordings(stage).create(recording_channels="dual").sid)
    stage.seen.clear()
    return sid


def kept(stage: Scene) -> str:
    """A recording of the lead's call that can be listened to."""
    return _finished(stage, recorded(stage), "completed")


def lost(stage: Scene) -> str:
    """A recording of no length, of which nothing is kept."""
    return _finished(stage, recorded(stage), "absent", 0)


def _finished(stage: Scene, sid: str, status: str, seconds: int = 2) -> str:
    stage.wait(seconds)
    recordings(stage)(sid).update(status="stopped")
    stage.until(lambda: stage.client.recordings(sid).fetch().status == status)
    stage.seen.clear()
    return sid


def of_room(stage: Scene) -> Any:
    """The recordings of the room."""
    return stage.client.conferences(stage.room).recordings


def talk(stage: Scene, status: str = "") -> str:
    """The recording of the room, brought to this status."""
    sid = str(of_room(stage).list()[0].sid)
    if status:
        of_room(stage)(sid).update(status=status)
    stage.seen.clear()
    return sid


def application_of(stage: Scene) -> Any:
    """The application of the softphones."""
    return stage.client.applications(ACCOUNT.application_sid)


def made(stage: Scene) -> str:
    """An application that nobody needs."""
    sid = str(stage.client.applications.create(friendly_name="old").sid)
    stage.seen.clear()
    return sid


def written(stage: Scene, to: str = THEM, **sender: str) -> str:
    """A message, just created."""
    return str(
        stage.client.messages.create(to=to, body="Bonjour", **(sender or {"from_": OURS})).sid
    )


def messages(stage: Scene, made_before: str = "") -> Any:
    """The messages of the account; what was asked to make some is forgotten."""
    if made_before:
        stage.seen.clear()
    return stage.client.messages


def arrived(stage: Scene, to: str = THEM) -> str:
    """A message that came as far as it will."""
    sid = written(stage, to)
    ends = ("delivered", "undelivered")
    stage.until(lambda: stage.client.messages(sid).fetch().status in ends)
    stage.seen.clear()
    return sid
