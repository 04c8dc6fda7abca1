"""Decides how an action hears of a party that hung up: one last request, whose answer is not run."""

from collections.abc import Callable

from telepro.localtwilio import fields
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.delivery import deliver
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import Steps
from telepro.localtwilio.signing import Form
from telepro.localtwilio.webhook import Webhook

Outcome = Callable[[], Form | None]
"""What there is to say once the leg is over; None when nothing is."""


def saying(exchange: Exchange, call: Call, action: Source, outcome: Outcome) -> Callable[[], None]:
    """A farewell for this leg: when it ends now, the action hears the outcome."""
    return lambda: _spawn(exchange, call, action, outcome)


def _spawn(exchange: Exchange, call: Call, action: Source, outcome: Outcome) -> None:
    exchange.kernel.spawn(_request(exchange, call, action, outcome))


def _request(exchange: Exchange, call: Call, action: Source, outcome: Outcome) -> Steps:
    told = outcome()
    if told is None:
        return
    form = fields.instruction_fields(exchange.account.sid, call, told)
    yield from deliver(
        exchange, Webhook(Purpose.FAREWELL, action.url, action.method, form, call.sid)
    )
