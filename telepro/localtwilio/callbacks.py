"""Decides who is told what of a call's or a conference's progress; nobody waits for the answer."""

from collections.abc import Mapping
from types import MappingProxyType

from telepro.localtwilio import fields
from telepro.localtwilio.calls import Call, Conference, Participant
from telepro.localtwilio.codes import OVER, CallEvent, CallStatus, Purpose
from telepro.localtwilio.delivery import Undelivered, deliver
from telepro.localtwilio.exchange import Exchange, notify, record
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.pranks import sent_for
from telepro.localtwilio.signing import Form
from telepro.localtwilio.webhook import Webhook

EVENTS: Mapping[CallStatus, CallEvent] = MappingProxyType(
    {
        CallStatus.INITIATED: CallEvent.INITIATED,
        CallStatus.RINGING: CallEvent.RINGING,
        CallStatus.IN_PROGRESS: CallEvent.ANSWERED,
        **dict.fromkeys(OVER, CallEvent.COMPLETED),
    }
)

SUBSCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "conference-start": "start",
        "conference-end": "end",
        "participant-join": "join",
        "participant-leave": "leave",
        "participant-mute": "mute",
        "participant-unmute": "mute",
        "participant-hold": "hold",
        "participant-unhold": "hold",
        "participant-modify": "modify",
        "announcement-end": "announcement",
        "announcement-fail": "announcement",
    }
)


REFUSED: Mapping[Purpose, int] = MappingProxyType({Purpose.CONFERENCE_STATUS: 16011})
"""What the debugger says of a callback answered with an error, where that is not 15003."""


def tell_call(exchange: Exchange, call: Call, status: CallStatus) -> None:
    """Fire the status callback for this status, if the call's caller asked for it."""
    if call.callback is None or not call.wants(EVENTS[status]):
        return
    form = fields.status_fields(
        exchange.account.sid, call, status, call.callback.fired, exchange.now
    )
    call.callback.fired += 1
    post(exchange, call.callback.url, call.callback.method, form, call.sid)


def tell_conference(
    exchange: Exchange,
    room: Conference,
    event: str,
    participant: Participant | None = None,
    more: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Fire the conference's callback, if its first joiner asked for this event."""
    if room.callback is None or SUBSCRIPTIONS[event] not in room.callback.events:
        return
    form = fields.conference_fields(exchange.account.sid, room, event, exchange.now)
    if participant is not None:
        form |= fields.participant_fields(participant)
    room.callback.fired += 1
    post(
        exchange,
        room.callback.url,
        room.callback.method,
        tuple((form | dict(more)).items()),
        form.get("CallSid", ""),
        Purpose.CONFERENCE_STATUS,
    )


def post(
    exchange: Exchange,
    url: str,
    method: str,
    form: Form,
    call_sid: str,
    purpose: Purpose = Purpose.CALL_STATUS,
) -> None:
    """Send one callback, unless a fault loses it; what does not arrive is a notification."""
    webhook = Webhook(purpose, url, method, form, call_sid, exchange.token())
    sent = [] if exchange.mischief.is_out(exchange.now) else sent_for(exchange, webhook)
    if webhook.token not in {each.token for _, each in sent}:
        record(
            exchange,
            "webhook_dropped",
            purpose=purpose,
            call_sid=call_sid,
            url=url,
            fields=dict(form),
        )
    for delay, each in sent:
        exchange.kernel.spawn(_posted(exchange, each, delay))


def _posted(exchange: Exchange, webhook: Webhook, delay: float) -> Steps:
    if delay:
        yield Sleep(delay)
    outcome = yield from deliver(exchange, webhook)
    if isinstance(outcome, Undelivered):
        code = REFUSED.get(webhook.purpose, 15003) if outcome.code == 11217 else outcome.code
        notify(exchange, webhook.call_sid, code, outcome.sentence, webhook.url)
