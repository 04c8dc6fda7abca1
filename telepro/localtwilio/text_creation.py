"""Decides whether a message may be sent through the API, and begins to send it."""

import re
from collections.abc import Callable, Mapping

from telepro.localtwilio import text_life
from telepro.localtwilio.creation import check_method
from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.messages import RestRequest
from telepro.localtwilio.numbers import E164, MAGIC_FROM, is_possible
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.texts import LONGEST_BODY, MessageDirection, MessageStatus, TextMessage

UNDERSTOOD = frozenset(
    {"To", "From", "MessagingServiceSid", "Body", "MediaUrl", "StatusCallback"}
    | {"StatusCallbackMethod"}
)
"""Parameters that change what happens; the others are accepted, said, and have no effect."""

Fields = Mapping[str, str]


def create(exchange: Exchange, request: RestRequest) -> TextMessage:
    """Accept a message and begin to send it. Raises Refused with the first check that fails."""
    fields = dict(request.form)
    for check in CHECKS:
        check(exchange, fields)
    message = _message(exchange, fields, sum(name == "MediaUrl" for name, _ in request.form))
    if ignored := sorted(set(fields) - UNDERSTOOD):
        record(exchange, "ignored", message_sid=message.sid, parameters=ignored)
    text_life.begin(exchange, message)
    return message


def _message(exchange: Exchange, fields: Fields, media: int) -> TextMessage:
    service = fields.get("MessagingServiceSid", "")
    return TextMessage(
        sid=exchange.sid("MM" if media else "SM"),
        to=fields["To"],
        from_=_sender(exchange, fields),
        body=fields.get("Body", ""),
        direction=MessageDirection.API,
        created=exchange.now,
        status=MessageStatus.ACCEPTED if service else MessageStatus.QUEUED,
        callback_url=fields.get("StatusCallback", ""),
        callback_method=fields.get("StatusCallbackMethod", "POST"),
        service_sid=service,
        media=media,
    )


def _sender(exchange: Exchange, fields: Fields) -> str:
    """A messaging service here has all numbers of the account in its pool, and takes the first."""
    return fields.get("From") or exchange.account.numbers[0]


def _given(exchange: Exchange, fields: Fields) -> None:
    if not fields.get("To"):
        raise Refused(21604)
    if not (fields.get("From") or fields.get("MessagingServiceSid")):
        raise Refused(21603)
    if not (fields.get("Body") or fields.get("MediaUrl")):
        raise Refused(21602)
    if len(fields.get("Body", "")) > LONGEST_BODY:
        raise Refused(21617)


def _receiver(exchange: Exchange, fields: Fields) -> None:
    receiver = fields["To"]
    if not re.fullmatch(E164, receiver) or not is_possible(receiver):
        raise Refused(21211, receiver)


def _may_send(exchange: Exchange, fields: Fields) -> None:
    sender, service = fields.get("From", ""), fields.get("MessagingServiceSid", "")
    if service and not re.fullmatch("MG[0-9a-fA-F]{32}", service):
        raise Refused(
            20001, f"MessagingServiceSid={service}: expected MG and 32 hexadecimal digits"
        )
    if service and not (sender or exchange.account.numbers):
        raise Refused(21703, service)
    if not sender or sender in exchange.account.numbers:
        return
    error = MAGIC_FROM.get(sender, 21606 if re.fullmatch(E164, sender) else 21212)
    if error is not None:
        raise Refused(error, sender)


def _subscribed(exchange: Exchange, fields: Fields) -> None:
    if (fields["To"], _sender(exchange, fields)) in exchange.unsubscribed:
        raise Refused(21610)


def _callback(exchange: Exchange, fields: Fields) -> None:
    url = fields.get("StatusCallback")
    if url and (sentence := refusal_of(url)):
        raise Refused(21609, sentence)
    check_method(fields.get("StatusCallbackMethod", "POST"))


CHECKS: tuple[Callable[[Exchange, Fields], None], ...] = (
    _given,
    _may_send,
    _receiver,
    _callback,
    _subscribed,
)
