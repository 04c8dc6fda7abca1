"""The carrier's door: signed webhooks go into the inbox as they are, and legs are told where to go.

Nothing is decided here. A message that is not the carrier's gets 403 and leaves no trace; one
about a call we do not know gets the same 204 as any other, so that the carrier stops repeating it.
"""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, Response, abort, request
from sqlalchemy.exc import OperationalError

from telepro import clock, queue
from telepro.db.message_events import MESSAGE, REPLY
from telepro.services import call_events, legs, on_call
from telepro.telephony import softphone, twiml, webhooks
from telepro.telephony.carrier import RETRIES
from telepro.web.access import public, settings

# Seconds that somebody on the line waits for a database that is coming back.
LONGEST_WAIT = 8

bp = Blueprint("twilio", __name__, url_prefix="/twilio")


@bp.before_request
def only_the_carrier() -> None:
    """Check the signature before anything is read or written."""
    account = settings().carrier
    url = settings().public_base_url.rstrip("/") + request.full_path.removesuffix("?")
    if request.form.get("AccountSid") != account.account_sid:
        abort(403)
    given = request.headers.get("X-Twilio-Signature")
    if not webhooks.signed(url, request.form, given, account.auth_tokens):
        abort(403)


@bp.post("/events/<attempt>")
@public
def call_event(attempt: str) -> tuple[str, int]:
    """A status of the prospect's leg."""
    return keep(call_events.CALL, attempt)


@bp.post("/conference/<session>")
@public
def conference_event(session: str) -> tuple[str, int]:
    """Somebody joined or left a session's conference."""
    return keep(call_events.CONFERENCE, session)


@bp.post("/messages/<message>")
@public
def message_event(message: str) -> tuple[str, int]:
    """How a text message fared."""
    return keep(MESSAGE, message)


@bp.post("/message")
@public
def message_received() -> Response:
    """Somebody wrote to one of our numbers; what it means is found out later, so nothing is said now."""
    keep(REPLY, request.form.get("MessageSid", ""))
    return document(twiml.nothing())


def keep(kind: str, subject: str) -> tuple[str, int]:
    """Put the message in the inbox, once; what it means is found out later."""
    key = webhooks.key_of(kind, subject, request.form)
    call_events.receive(kind, subject, key, webhooks.kept(request.form), clock.now())
    queue.ring(queue.Bell.EVENTS)
    return "", 204


def patient(route: Callable[..., Response]) -> Callable[..., Response]:
    """A person waits on this leg: while the database is away, the carrier asks again in a second,
    because an error would end the call."""

    @wraps(route)
    def asked(**parts: str) -> Response:
        waited = request.args.get("waited", 0, int)
        try:
            return route(**parts)
        except OperationalError:
            if waited >= LONGEST_WAIT:
                raise
        here = settings().public_base_url.rstrip("/") + request.path
        return document(twiml.ask_again(f"{here}?waited={waited + 1}{RETRIES}"))

    return asked


@bp.post("/prospect/<attempt>")
@public
@patient
def prospect_answered(attempt: str) -> Response:
    """The prospect's leg asks where to go: into the session, or away when nobody waits."""
    answered = legs.answered(attempt)
    if answered is None:
        return document(twiml.hang_up())
    left = address("prospect-left", attempt)
    told = answered.told
    return document(twiml.prospect_leg(answered.conference, left, attempt, told))


@bp.post("/voice")
@public
@patient
def session_leg() -> Response:
    """A softphone asks where to go; who it is stands in the signed identity alone."""
    caller = request.form.get("From", "")
    if listener := softphone.listener_of(caller):
        return _listener_leg(listener)
    if softphone.is_trial(caller):
        return document(twiml.trial_leg())
    session = softphone.session_of(caller)
    conference = session and legs.conference_of_session(session)
    if not conference or not session:
        return document(twiml.hang_up())
    return own_leg(conference, session)


def own_leg(conference: str, session: str) -> Response:
    """A teleprospector's leg, whatever carries it: into the conference of their session."""
    return document(
        twiml.session_leg(
            conference,
            address("conference", session),
            address("session-left", session),
            f"{softphone.PREFIX}{session}",
        )
    )


def _listener_leg(leg: str) -> Response:
    conference = legs.conference_to_hear(leg)
    if conference is None:
        return document(twiml.hang_up())
    label = f"{softphone.LISTENER}{leg}"
    return document(twiml.listener_leg(conference.name, label, conference.coach))


@bp.post("/legs/<leg>")
@public
def leg_event(leg: str) -> tuple[str, int]:
    """A status of a colleague's leg."""
    return keep(call_events.LEG, leg)


@bp.post("/recordings/<attempt>")
@public
def recording_event(attempt: str) -> tuple[str, int]:
    """A recording has begun, is there to be fetched, or never came to be."""
    return keep(call_events.RECORDING, attempt)


@bp.post("/message/<attempt>")
@public
def message(attempt: str) -> Response:
    """What an answering machine hears, after which the call is over."""
    left = legs.message_for(attempt)
    return document(twiml.message(left.words, left.language) if left else twiml.hang_up())


@bp.post("/hold/<any(fr, en):language>")
@public
def hold(language: str) -> Response:
    """What a prospect on hold hears."""
    return document(twiml.on_hold(language, address("hold", language)))


@bp.post("/keys/<order>")
@public
def keys(order: str) -> Response:
    """The keys that somebody presses on a prospect's line."""
    pressed = on_call.keys_of(order)
    return document(twiml.keys(pressed) if pressed else twiml.nothing())


@bp.post("/handed-over/<attempt>")
@public
def handed_over(attempt: str) -> Response:
    """The prospect and the colleague go on without the teleprospector."""
    return document(twiml.handed_over_leg(f"handed-over-{attempt}"))


@bp.post("/prospect-left/<attempt>")
@bp.post("/session-left/<attempt>")
@public
def leg_left(attempt: str) -> Response:
    """A leg has left its conference: nothing more to say to it."""
    return document(twiml.hang_up())


def address(step: str, subject: str) -> str:
    """The public address of a step, as the carrier will sign it."""
    return f"{settings().public_base_url.rstrip('/')}/twilio/{step}/{subject}"


def document(text: str) -> Response:
    """A TwiML answer."""
    return Response(text, mimetype="text/xml")
