"""Decides the leg of a browser: opened with a proven identity, led by the account's application."""

from telepro.localtwilio import lines, rooms, script
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.codes import CallStatus, Direction
from telepro.localtwilio.estate import voice_source
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.messages import Microphone, SoftphoneOpened, Tell


def open_leg(exchange: Exchange, opened: SoftphoneOpened) -> Call:
    """Begin an inbound call from `client:identity` and ask the application what to do with it."""
    identity = f"client:{opened.identity}"
    call = Call(
        sid=exchange.sid("CA"),
        to=dict(opened.parameters).get("To", ""),
        from_=identity,
        direction=Direction.INBOUND,
        created=exchange.now,
        source=source_for(exchange, opened.application_sid),
        application_sid=opened.application_sid,
        parameters=opened.parameters,
        line=opened.line,
    )
    call.started = exchange.now
    exchange.add_call(call)
    exchange.lines[opened.line] = call
    lines.progress(exchange, call, CallStatus.RINGING)
    exchange.emit(Tell(opened.line, "ringing", {"call_sid": call.sid}))
    call.tasks["script"] = exchange.kernel.spawn(script.run(exchange, call, call.source))
    return call


def source_for(exchange: Exchange, application_sid: str) -> Source:
    """Where the document for a browser's call is fetched; its URL is empty when nothing answers."""
    application = exchange.estate.application(application_sid)
    return voice_source(application) if application else Source(exchange.account.voice_url)


def close_leg(exchange: Exchange, line: int, why: str) -> None:
    """Hang up the leg of this line, if it still stands."""
    if call := exchange.lines.pop(line, None):
        lines.finish(exchange, call, CallStatus.COMPLETED, why)


def leg_named(exchange: Exchange, call_sid: str) -> Call | None:
    """The browser's leg of this identifier while it stands; None for any other call."""
    call = exchange.calls.get(call_sid)
    return call if call and call.line is not None and not call.over else None


def set_microphone(exchange: Exchange, line: int, microphone: Microphone) -> None:
    """Close or open the browser's microphone: the others in its conference notice."""
    call = exchange.lines.get(line)
    if call is None:
        return
    call.microphone_muted = microphone is Microphone.MUTED
    record(exchange, "microphone", call_sid=call.sid, state=microphone)
    room = exchange.conferences.get(call.room_sid or "")
    if room is not None:
        rooms.changed(exchange, room)
