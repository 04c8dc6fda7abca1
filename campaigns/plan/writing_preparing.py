"""Writes a plan's preparation and its figures as the tree that its YAML is made of."""

from fractions import Fraction

from campaigns.call.need_score import NeedScore, ScoredQuestion
from campaigns.kpi import Kpi, Unit, kpi_named
from campaigns.plan.parts import (
    KpiTarget,
    Offer,
    OfferPoint,
    OwnDisposition,
    Preparation,
    TariffLine,
)
from campaigns.plan.trial import TestWave
from campaigns.plan.writing_scripts import script_tree
from campaigns.plan.writing_values import filled, money, number, percent
from campaigns.plan.yaml_text import Bare, Tree
from campaigns.teleprospector.quiz import Quiz, QuizQuestion


def preparation_tree(preparation: Preparation, language: str) -> Tree:
    """The fourth part, in the keys that a plan uses."""
    quiz, need, legal = preparation.quiz, preparation.need_score, preparation.legal
    wave = preparation.test_wave
    return filled(
        {
            "offer": _offer(preparation.offer),
            "legal": {"basis": str(legal.basis), "because": legal.because} if legal else None,
            "test_wave": _test_wave(wave) if wave else None,
            "checklist": list(preparation.checklist),
            "quiz_required": Bare("yes" if preparation.quiz_required else "no"),
            "quiz": _quiz(quiz) if quiz else None,
            "need_score": _need_score(need) if need else None,
            "dispositions": [_own(each, language) for each in preparation.dispositions],
            "not_offered": [str(code) for code in preparation.not_offered],
            "stages": {str(stage): name for stage, name in preparation.stages.items()},
            "script": script_tree(preparation.script),
        }
    )


def kpi_tree(stated: KpiTarget) -> Tree:
    """A figure to steer by, with its formula where it is the plan's own."""
    kpi = stated.own or kpi_named(stated.kpi)
    unit = kpi.unit if kpi else Unit.RATIO
    alarm = None if stated.alarm is None else _in_unit(unit, stated.alarm)
    return filled(
        {
            "kpi": stated.kpi,
            **(_formula(stated.own) if stated.own else {}),
            "target": _in_unit(unit, stated.target),
            "alarm": alarm,
            "audience": [str(each) for each in stated.audience],
            "alarm_to": list(stated.alarm_to),
        }
    )


def _formula(kpi: Kpi) -> Tree:
    return {
        "label": kpi.label["en"],
        "above": list(kpi.above),
        "below": list(kpi.below),
        "unit": str(kpi.unit),
        "better": str(kpi.better),
    }


def _in_unit(unit: Unit, value: Fraction) -> str:
    match unit:
        case Unit.PERCENT:
            return percent(value)
        case Unit.CENTS | Unit.CENTS_PER_HOUR:
            return money(int(value))
        case _:
            return number(value)


def _offer(offer: Offer) -> Tree:
    return filled(
        {
            "name": offer.name,
            "version": offer.version,
            "promise": offer.promise,
            "points": [_point(each) for each in offer.points],
            "limits": list(offer.limits),
            "tariff": [_price(each) for each in offer.tariff],
        }
    )


def _point(point: OfferPoint) -> Tree:
    return filled(
        {
            "feature": point.feature,
            "advantage": point.advantage,
            "proof": point.proof,
            "motives": [str(each) for each in point.motives],
            "profiles": list(point.profiles),
        }
    )


def _price(each: TariffLine) -> Tree:
    return filled({"item": each.item, "price": money(each.price_cents), "unit": each.unit})


def _test_wave(wave: TestWave) -> Tree:
    least = {name: percent(share) for name, share in wave.least.items()}
    return filled({"calls": Bare(wave.calls), "least": least, "go_on_if": list(wave.go_on_if)})


def _quiz(quiz: Quiz) -> Tree:
    return {
        "needed": Bare(quiz.needed),
        "questions": [_quiz_question(each) for each in quiz.questions],
    }


def _quiz_question(each: QuizQuestion) -> Tree:
    return filled(
        {
            "key": each.key,
            "ask": each.ask,
            "choices": list(each.choices),
            "right": each.right,
            "why": each.why,
        }
    )


def _need_score(need: NeedScore) -> Tree:
    return {
        "framework": str(need.framework),
        "qualified_from": Bare(need.qualified_from),
        "criteria": [_scored(each) for each in need.questions],
    }


def _scored(each: ScoredQuestion) -> Tree:
    return filled(
        {
            "criterion": str(each.criterion),
            "question": each.question,
            "confirmed": list(each.confirmed),
            "weak": list(each.weak),
        }
    )


def _own(own: OwnDisposition, language: str) -> Tree:
    reasons = [{"code": r.code, "label": r.labels[language]} for r in own.reasons]
    return filled(
        {
            "code": str(own.code),
            "label": own.label,
            "reasons": reasons,
            "required_answers": list(own.required_answers),
        }
    )
