"""Decides the life of a message to a person: queued, sending, sent, then delivered or not."""

from telepro.localtwilio import inbound_texts, text_people
from telepro.localtwilio.callbacks import post
from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.messages import InboundMessage
from telepro.localtwilio.text_fields import message_status_fields
from telepro.localtwilio.texts import MessageDirection, MessageStatus, TextMessage

IN_QUEUE, ON_ITS_WAY = 0.2, 0.3
"""Seconds that a message waits, and that handing it to the network takes."""


def begin(exchange: Exchange, message: TextMessage) -> None:
    """Accept a message: it is sent from now on, step by step."""
    exchange.texts[message.sid] = message
    _enter(exchange, message, "message_created")
    exchange.kernel.spawn(_travel(exchange, message))


def answer(exchange: Exchange, event: InboundMessage) -> TextMessage:
    """Let somebody write to one of our numbers, and send what the application answers.

    Raises NotOurs when it is for none of them.
    """
    message = inbound_texts.accept(exchange, event)
    exchange.kernel.spawn(_answered(exchange, message))
    return message


def _answered(exchange: Exchange, message: TextMessage) -> Steps:
    for reply in (yield from inbound_texts.ask(exchange, message)):
        begin(exchange, reply)


def _travel(exchange: Exchange, message: TextMessage) -> Steps:
    if message.status is MessageStatus.ACCEPTED:
        _move(exchange, message, MessageStatus.QUEUED)
    yield Sleep(exchange.hurried(IN_QUEUE))
    if (message.to, message.from_) in exchange.unsubscribed:
        message.error = 21610
        _move(exchange, message, MessageStatus.FAILED)
        return
    _move(exchange, message, MessageStatus.SENDING)
    yield Sleep(exchange.hurried(ON_ITS_WAY))
    message.sent = exchange.now
    _move(exchange, message, MessageStatus.SENT)
    yield from _arrive(exchange, message)


def _arrive(exchange: Exchange, message: TextMessage) -> Steps:
    exchange.texted[message.to] += 1
    setup, nth = exchange.setup, exchange.texted[message.to]
    fate = text_people.fate_of(setup.scenario, setup.seed, message.to, nth)
    yield Sleep(exchange.hurried(fate.seconds))
    message.error = fate.error
    arrived = fate.error is None
    _move(exchange, message, MessageStatus.DELIVERED if arrived else MessageStatus.UNDELIVERED)
    # Who answers an answer could go on for ever: only what was sent of itself is answered.
    if fate.reply and message.direction is MessageDirection.API:
        yield Sleep(exchange.hurried(fate.reply_after))
        answer(exchange, InboundMessage(message.to, message.from_, fate.reply))


def _move(exchange: Exchange, message: TextMessage, status: MessageStatus) -> None:
    """Every step after the answer to the creation is told, as Twilio tells it."""
    message.status, message.updated = status, exchange.now
    _enter(exchange, message, "message_status")
    if message.callback_url:
        form = message_status_fields(exchange.account.sid, message)
        url, method = message.callback_url, message.callback_method
        post(exchange, url, method, form, "", Purpose.MESSAGE_STATUS)


def _enter(exchange: Exchange, message: TextMessage, event: str) -> None:
    facts = {"from": message.from_, "status": message.status, "direction": message.direction}
    record(exchange, event, message_sid=message.sid, to=message.to, error=message.error, **facts)
