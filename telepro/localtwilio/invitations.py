"""Decides whether a participant may be dialed into a conference, and creates the leg that rings."""

import re
from collections.abc import Mapping, Sequence

from telepro.localtwilio import creation, invited_legs, invited_orders, rooms
from telepro.localtwilio.browsers import address_of, parameters_in
from telepro.localtwilio.calls import Call, Callback, Conference, Participant, Source
from telepro.localtwilio.codes import ConferenceStatus, Direction
from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.messages import RestRequest
from telepro.localtwilio.numbers import number_sid
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.truths import TRUTHS, truth_of
from telepro.localtwilio.verbs import CONFERENCE_EVENTS

LONGEST_LABEL = 128
MOST_PARTICIPANTS = 250
BEEPS = frozenset({*TRUTHS, "onEnter", "onExit"})
DEFAULT_EVENTS = frozenset({"start", "end"})
"""What the callback of a conference that this request opens is told unless it asks for more."""
URLS: Mapping[str, int] = {
    "StatusCallback": 21609,
    "ConferenceStatusCallback": 21609,
    "WaitUrl": 20001,
}
METHODS = ("StatusCallbackMethod", "ConferenceStatusCallbackMethod", "WaitMethod")
UNDERSTOOD = frozenset(
    {
        *("To", "From", "CallerId", "Label", "Timeout", "TimeLimit", "StatusCallbackEvent"),
        *("Muted", "Beep", "StartConferenceOnEnter", "EndConferenceOnExit", "EarlyMedia"),
        *("MaxParticipants", "ConferenceStatusCallbackEvent", "Coaching", "CallSidToCoach"),
        *URLS,
        *METHODS,
        *invited_orders.PARAMETERS,
    }
)
"""Parameters that change what happens; the others are accepted, said, and have no effect."""

Fields = Mapping[str, str]


def invite(exchange: Exchange, request: RestRequest, named: str) -> tuple[Conference, Participant]:
    """Accept a participant and queue their leg; `named` is a conference's SID or its name.

    Raises Refused with the first check that fails: those of a call's creation, then the
    conference (16003, 16022), the label (16023, 16026) and who is coached (16028).
    """
    fields = dict(request.form)
    for check in CHECKS:
        check(exchange, fields)
    events = creation.check_events(_every(request, "StatusCallbackEvent"))
    heard = _conference_events(_every(request, "ConferenceStatusCallbackEvent"))
    room = _live_room(exchange, named)
    _check_label(room, fields.get("Label", ""))
    _check_coached(room, fields)
    of_room = invited_orders.recording_of_room(request.form)
    call = _call(exchange, request, events)
    participant = _participant(exchange, fields, call)
    if room is None:
        room = _open(exchange, named, fields, heard)
        # As with its callbacks, who opens a conference decides whether it is recorded.
        room.opener, room.recording_order = call, of_room
    invited_legs.begin(exchange, room, participant, creation.slot(exchange))
    if ignored := sorted(set(fields) - UNDERSTOOD):
        record(exchange, "ignored", call_sid=call.sid, parameters=ignored)
        call.timeline.append((exchange.now, f"without effect here: {', '.join(ignored)}"))
    return room, participant


def _every(request: RestRequest, name: str) -> list[str]:
    return [value for key, value in request.form if key == name]


def _live_room(exchange: Exchange, named: str) -> Conference | None:
    """The live conference of this SID or name; None for a name that nobody has taken."""
    if not re.fullmatch("CF[0-9a-fA-F]{32}", named):
        if len(named) > rooms.LONGEST_NAME:
            raise Refused(20001, f"A conference's name has at most {rooms.LONGEST_NAME} letters")
        return exchange.room_named(named)
    room = exchange.conferences.get(named)
    if room is None:
        raise Refused(16003, named)
    if room.status is ConferenceStatus.COMPLETED:
        raise Refused(16022, named)
    return room


def _check_label(room: Conference | None, label: str) -> None:
    if len(label) > LONGEST_LABEL or "/" in label or re.fullmatch("CA[0-9a-fA-F]{32}", label):
        sentence = f"{label[:150]}: at most {LONGEST_LABEL} letters, no slash, no call's SID"
        raise Refused(16023, sentence)
    if room is not None and rooms.label_in_use(room, label):
        raise Refused(16026, label)


def _check_coached(room: Conference | None, fields: Fields) -> None:
    coached = fields.get("CallSidToCoach", "")
    if not coached and not truth_of(fields, "Coaching", "false"):
        return
    if room is None or coached not in room.participants:
        raise Refused(16028, coached or "CallSidToCoach is missing")


def _open(exchange: Exchange, name: str, fields: Fields, events: frozenset[str]) -> Conference:
    url = fields.get("ConferenceStatusCallback", "")
    method = fields.get("ConferenceStatusCallbackMethod", "POST")
    callback = Callback(url, method, events) if url else None
    limit = int(fields.get("MaxParticipants", MOST_PARTICIPANTS))
    return rooms.open_room(exchange, name, limit, callback)


def _call(exchange: Exchange, request: RestRequest, events: frozenset[str]) -> Call:
    fields = dict(request.form)
    account, url = exchange.account, fields.get("StatusCallback", "")
    recording = invited_orders.recording_of_leg(request.form)
    call = Call(
        sid=exchange.sid("CA"),
        to=address_of(fields["To"]),
        from_=fields["From"],
        direction=Direction.API,
        created=exchange.now,
        parameters=parameters_in(fields["To"]),
        presented=fields.get("CallerId", ""),
        ring_limit=float(fields.get("Timeout", 60)),
        time_limit=float(fields.get("TimeLimit", 14_400)),
        recording_order=recording,
        detection=invited_orders.detection_of(fields),
    )
    if call.from_ in account.numbers:
        call.phone_number_sid = number_sid(account.sid, call.from_)
    if url:
        call.callback = Callback(url, fields.get("StatusCallbackMethod", "POST"), events)
    return call


def _participant(exchange: Exchange, fields: Fields, call: Call) -> Participant:
    coaches = truth_of(fields, "Coaching", "true")
    return Participant(
        call=call,
        joined=exchange.now,
        label=fields.get("Label", ""),
        muted=truth_of(fields, "Muted", "false"),
        coaching=fields.get("CallSidToCoach", "") if coaches else "",
        start_on_enter=truth_of(fields, "StartConferenceOnEnter", "true"),
        end_on_exit=truth_of(fields, "EndConferenceOnExit", "false"),
        beep=fields.get("Beep", "true"),
        early_media=truth_of(fields, "EarlyMedia", "true"),
        invited=True,
        wait=Source(fields.get("WaitUrl", ""), fields.get("WaitMethod", "POST")),
    )


def _conference_events(named: Sequence[str]) -> frozenset[str]:
    words = [word for text in named for word in text.split()]
    if unknown := sorted(set(words) - CONFERENCE_EVENTS):
        raise Refused(21626, ", ".join(unknown))
    return frozenset(words or DEFAULT_EVENTS)


def _check_urls(exchange: Exchange, fields: Fields) -> None:
    for name, code in URLS.items():
        if fields.get(name) and (sentence := refusal_of(fields[name])):
            raise Refused(code, sentence)


def _check_methods(exchange: Exchange, fields: Fields) -> None:
    for name in METHODS:
        creation.check_method(fields.get(name, "POST"))


def _check_limit(exchange: Exchange, fields: Fields) -> None:
    text = fields.get("MaxParticipants", "2")
    if not text.isascii() or not text.isdigit() or not 2 <= int(text[:9]) <= MOST_PARTICIPANTS:
        raise Refused(20001, f"MaxParticipants={text}: expected 2 to {MOST_PARTICIPANTS}")


def _check_beep(exchange: Exchange, fields: Fields) -> None:
    if fields.get("Beep", "true") not in BEEPS:
        raise Refused(20001, f"Beep={fields['Beep']}: expected one of {', '.join(sorted(BEEPS))}")


CHECKS: tuple[creation.Check, ...] = (
    creation.given("To", 21201),
    creation.given("From", 21213),
    creation.check_sender,
    creation.check_receiver,
    _check_urls,
    _check_methods,
    creation.seconds_within("Timeout", 21208, 600, low=5),
    creation.check_time_limit,
    _check_limit,
    _check_beep,
    invited_orders.check,
)
"""In the order of a call's creation; then what only a conference has."""
