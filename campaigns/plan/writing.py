"""Writes a plan as YAML that reads back to the same plan, and gives it its digest."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from campaigns.cadence import CadenceStep, Slot
from campaigns.kpi import Unit, kpi_named
from campaigns.plan.document import Plan
from campaigns.plan.parts import (
    Actions,
    Assumption,
    Assumptions,
    KpiTarget,
    Objectives,
    Operator,
    OwnDisposition,
    Preparation,
    Rule,
    Targets,
)
from campaigns.plan.reading_actions import DAYS
from campaigns.plan.writing_scripts import script_tree
from campaigns.plan.yaml_text import Bare, Tree, to_yaml
from campaigns.recording import Recording
from campaigns.windows import DAY_MINUTES, Hours, Span

_UNITS = (("day", 24 * 60), ("hour", 60), ("minute", 1))


def write_plan(plan: Plan) -> str:
    """The plan as YAML; reading it gives the same plan, and writing that the same text."""
    return to_yaml(_tree(plan))


def digest(plan: Plan) -> str:
    """SHA-256 (hexadecimal) of what the plan says, whatever its comments, order of keys or spacing."""
    canonical = json.dumps(_tree(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _tree(plan: Plan) -> Tree:
    return {
        "name": plan.name,
        "language": plan.language,
        "country": plan.country,
        "currency": str(plan.currency),
        "audience": str(plan.audience),
        "sector": str(plan.sector),
        "objectives": _objectives(plan.objectives),
        "targets": _targets(plan.targets),
        "actions": _actions(plan.actions),
        "preparation": _preparation(plan.preparation, plan.language),
        "kpis": [_kpi(each) for each in plan.kpis],
    }


def _objectives(objectives: Objectives) -> Tree:
    return {
        "metric": str(objectives.metric),
        "target": Bare(objectives.target),
        "start": Bare(objectives.start.isoformat()),
        "end": Bare(objectives.end.isoformat()),
        "price": _money(objectives.price_cents),
        "accepted_when": list(objectives.accepted_when),
        "assumptions": _assumptions(objectives.assumptions),
    }


def _assumptions(assumptions: Assumptions) -> Tree:
    rates = {
        "contact_rate": assumptions.contact_rate,
        "argumentation": assumptions.argumentation,
        "transformation": assumptions.transformation,
        "show_rate": assumptions.show_rate,
        "proposal_rate": assumptions.proposal_rate,
        "win_rate": assumptions.win_rate,
    }
    stated = {key: _assumption(rate, _percent(rate.value)) for key, rate in rates.items() if rate}
    pace = assumptions.dials_per_hour
    return stated | {"dials_per_hour": _assumption(pace, _number(pace.value))}


def _assumption(assumption: Assumption, value: str) -> Tree:
    return {"value": value, "origin": assumption.origin}


def _targets(targets: Targets) -> Tree:
    segments = [
        _filled(
            {"name": each.name, "score": Bare(each.score), "where": [_rule(r) for r in each.rules]}
        )
        for each in targets.segments
    ]
    exclusions = [{"reason": each.reason, **_rule(each.rule)} for each in targets.exclusions]
    return _filled({"segments": segments, "exclusions": exclusions})


def _rule(rule: Rule) -> Tree:
    match rule.operator:
        case Operator.MISSING:
            return {"field": rule.field, "missing": Bare("yes")}
        case Operator.PRESENT:
            return {"field": rule.field, "missing": Bare("no")}
        case Operator.IN | Operator.STARTS_WITH:
            return {"field": rule.field, str(rule.operator): list(rule.values)}
        case _:
            return {"field": rule.field, str(rule.operator): rule.values[0]}


def _calls(actions: Actions) -> Tree:
    return {
        "dial_mode": str(actions.dial_mode),
        "preview_seconds": Bare(actions.preview_seconds) if actions.preview_seconds else None,
        "caller_id": actions.caller_id,
        "ring_seconds": Bare(actions.ring_seconds),
        "recording": _recording(actions.recording) if actions.recording else None,
        "machine_message": actions.machine_message,
    }


def _actions(actions: Actions) -> Tree:
    resources = actions.resources
    return _filled(
        {
            **_calls(actions),
            "hours": _hours(actions.hours),
            "max_attempts": Bare(actions.max_attempts),
            "cap": {"attempts": Bare(actions.cap_attempts), "days": Bare(actions.cap_days)},
            "minimum_gap": _duration(actions.minimum_gap),
            "refusal_rest_days": Bare(actions.refusal_rest_days),
            "cadence": [_step(step) for step in actions.cadence],
            "fresh_share": f"{actions.fresh_share} %",
            "order": str(actions.order),
            "call_lists": {
                "low_water": Bare(actions.low_water),
                "high_water": Bare(actions.high_water),
            },
            "callback_grace": _duration(actions.callback_grace),
            "resources": {
                "callers": Bare(resources.callers),
                "hours_per_day": _number(resources.hours_per_day),
                "hourly_cost": _money(resources.hourly_cost_cents),
                "file_cost": _money(resources.file_cost_cents),
            },
        }
    )


def _recording(recording: Recording) -> Tree:
    return {
        "purpose": str(recording.purpose),
        "share": f"{recording.share} %",
        "keep_days": Bare(recording.keep_days),
        "notice": str(recording.notice),
    }


def _hours(hours: Hours) -> Tree:
    days = [(day, spans) for day, spans in enumerate(hours.days) if spans]
    runs = groupby(enumerate(days), key=lambda each: (each[1][0] - each[0], each[1][1]))
    tree: Tree = {}
    for (_, spans), run in runs:
        in_run = [day for _, (day, _) in run]
        first, last = DAYS[in_run[0]], DAYS[in_run[-1]]
        tree[first if first == last else f"{first}-{last}"] = ", ".join(_span(s) for s in spans)
    return tree


def _span(span: Span) -> str:
    return f"{_clock(span.opens)}-{_clock(span.closes)}"


def _clock(minutes: int) -> str:
    return "24:00" if minutes == DAY_MINUTES else f"{minutes // 60:02d}:{minutes % 60:02d}"


def _step(step: CadenceStep) -> Tree:
    return _filled(
        {
            "after": str(step.after),
            "wait": _duration(step.wait),
            "attempt": Bare(step.attempt) if step.attempt else None,
            "slot": str(step.slot) if step.slot is not Slot.ANY else None,
            "at_most_per_day": Bare(step.at_most_per_day) if step.at_most_per_day else None,
        }
    )


def _preparation(preparation: Preparation, language: str) -> Tree:
    offer = preparation.offer
    return _filled(
        {
            "offer": _filled(
                {
                    "name": offer.name,
                    "promise": offer.promise,
                    "points": [
                        {"feature": p.feature, "advantage": p.advantage, "proof": p.proof}
                        for p in offer.points
                    ],
                    "limits": list(offer.limits),
                }
            ),
            "checklist": list(preparation.checklist),
            "quiz_required": Bare("yes" if preparation.quiz_required else "no"),
            "dispositions": [_own(each, language) for each in preparation.dispositions],
            "not_offered": [str(code) for code in preparation.not_offered],
            "stages": {str(stage): name for stage, name in preparation.stages.items()},
            "script": script_tree(preparation.script),
        }
    )


def _own(own: OwnDisposition, language: str) -> Tree:
    reasons = [{"code": r.code, "label": r.labels[language]} for r in own.reasons]
    return _filled(
        {
            "code": str(own.code),
            "label": own.label,
            "reasons": reasons,
            "required_answers": list(own.required_answers),
        }
    )


def _kpi(stated: KpiTarget) -> Tree:
    kpi = kpi_named(stated.kpi)
    unit = kpi.unit if kpi else Unit.RATIO
    alarm = None if stated.alarm is None else _in_unit(unit, stated.alarm)
    return _filled({"kpi": stated.kpi, "target": _in_unit(unit, stated.target), "alarm": alarm})


def _in_unit(unit: Unit, value: Fraction) -> str:
    match unit:
        case Unit.PERCENT:
            return _percent(value)
        case Unit.CENTS | Unit.CENTS_PER_HOUR:
            return _money(int(value))
        case _:
            return _number(value)


def _filled(tree: Mapping[str, Any]) -> Tree:
    """The tree without the keys that hold nothing."""
    return {key: value for key, value in tree.items() if value not in (None, [], {}, "")}


def _money(cents: int) -> str:
    return Bare(f"{cents // 100}.{cents % 100:02d}")


def _percent(share: Fraction) -> str:
    return f"{_number(share * 100)} %"


def _number(value: Fraction) -> str:
    """At most four decimals, none of them a trailing zero; that many is all a plan may state."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Bare(f"{exact:.4f}".rstrip("0").rstrip("."))


def _duration(wait: timedelta) -> str:
    """In the largest unit that divides it."""
    minutes = round(wait.total_seconds() / 60)
    unit, size = next(each for each in _UNITS if minutes % each[1] == 0)
    count = minutes // size
    return f"{count} {unit}{'' if count == 1 else 's'}"
