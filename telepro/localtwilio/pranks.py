"""Decides what is really sent for one callback when callbacks go wrong: what, and how late."""

from dataclasses import replace

from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.faults import Fault
from telepro.localtwilio.webhook import Webhook

PADDING = 70_000
"""Characters that make a callback larger than the 64 kB which many servers take at most."""
CLAIM = {"CallStatus": "completed", "CallDuration": "999"}
"""What somebody who forges a callback would like to be believed."""


def sent_for(exchange: Exchange, webhook: Webhook) -> list[tuple[float, Webhook]]:
    """The callbacks sent for this one with their delays in seconds: itself, none, or several."""
    mischief = exchange.mischief
    # Each fault has dice of its own: the order of these lines changes nothing in what is drawn.
    told = _huge(webhook) if mischief.strikes(Fault.WEBHOOK_HUGE) else webhook
    sent = [(delay, told) for delay in mischief.callback_delays()]
    if mischief.strikes(Fault.WEBHOOK_FORGE):
        sent.append((0.0, _forged(exchange, webhook)))
    if exchange.past and mischief.strikes(Fault.WEBHOOK_REPLAY):
        chosen = mischief.choose(Fault.WEBHOOK_REPLAY, len(exchange.past))
        sent.append((0.0, exchange.past[chosen]))
    exchange.past.append(webhook)
    return sent


def _huge(webhook: Webhook) -> Webhook:
    return replace(webhook, form=(*webhook.form, ("Padding", "x" * PADDING)))


def _forged(exchange: Exchange, webhook: Webhook) -> Webhook:
    claimed = {name: value for name, value in CLAIM.items() if name in dict(webhook.form)}
    form = tuple({**dict(webhook.form), **claimed}.items())
    key = f"not {exchange.account.token}"
    return replace(webhook, form=form, token=exchange.token(), key=key)
