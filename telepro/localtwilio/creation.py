"""Decides whether a call may be created, in Twilio's order of checks, and creates it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from telepro.localtwilio import (
    detection,
    detection_orders,
    keypad,
    recording_orders,
    ringing,
    script,
)
from telepro.localtwilio.browsers import address_of, identity_of, is_client, parameters_in
from telepro.localtwilio.calls import Call, Callback, Source
from telepro.localtwilio.codes import CallEvent, Direction
from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.estate import call_callback, voice_source
from telepro.localtwilio.exchange import Exchange, notify, record
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.messages import RestRequest
from telepro.localtwilio.numbers import (
    E164,
    MAGIC_FROM,
    MAGIC_TO,
    is_possible,
    is_premium,
    number_sid,
)
from telepro.localtwilio.refusals import Refused

LONGEST_TWIML = 4000
LONGEST_IDENTITY = 256
METHODS = ("Method", "FallbackMethod", "StatusCallbackMethod")
CONDITIONS = ("Url", "Twiml", "ApplicationSid")

UNDERSTOOD = frozenset(
    {
        *("To", "From", "CallerId", "SendDigits", "Timeout", "TimeLimit", "FallbackUrl"),
        *("StatusCallback", "StatusCallbackEvent"),
        *METHODS,
        *CONDITIONS,
        *recording_orders.PARAMETERS,
        *detection_orders.PARAMETERS,
    }
)
"""Parameters that change what happens; the others are accepted, said, and have no effect."""

Fields = Mapping[str, str]
Check = Callable[[Exchange, Fields], None]


def create(exchange: Exchange, request: RestRequest) -> Call:
    """Accept a call and queue it. Raises Refused with the first check that fails."""
    fields = dict(request.form)
    for check in CHECKS:
        check(exchange, fields)
    events = check_events([value for name, value in request.form if name == "StatusCallbackEvent"])
    recording = recording_orders.order_of_creation(request.form)
    call = _call(exchange, fields, events)
    call.recording_order, call.detection = recording, detection_orders.order_of(fields)
    call.send_digits = fields.get("SendDigits", "")
    call.queue_milliseconds = round(slot(exchange) * 1000)
    exchange.add_call(call)
    if ignored := sorted(set(fields) - UNDERSTOOD):
        record(exchange, "ignored", call_sid=call.sid, parameters=ignored)
        call.timeline.append((exchange.now, f"without effect here: {', '.join(ignored)}"))
    if sentence := detection_orders.misspelt(fields):
        notify(exchange, call.sid, 21263, sentence)
    call.tasks["line"] = exchange.kernel.spawn(_place(exchange, call))
    return call


def _place(exchange: Exchange, call: Call) -> Steps:
    yield Sleep(call.queue_milliseconds / 1000)
    taken = yield from ringing.dial(exchange, call)
    if taken:
        call.tasks["script"] = exchange.kernel.spawn(_instructed(exchange, call))


def _instructed(exchange: Exchange, call: Call) -> Steps:
    if call.send_digits:
        yield from keypad.send(exchange, call, call.send_digits)
    source = yield from detection.before_instructions(exchange, call, call.source)
    yield from script.run(exchange, call, source)


def slot(exchange: Exchange) -> float:
    """Seconds until the account's next free start: calls beyond CPS wait, none is refused."""
    slot = max(exchange.now, exchange.next_slot)
    exchange.next_slot = slot + timedelta(seconds=1 / exchange.setup.cps)
    return (slot - exchange.now).total_seconds()


def _call(exchange: Exchange, fields: Fields, events: frozenset[str]) -> Call:
    account = exchange.account
    call = Call(
        sid=exchange.sid("CA"),
        to=address_of(fields["To"]),
        from_=fields["From"],
        direction=Direction.API,
        created=exchange.now,
        parameters=parameters_in(fields["To"]),
        presented=fields.get("CallerId", ""),
        source=source_of(exchange, fields),
        ring_limit=float(fields.get("Timeout", 60)),
        time_limit=float(fields.get("TimeLimit", 14_400)),
    )
    if call.from_ in account.numbers:
        call.phone_number_sid = number_sid(account.sid, call.from_)
    # An application's own callback settings replace those of the request.
    if application := exchange.estate.application(fields.get("ApplicationSid")):
        call.callback = call_callback(application)
    elif fields.get("StatusCallback"):
        method = fields.get("StatusCallbackMethod", "POST")
        call.callback = Callback(fields["StatusCallback"], method, events)
    return call


def source_of(exchange: Exchange, fields: Fields) -> Source:
    """The instructions in a request: its application's URL, its own, or inline TwiML, in that order."""
    if application := exchange.estate.application(fields.get("ApplicationSid")):
        return voice_source(application)
    return Source(
        url=fields.get("Url", ""),
        method=fields.get("Method", "POST"),
        twiml="" if fields.get("Url") else fields.get("Twiml", ""),
        fallback_url=fields.get("FallbackUrl", ""),
        fallback_method=fields.get("FallbackMethod", "POST"),
    )


def check_events(named: Sequence[str]) -> frozenset[str]:
    """The status events subscribed to, one key each; `completed` alone when none is named."""
    unknown = [name for name in named if name not in set(CallEvent)]
    if unknown:
        raise Refused(21626, ", ".join(unknown))
    return frozenset(named or [CallEvent.COMPLETED])


def given(name: str, code: int) -> Check:
    """Refuse with this code when the parameter is missing or empty."""

    def check(exchange: Exchange, fields: Fields) -> None:
        if not fields.get(name):
            raise Refused(code)

    return check


def _instructions(exchange: Exchange, fields: Fields) -> None:
    if not any(fields.get(name) for name in CONDITIONS):
        raise Refused(21205, "Url parameter is required.")
    application = fields.get("ApplicationSid", "")
    owned = exchange.estate.application(application)
    if application and (owned is None or not voice_source(owned).url):
        raise Refused(21218, application)


def check_sender(exchange: Exchange, fields: Fields) -> None:
    """Refuse a sender that is no number of the account, when a telephone is called."""
    sender = fields["From"]
    # A browser shows whatever name calls it; only telephones need a number that is ours.
    if sender in exchange.account.numbers or is_client(fields["To"]):
        return
    error = MAGIC_FROM.get(sender, 21210 if re.fullmatch(E164, sender) else 21212)
    if error is not None:
        raise Refused(error, sender)


def check_receiver(exchange: Exchange, fields: Fields) -> None:
    """Refuse what can't be rung: expected a phone number in E.164 form, or client:identity."""
    receiver = fields["To"]
    if receiver in MAGIC_TO:
        raise Refused(MAGIC_TO[receiver], receiver)
    if is_client(receiver):
        _identity(receiver)
    elif receiver.startswith("sip:"):
        raise Refused(21214, f"{receiver}. The local Twilio rings phone numbers and browsers.")
    elif is_premium(receiver):
        raise Refused(21202, receiver)
    elif not re.fullmatch(E164, receiver) or not is_possible(receiver):
        raise Refused(21211, receiver)


def _identity(receiver: str) -> None:
    if not 1 <= len(identity_of(receiver)) <= LONGEST_IDENTITY:
        raise Refused(21211, receiver)


def check_urls(exchange: Exchange, fields: Fields) -> None:
    """Refuse a URL that is none, or that leads away from this machine."""
    for name, code in (("Url", 21205), ("FallbackUrl", 21205), ("StatusCallback", 21609)):
        url = fields.get(name)
        if url and (sentence := refusal_of(url)):
            raise Refused(
                code, f"Url is not a valid URL: {sentence}" if code == 21205 else sentence
            )


def check_methods(exchange: Exchange, fields: Fields) -> None:
    """Refuse any method but GET and POST."""
    for name in METHODS:
        check_method(fields.get(name, "POST"))


def check_method(method: str) -> None:
    """Refuse a method that is neither GET nor POST."""
    if method not in ("GET", "POST"):
        raise Refused(21209, method)


def seconds_within(name: str, code: int, high: int, low: int = 1) -> Check:
    """Refuse with this code what is no whole number of seconds from `low` to `high`."""

    def check(exchange: Exchange, fields: Fields) -> None:
        text = fields.get(name, str(low))
        if not text.isascii() or not text.isdigit() or not low <= int(text[:9]) <= high:
            raise Refused(code, f"{name}={text}: expected seconds from {low} to {high}")

    return check


def _digits(exchange: Exchange, fields: Fields) -> None:
    digits = fields.get("SendDigits", "")
    if not keypad.can_be_sent(digits):
        raise Refused(21206, digits)


def check_twiml(exchange: Exchange, fields: Fields) -> None:
    """Refuse inline TwiML of more than 4000 characters."""
    if len(fields.get("Twiml", "")) > LONGEST_TWIML:
        raise Refused(32018, len(fields["Twiml"]))


check_time_limit = seconds_within("TimeLimit", 21200, 86_400)

CHECKS: tuple[Check, ...] = (
    given("To", 21201),
    given("From", 21213),
    _instructions,
    check_sender,
    check_receiver,
    check_urls,
    check_methods,
    seconds_within("Timeout", 21208, 600),
    check_time_limit,
    _digits,
    detection_orders.check,
    recording_orders.check,
    check_twiml,
)
"""In the order in which Twilio answers when several things are wrong."""
