"""Decides how a conference lives: who joins, when it starts, who leaves, and what ends it."""

from dataclasses import dataclass

from telepro.localtwilio import fields, room_recording
from telepro.localtwilio.callbacks import tell_conference
from telepro.localtwilio.calls import Call, Callback, Conference, Participant
from telepro.localtwilio.codes import CallStatus, ConferenceEnd, ConferenceStatus, Left
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.messages import Tell
from telepro.localtwilio.recording_orders import order_of_room
from telepro.localtwilio.twiml import Verb

LONGEST_NAME = 128
BEING_DIALED = frozenset({CallStatus.INITIATED, CallStatus.RINGING})


@dataclass(frozen=True, slots=True)
class Barred:
    """Why a leg can't join; `skips` lets it go on with the next verb instead of the action."""

    code: int
    sentence: str
    skips: bool


def join(exchange: Exchange, call: Call, noun: Verb, page: Page) -> Participant | Barred:
    """Let a leg into the live conference of that name, or into a new one it opens."""
    room = exchange.room_named(noun.text)
    if barred := _barred(exchange, room, noun):
        return barred
    if room is None:
        room = _open(exchange, noun, page)
        # As with its callbacks, the first joiner decides whether a conference is recorded.
        room.opener, room.recording_order = call, order_of_room(noun, page)
    participant = _participant(exchange, call, noun)
    enter(exchange, room, participant)
    return participant


def enter(exchange: Exchange, room: Conference, participant: Participant) -> None:
    """Put a participant into a live conference, and start it when that was all it waited for."""
    call = participant.call
    room.invited.pop(call.sid, None)
    room.participants[call.sid] = participant
    room.visitors.append((call.sid, participant.label))
    call.room_sid = room.sid
    call.timeline.append((exchange.now, f"joined {room.name}"))
    record(exchange, "joined", call_sid=call.sid, conference_sid=room.sid, name=room.name)
    tell_conference(exchange, room, "participant-join", participant)
    _beep(exchange, participant, "onEnter")
    _start_if_due(exchange, room)
    changed(exchange, room)


def leave(exchange: Exchange, call: Call, why: Left) -> None:
    """Take a leg out of its conference, if it is in one; the last or a moderator ends it."""
    room = exchange.conferences.get(call.room_sid or "")
    if room is None:
        return
    participant = room.participants[call.sid]
    _take_out(exchange, room, participant, why)
    if participant.end_on_exit:
        reason = (
            ConferenceEnd.MODERATOR_KICKED if why is Left.KICKED else ConferenceEnd.MODERATOR_LEFT
        )
        end(exchange, room, reason, participant)
    elif not (room.participants or room.invited):
        reason = ConferenceEnd.LAST_KICKED if why is Left.KICKED else ConferenceEnd.LAST_LEFT
        end(exchange, room, reason, participant)
    else:
        changed(exchange, room)


def end(
    exchange: Exchange, room: Conference, reason: ConferenceEnd, by: Participant | None = None
) -> None:
    """End a conference: everyone still in it leaves and goes on with their own document."""
    why = Left.ENDED_BY_API if reason is ConferenceEnd.BY_API else Left.MODERATOR
    room.status = ConferenceStatus.COMPLETED
    room.updated, room.end_reason = exchange.now, reason
    if by is not None:
        room.ended_by, room.ended_by_label = by.call.sid, by.label
    exchange.room_over(room)
    room_recording.ended(exchange, room)
    for participant in list(room.participants.values()):
        _take_out(exchange, room, participant, why)
    for participant in list(room.invited.values()):
        exchange.kernel.fire(participant.left, why)
    tell_conference(exchange, room, "conference-end", more=fields.end_fields(room))
    record(exchange, "conference_ended", conference_sid=room.sid, name=room.name, reason=reason)


def not_added(exchange: Exchange, room: Conference, participant: Participant) -> None:
    """A leg that rang for the conference is over without having joined it."""
    call = participant.call
    room.invited.pop(call.sid, None)
    room.gone[call.sid] = participant
    if room.status is ConferenceStatus.COMPLETED:
        return
    more = {"ParticipantCallStatus": call.status, "ReasonParticipantLeft": Left.ADD_FAILED}
    tell_conference(exchange, room, "participant-leave", participant, more)
    if room.participants or room.invited:
        changed(exchange, room)
    else:
        end(exchange, room, ConferenceEnd.LAST_LEFT, participant)


def changed(exchange: Exchange, room: Conference) -> None:
    """Let everyone in the room, and the pages of those in a browser, know who can be heard."""
    room_recording.changed(exchange, room)
    present = [
        {
            "call_sid": participant.call.sid,
            "label": participant.label,
            "muted": participant.muted or participant.call.microphone_muted,
            "hold": participant.hold,
        }
        for participant in room.participants.values()
    ]
    for participant in room.participants.values():
        exchange.kernel.fire(participant.call.company)
        if participant.call.line is not None:
            facts = {"conference_sid": room.sid, "name": room.name, "participants": present}
            exchange.emit(Tell(participant.call.line, "conference", facts))


def hears_somebody(exchange: Exchange, call: Call) -> bool:
    """Whether this leg hears anyone: a voice, a recording, or hold music."""
    if call.speaking or call.bridged_to is not None:
        return True
    room = exchange.conferences.get(call.room_sid or "")
    if room is None or room.status is not ConferenceStatus.IN_PROGRESS:
        return False
    if is_held(exchange, call):
        return True
    others = (other for sid, other in room.participants.items() if sid != call.sid)
    return any(_audible(other, call) for other in others)


def is_held(exchange: Exchange, call: Call) -> bool:
    """Whether this leg is taken out of the mix of its conference, to hear music instead."""
    room = exchange.conferences.get(call.room_sid or "")
    return room is not None and room.participants[call.sid].hold


def _audible(participant: Participant, listener: Call) -> bool:
    """Whether the listener hears them; who coaches is heard by the call that they coach alone."""
    if participant.coaching not in ("", listener.sid):
        return False
    return not (participant.muted or participant.hold or participant.call.microphone_muted)


def hears_ringing(exchange: Exchange, call: Call) -> bool:
    """Whether this leg hears it ring: a phone it dials, or one that is dialed into its conference."""
    room = exchange.conferences.get(call.room_sid or "")
    invited = room.invited.values() if room else ()
    aloud = [entry.call for entry in invited if entry.early_media]
    return any(other.status in BEING_DIALED for other in (*call.children, *aloud))


def open_room(
    exchange: Exchange, name: str, limit: int, callback: Callback | None = None
) -> Conference:
    """A new live conference for at most `limit` participants; its first callback is its only one."""
    room = Conference(exchange.sid("CF"), name, exchange.now, limit, callback)
    exchange.add_room(room)
    return room


def _open(exchange: Exchange, noun: Verb, page: Page) -> Conference:
    events = frozenset(noun.attributes["statusCallbackEvent"].split())
    url = noun.attributes["statusCallback"]
    method = noun.attributes["statusCallbackMethod"]
    callback = Callback(page.resolve(url), method, events) if url and events else None
    return open_room(exchange, noun.text, noun.whole("maxParticipants"), callback)


def _barred(exchange: Exchange, room: Conference | None, noun: Verb) -> Barred | None:
    if not 1 <= len(noun.text) <= LONGEST_NAME:
        return Barred(
            13237, f"A conference needs a name of 1 to {LONGEST_NAME} letters.", skips=False
        )
    if room and label_in_use(room, noun.attributes["participantLabel"]):
        return Barred(
            16025, f"A label of <Conference> is already in use in {room.name}.", skips=True
        )
    if room and (full := fullness(room)):
        return full
    coached = noun.attributes["coach"]
    call = exchange.calls.get(coached)
    if coached and (call is None or call.status is not CallStatus.IN_PROGRESS):
        return Barred(13240, f"{coached} can't be coached: it is not in progress.", skips=False)
    return None


def fullness(room: Conference) -> Barred | None:
    """Why a full conference takes nobody more; None while there is a place."""
    if len(room.participants) < room.limit:
        return None
    return Barred(16020, f"Conference {room.name} is full at {room.limit}.", skips=False)


def label_in_use(room: Conference, label: str) -> bool:
    """Whether somebody in the conference, or invited to it, has this label; an empty one is none."""
    everybody = (*room.participants.values(), *room.invited.values())
    return bool(label) and any(label == other.label for other in everybody)


def _participant(exchange: Exchange, call: Call, noun: Verb) -> Participant:
    return Participant(
        call=call,
        joined=exchange.now,
        label=noun.attributes["participantLabel"],
        muted=noun.flag("muted"),
        coaching=noun.attributes["coach"],
        start_on_enter=noun.flag("startConferenceOnEnter"),
        end_on_exit=noun.flag("endConferenceOnExit"),
        beep=noun.attributes["beep"],
    )


def _beep(exchange: Exchange, participant: Participant, moment: str) -> None:
    if participant.beep in ("true", moment):
        participant.call.timeline.append((exchange.now, "a beep for those in the conference"))


def _start_if_due(exchange: Exchange, room: Conference) -> None:
    starts = any(participant.start_on_enter for participant in room.participants.values())
    if room.status is not ConferenceStatus.INIT or len(room.participants) < 2 or not starts:
        return
    room.status, room.updated = ConferenceStatus.IN_PROGRESS, exchange.now
    for participant in room.participants.values():
        exchange.kernel.cancel(participant.waiting)
        participant.call.speaking = False
    tell_conference(exchange, room, "conference-start")
    room_recording.started(exchange, room)


def _take_out(exchange: Exchange, room: Conference, participant: Participant, why: Left) -> None:
    call = participant.call
    del room.participants[call.sid]
    if participant.invited:
        room.gone[call.sid] = participant
    call.room_sid = None
    exchange.kernel.cancel(participant.waiting)
    exchange.kernel.cancel(call.tasks.get("announcement"))
    call.speaking = False
    # Twilio's list of reasons has none for a kick; it is an update made through the API.
    told = Left.UPDATED if why is Left.KICKED else why
    more = {"ParticipantCallStatus": call.status, "ReasonParticipantLeft": told}
    tell_conference(exchange, room, "participant-leave", participant, more)
    call.timeline.append((exchange.now, f"left {room.name}: {why}"))
    _beep(exchange, participant, "onExit")
    record(exchange, "left", call_sid=call.sid, conference_sid=room.sid, reason=why)
    exchange.kernel.fire(participant.left, why)
    exchange.kernel.fire(call.company)
