"""Decides what a callee hears before the bridge: the document of a noun's `url`, run on that leg."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from telepro.localtwilio import documents, lines, sounds, waiting
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.gather import gather
from telepro.localtwilio.kernel import Steps, Until
from telepro.localtwilio.record_verb import record_message
from telepro.localtwilio.twiml import Verb

Performed = Callable[[Exchange, Call, Verb, Page], Steps]
"""As in `script`: carries out one verb; gives a Source that replaces the document, or None."""


@dataclass(slots=True)
class Verdict:
    """Whether the document has been run to its end."""

    heard: bool = False


def screen(exchange: Exchange, callee: Call, source: Source) -> Steps:
    """Run the document on the callee's leg, until its end or until the callee is gone."""
    verdict = Verdict()
    callee.source = source
    callee.tasks["script"] = exchange.kernel.spawn(_run(exchange, callee, source, verdict))
    while not (callee.over or verdict.heard):
        yield Until(callee.moved)


def _run(exchange: Exchange, callee: Call, source: Source, verdict: Verdict) -> Steps:
    pace = waiting.Pace()
    following: Source | None = source
    while following is not None and pace.allows(exchange.now):
        page = yield from documents.fetch(exchange, callee, following)
        if page is None:
            lines.finish(exchange, callee, CallStatus.COMPLETED, "its document could not be run")
            return
        following = yield from _perform(exchange, callee, page)
    verdict.heard = True
    exchange.kernel.fire(callee.moved)


def _perform(exchange: Exchange, callee: Call, page: Page) -> Steps:
    for verb in page.document.verbs:
        if verb.name not in VERBS:
            code, sentence = UNFIT.get(verb.name, (12200, "can't stand before the bridge: skipped"))
            notify(exchange, callee.sid, code, f"<{verb.name}> {sentence}.", page.url)
            continue
        following = yield from VERBS[verb.name](exchange, callee, verb, page)
        if following is not None or callee.over:
            return following
    return None


def _sound(exchange: Exchange, callee: Call, verb: Verb, page: Page) -> Steps:
    yield from sounds.perform(exchange, callee, verb)


def _redirect(exchange: Exchange, callee: Call, verb: Verb, page: Page) -> Steps:
    yield from ()
    return waiting.redirect(page, verb)


def _hang_up(exchange: Exchange, callee: Call, verb: Verb, page: Page) -> Steps:
    yield from ()
    lines.finish(exchange, callee, CallStatus.COMPLETED, "its screening document said <Hangup>")


VERBS: Mapping[str, Performed] = MappingProxyType(
    {
        "Say": _sound,
        "Play": _sound,
        "Pause": _sound,
        "Redirect": _redirect,
        "Hangup": _hang_up,
        "Gather": gather,
        "Record": record_message,
    }
)

UNFIT: Mapping[str, tuple[int, str]] = MappingProxyType(
    {"Dial": (13201, "can't stand in the document of a leg that a <Dial> rings: skipped")}
)
