"""Decides what answering machine detection makes of whoever took a call, when, and who is told.

The model follows Twilio's description: a short greeting and then silence is a human, speech for
longer than the threshold a machine, no speech at all unknown. It judges a person's ordinary
seconds, so the speed of people changes when a decision falls and not which.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from telepro.localtwilio.callbacks import post
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.codes import Purpose
from telepro.localtwilio.detection_words import (
    AnsweredBy,
    DetectionOrder,
    Mistake,
    Mode,
    Waiting,
)
from telepro.localtwilio.exchange import Exchange, notify, record
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.people import Kind, Person

FAX_TONE = 1.5
"""Seconds until a fax is known by its tone."""
BEEP = 0.5
GREETING_TAKEN_FOR_HUMAN = 1.8


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided, and after how many seconds of the person's own time."""

    answered_by: AnsweredBy
    seconds: float


def before_instructions(exchange: Exchange, call: Call, source: Source) -> Steps:
    """Wait for a synchronous decision; gives the instructions to ask for, with the result said."""
    order = call.detection
    if order is None or order.waiting is Waiting.ASYNCHRONOUS:
        return source
    told = yield from _decide(exchange, call, order)
    return replace(source, fields=(*source.fields, *told))


def answered(exchange: Exchange, call: Call) -> None:
    """Begin an asynchronous detection beside whatever else happens on the leg."""
    order = call.detection
    if order is not None and order.waiting is Waiting.ASYNCHRONOUS:
        call.tasks["detection"] = exchange.kernel.spawn(_beside(exchange, call, order))


def over(call: Call) -> None:
    """A leg that ended undecided counts as unknown; the last status callback says the result."""
    if call.detection is None or call.answered is None:
        return
    # Who hangs up before the decision: documented only as "unknown, or no callback". Both here.
    call.answered_by = call.answered_by or AnsweredBy.UNKNOWN
    call.epilogue["AnsweredBy"] = call.answered_by


def _beside(exchange: Exchange, call: Call, order: DetectionOrder) -> Steps:
    if not order.url:
        sentence = "AsyncAmd without AsyncAmdStatusCallback: the result is on the call only."
        notify(exchange, call.sid, 21262, sentence)
    told = yield from _decide(exchange, call, order)
    if order.url:
        form = (("CallSid", call.sid), ("AccountSid", exchange.account.sid), *told)
        post(exchange, order.url, order.method, form, call.sid, Purpose.DETECTION)


def _decide(exchange: Exchange, call: Call, order: DetectionOrder) -> Steps:
    began = exchange.now
    verdict = judge(call.person, order, exchange.setup.scenario.detection)
    yield Sleep(exchange.hurried(verdict.seconds))
    took = round((exchange.now - began).total_seconds() * 1000)
    call.answered_by, call.updated = verdict.answered_by, exchange.now
    call.timeline.append((exchange.now, f"answered by {verdict.answered_by} ({took} ms)"))
    record(exchange, "detected", call_sid=call.sid, answered_by=verdict.answered_by, took_ms=took)
    return (("AnsweredBy", str(verdict.answered_by)), ("MachineDetectionDuration", str(took)))


def judge(
    person: Person | None, order: DetectionOrder, mistakes: Mapping[Mistake, float]
) -> Verdict:
    """What is made of this person, in their own seconds; exact where no mistakes are asked for."""
    if person is None:
        return Verdict(AnsweredBy.UNKNOWN, order.silence)
    verdict = _mistaken(person, order, mistakes) or _exact(person, order)
    return verdict if verdict.seconds <= order.timeout else _timed_out(person, order)


def _exact(person: Person, order: DetectionOrder) -> Verdict:
    if person.kind is Kind.FAX:
        return Verdict(AnsweredBy.FAX, FAX_TONE)
    if person.kind is Kind.SILENCE:
        return Verdict(AnsweredBy.UNKNOWN, order.silence)
    if person.greeting < order.speech:
        return Verdict(AnsweredBy.HUMAN, person.greeting + order.speech_end)
    return _machine(person, order)


def _machine(person: Person, order: DetectionOrder) -> Verdict:
    if order.mode is Mode.ENABLE:
        return Verdict(AnsweredBy.MACHINE_START, order.speech)
    if person.kind is Kind.MACHINE and person.beeps:
        return Verdict(AnsweredBy.MACHINE_END_BEEP, person.greeting + BEEP)
    return Verdict(
        AnsweredBy.MACHINE_END_SILENCE, max(person.greeting, order.speech) + order.speech_end
    )


def _mistaken(
    person: Person, order: DetectionOrder, mistakes: Mapping[Mistake, float]
) -> Verdict | None:
    unknown = mistakes.get(Mistake.UNKNOWN, 0.0)
    if person.luck < unknown:
        return Verdict(AnsweredBy.UNKNOWN, order.silence)
    luck = person.luck - unknown
    if person.kind is Kind.MACHINE and luck < mistakes.get(Mistake.MACHINE_AS_HUMAN, 0.0):
        return Verdict(AnsweredBy.HUMAN, GREETING_TAKEN_FOR_HUMAN + order.speech_end)
    human = person.kind in (Kind.HUMAN, Kind.GATEKEEPER)
    if human and luck < mistakes.get(Mistake.HUMAN_AS_MACHINE, 0.0):
        return _machine(person, order)
    return None


def _timed_out(person: Person, order: DetectionOrder) -> Verdict:
    """Too late: unknown, or `other` when a machine had already begun to speak."""
    began = order.mode is Mode.MESSAGE_END and order.speech <= min(person.greeting, order.timeout)
    return Verdict(
        AnsweredBy.MACHINE_END_OTHER if began else AnsweredBy.UNKNOWN,
        order.timeout,
    )
