"""The carrier's door for calls to our numbers: who takes them, what is said, when they are over."""

from flask import Blueprint, Response, request

from campaigns.call.inbound import LONGEST_VOICEMAIL
from telepro import clock, queue
from telepro.db.inbound import Ringing
from telepro.queue import Bell
from telepro.services import call_events, inbound, legs
from telepro.telephony import twiml
from telepro.web.access import public, settings
from telepro.web.twilio import address, document, keep, only_the_carrier, own_leg, patient

MOST_CODES = 3  # tries in one call

bp = Blueprint("twilio_inbound", __name__, url_prefix="/twilio")
bp.before_request(only_the_carrier)


@bp.post("/inbound")
@public
@patient
def ringing() -> Response:
    """Somebody calls one of our numbers."""
    form = request.form
    if settings().carrier.dial_in and form.get("To") == settings().carrier.dial_in:
        return document(twiml.ask_for_code(address("dial-in", "1"), None))
    call = Ringing(form.get("CallSid", ""), form.get("From", ""), form.get("To", ""))
    answer = inbound.receive(call, clock.now())
    _tell(answer)
    if answer.conference and answer.attempt:
        left = address("prospect-left", answer.attempt)
        return document(twiml.prospect_leg(answer.conference, left, answer.attempt))
    if answer.said is None:
        return document(twiml.hang_up())
    if answer.takes_message and answer.attempt:
        done, told = address("message-left", answer.attempt), address("recordings", answer.attempt)
        return document(twiml.voicemail(answer.said, LONGEST_VOICEMAIL, done, told))
    return document(twiml.said(answer.said))


@bp.post("/dial-in/<int:turn>")
@public
@patient
def dial_in(turn: int) -> Response:
    """A teleprospector on an ordinary telephone has pressed a code; after three wrong ones they are
    hung up on."""
    code = request.form.get("Digits", "")
    session = legs.session_with_code(code) if len(code) == twiml.CODE_DIGITS else None
    conference = session and legs.conference_of_session(session)
    if session and conference:
        return own_leg(conference, session)
    if turn >= MOST_CODES:
        return document(twiml.hang_up())
    return document(twiml.ask_for_code(address("dial-in", str(turn + 1)), code))


@bp.post("/message-left/<attempt>")
@public
def message_left(attempt: str) -> Response:
    """Somebody has left us a message: the call is over."""
    return document(twiml.hang_up())


@bp.post("/inbound-status")
@public
def inbound_status() -> tuple[str, int]:
    """A call to one of our numbers is over; one that nobody took has nothing to be told."""
    attempt = inbound.attempt_of(request.form.get("CallSid", ""))
    return keep(call_events.CALL, attempt) if attempt else ("", 204)


def _tell(answer: inbound.Answer) -> None:
    if len(answer.topics) == 2:
        queue.announce(queue.desk_topic(answer.topics[0]), queue.board_topic(answer.topics[1]))
    if answer.attempt and not answer.conference:
        queue.ring(Bell.EVENTS)
