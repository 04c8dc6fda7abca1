"""Decides what a leg does next: runs TwiML documents verb by verb until there is nothing left."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from telepro.localtwilio import documents, lines, sounds, waiting
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.dial import dial
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.gather import gather
from telepro.localtwilio.kernel import Steps
from telepro.localtwilio.record_verb import record_message
from telepro.localtwilio.twiml import Verb

Performed = Callable[[Exchange, Call, Verb, Page], Steps]
"""Carries out one verb; gives a Source that replaces the document, or None to go on."""


def run(exchange: Exchange, call: Call, source: Source) -> Steps:
    """Run the document at `source` and those it leads to; at the end of all, hang up."""
    pace = waiting.Pace()
    following: Source | None = source
    why = "its document was at an end"
    while following is not None:
        page = yield from documents.fetch(exchange, call, following)
        if page is None:
            why = "the application gave no document that could be run"
            break
        if not pace.allows(exchange.now):
            notify(exchange, call.sid, 12400, "100 documents in one instant: a loop of redirects.")
            break
        following = yield from _perform(exchange, call, page)
    lines.finish(exchange, call, CallStatus.COMPLETED, why)


def _perform(exchange: Exchange, call: Call, page: Page) -> Steps:
    for index, verb in enumerate(page.document.verbs):
        if verb.name == "Reject" and (index or call.status is not CallStatus.RINGING):
            notify(exchange, call.sid, 12200, "<Reject> can only be the first verb: skipped.")
            continue
        _pick_up(exchange, call, verb)
        following = yield from VERBS[verb.name](exchange, call, verb, page)
        if following is not None:
            return following
        if call.over:
            return None
    return None


def _pick_up(exchange: Exchange, call: Call, verb: Verb) -> None:
    """An inbound leg is answered by its first verb, unless that verb says otherwise."""
    waits = verb.name == "Reject" or (verb.name == "Dial" and verb.flag("answerOnBridge"))
    if call.status is CallStatus.RINGING and not waits:
        lines.answer(exchange, call)


def _sound(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Steps:
    yield from sounds.perform(exchange, call, verb)


def _redirect(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Steps:
    yield from ()
    return waiting.redirect(page, verb)


def _hang_up(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Steps:
    yield from ()
    lines.finish(exchange, call, CallStatus.COMPLETED, "its document said <Hangup>")


REJECTIONS: Mapping[str, CallStatus] = MappingProxyType(
    {"busy": CallStatus.BUSY, "rejected": CallStatus.NO_ANSWER}
)


def _reject(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Steps:
    yield from ()
    status = REJECTIONS[verb.attributes["reason"]]
    lines.finish(exchange, call, status, "its document said <Reject>")


VERBS: Mapping[str, Performed] = MappingProxyType(
    {
        "Say": _sound,
        "Play": _sound,
        "Pause": _sound,
        "Redirect": _redirect,
        "Hangup": _hang_up,
        "Reject": _reject,
        "Dial": dial,
        "Gather": gather,
        "Record": record_message,
    }
)
