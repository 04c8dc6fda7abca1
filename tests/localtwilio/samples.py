"""One use of the official client for each route of the REST API."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.localtwilio.bench import ACCOUNT, THEM
from tests.localtwilio.scene import Scene


@dataclass(frozen=True)
class Sample:
    """One use of the client, whose first request takes this route."""

    method: str
    route: str
    ask: Callable[[Scene], object]


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
    Sample("GET", "/IncomingPhoneNumbers", lambda s: s.client.incoming_phone_numbers.list()),
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
