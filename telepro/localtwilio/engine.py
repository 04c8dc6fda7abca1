"""The local Twilio without I/O: takes one event and the present instant, gives commands."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from telepro.localtwilio import rest, softphone
from telepro.localtwilio.exchange import Exchange, Setup, record
from telepro.localtwilio.messages import (
    Answered,
    Command,
    Event,
    FaultAsked,
    RestRequest,
    SoftphoneClosed,
    SoftphoneMuted,
    SoftphoneOpened,
    Tick,
)


class Engine:
    """One exchange. The driver calls `handle` with every event and again when `next_due` comes.

    `nonce` makes identifiers differ between two runs; with the same setup, nonce and events at
    the same instants, the commands are the same.
    """

    def __init__(self, setup: Setup, nonce: str, now: datetime) -> None:
        self.exchange = Exchange(setup, nonce, now)

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
        FaultAsked: _fault,
        Tick: _tick,
    }
)
