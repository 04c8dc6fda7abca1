"""Decides how a leg reaches its other end: a browser rings one way, a telephone another."""

from telepro.localtwilio import client_legs, lines
from telepro.localtwilio.browsers import is_client
from telepro.localtwilio.calls import Call
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import Steps


def dial(exchange: Exchange, call: Call) -> Steps:
    """Ring whatever the leg is for; gives whether it was taken. Otherwise the leg is over."""
    reach = client_legs.dial if is_client(call.to) else lines.dial
    return (yield from reach(exchange, call))
