"""The local Twilio without I/O: takes one event and the present instant, gives commands."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Any

from telepro.localtwilio import client_legs, inbound, keypad, rest, softphone, text_life
from telepro.localtwilio.exchange import Exchange, Setup, record
from telepro.localtwilio.messages import (
    Answered,
    Command,
    DigitsPressed,
    Event,
    FaultAsked,
    InboundCall,
    InboundMessage,
    Response,
    RestRequest,
    SoftphoneAnswered,
    SoftphoneClosed,
    SoftphoneDeclined,
    SoftphoneMuted,
    SoftphoneOpened,
    SoftphoneRegistered,
    SoftphoneUnregistered,
    Tick,
)


class Engine:
    """One exchange. The driver calls `handle` with every event and again when `next_due` comes.

    `nonce` makes identifiers differ between two runs; with the same setup, nonce and events at
    the same instants, the commands are the same.
    """

    def __init__(self, setup: Setup, nonce: str, now: datetime) -> None:
        self.exchange = Exchange(setup, nonce, now)
        # Handed over here, because a leg's life can't import what a missed call leads to.
        self.exchange.after = partial(inbound.after, self.exchange)

    def handle(self, event: Event, now: datetime) -> list[Command]:
        """Everything that follows from the event at `now` (aware UTC), in order."""
        self.exchange.kernel.advance(now)
        HANDLERS[type(event)](self.exchange, event)
        self.exchange.kernel.advance(now)
        return self.exchange.take()

    def next_due(self) -> datetime | None:
        """When to call `handle` with a Tick at the latest; None when nothing is due."""
        return self.exchange.kernel.next_due()


def _rest(exchange: Exchange, event: RestRequest) -> None:
    exchange.emit(rest.handle(exchange, event))


def _answered(exchange: Exchange, event: Answered) -> None:
    exchange.answered(event.number, event.answer)


def _opened(exchange: Exchange, event: SoftphoneOpened) -> None:
    softphone.open_leg(exchange, event)


def _closed(exchange: Exchange, event: SoftphoneClosed) -> None:
    softphone.close_leg(exchange, event.line, event.reason)


def _muted(exchange: Exchange, event: SoftphoneMuted) -> None:
    softphone.set_microphone(exchange, event.line, event.microphone)


def _pressed(exchange: Exchange, event: DigitsPressed) -> None:
    keypad.press(exchange, event)


def _registered(exchange: Exchange, event: SoftphoneRegistered) -> None:
    exchange.browsers.register(event.line, event.identity)


def _unregistered(exchange: Exchange, event: SoftphoneUnregistered) -> None:
    exchange.browsers.forget(event.line)
    softphone.close_leg(exchange, event.line, "the browser went away")


def _called(exchange: Exchange, event: InboundCall) -> None:
    try:
        call = inbound.receive(exchange, event)
    except inbound.NotOurs as trouble:
        exchange.emit(Response(404, {"message": str(trouble)}))
    else:
        exchange.emit(Response(201, {"call_sid": call.sid, "status": call.status}))


def _written(exchange: Exchange, event: InboundMessage) -> None:
    try:
        message = text_life.answer(exchange, event)
    except inbound.NotOurs as trouble:
        exchange.emit(Response(404, {"message": str(trouble)}))
    else:
        exchange.emit(Response(201, {"message_sid": message.sid, "status": message.status}))


def _fault(exchange: Exchange, event: FaultAsked) -> None:
    if event.wish is None:
        exchange.mischief.behave()
    else:
        exchange.mischief.obey(event.wish, exchange.now)
    record(exchange, "fault_asked", fault=event.wish.fault if event.wish else None)


def _tick(exchange: Exchange, event: Tick) -> None:
    """Time itself is the event."""


HANDLERS: Mapping[type[Event], Callable[[Exchange, Any], None]] = MappingProxyType(
    {
        RestRequest: _rest,
        Answered: _answered,
        SoftphoneOpened: _opened,
        SoftphoneClosed: _closed,
        SoftphoneMuted: _muted,
        DigitsPressed: _pressed,
        SoftphoneRegistered: _registered,
        SoftphoneUnregistered: _unregistered,
        SoftphoneAnswered: client_legs.accept,
        SoftphoneDeclined: client_legs.decline,
        InboundCall: _called,
        InboundMessage: _written,
        FaultAsked: _fault,
        Tick: _tick,
    }
)
