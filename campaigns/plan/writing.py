"""Writes a plan as YAML that reads back to the same plan, and gives it its digest."""

import hashlib
import json
from itertools import groupby

from campaigns.cadence import CadenceStep, Slot
from campaigns.call.recording import Recording
from campaigns.follow_up.channels import ChannelStep
from campaigns.plan.document import Plan
from campaigns.plan.parts import Actions, Assumption, Assumptions, Objectives
from campaigns.plan.reading_actions import DAYS
from campaigns.plan.writing_preparing import kpi_tree, preparation_tree
from campaigns.plan.writing_targets import targets_tree
from campaigns.plan.writing_values import duration, filled, money, number, percent
from campaigns.plan.yaml_text import Bare, Tree, to_yaml
from campaigns.windows import DAY_MINUTES, Hours, Span


def write_plan(plan: Plan) -> str:
    """The plan as YAML; reading it gives the same plan, and writing that the same text."""
    return to_yaml(plan_tree(plan))


def digest(plan: Plan) -> str:
    """SHA-256 (hexadecimal) of what the plan says, whatever its comments, order of keys or spacing."""
    canonical = json.dumps(
        plan_tree(plan), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def plan_tree(plan: Plan) -> Tree:
    """The plan as plain mappings and lists, in the keys and the order of its YAML."""
    return {
        "name": plan.name,
        "language": plan.language,
        "country": plan.country,
        "currency": str(plan.currency),
        "audience": str(plan.audience),
        "sector": str(plan.sector),
        "objectives": _objectives(plan.objectives),
        "targets": targets_tree(plan.targets),
        "actions": _actions(plan.actions),
        "preparation": preparation_tree(plan.preparation, plan.language),
        "kpis": [kpi_tree(each) for each in plan.kpis],
    }


def _objectives(objectives: Objectives) -> Tree:
    return {
        "metric": str(objectives.metric),
        "target": Bare(objectives.target),
        "start": Bare(objectives.start.isoformat()),
        "end": Bare(objectives.end.isoformat()),
        "price": money(objectives.price_cents),
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
    stated = {key: _assumption(rate, percent(rate.value)) for key, rate in rates.items() if rate}
    pace = assumptions.dials_per_hour
    return stated | {"dials_per_hour": _assumption(pace, number(pace.value))}


def _assumption(assumption: Assumption, value: str) -> Tree:
    return {"value": value, "origin": assumption.origin}


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
    return filled(
        {
            **_calls(actions),
            "hours": _hours(actions.hours),
            "max_attempts": Bare(actions.max_attempts),
            "cap": {"attempts": Bare(actions.cap_attempts), "days": Bare(actions.cap_days)},
            "minimum_gap": duration(actions.minimum_gap),
            "refusal_rest_days": Bare(actions.refusal_rest_days),
            "cadence": [_step(step) for step in actions.cadence],
            "channels": [_channel(step) for step in actions.channels],
            "fresh_share": f"{actions.fresh_share} %",
            "order": str(actions.order),
            "call_lists": {
                "low_water": Bare(actions.low_water),
                "high_water": Bare(actions.high_water),
            },
            "callback_grace": duration(actions.callback_grace),
            "resources": {
                "callers": Bare(resources.callers),
                "hours_per_day": number(resources.hours_per_day),
                "hourly_cost": money(resources.hourly_cost_cents),
                "file_cost": money(resources.file_cost_cents),
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
    return filled(
        {
            "after": str(step.after),
            "wait": duration(step.wait),
            "attempt": Bare(step.attempt) if step.attempt else None,
            "slot": str(step.slot) if step.slot is not Slot.ANY else None,
            "at_most_per_day": Bare(step.at_most_per_day) if step.at_most_per_day else None,
        }
    )


def _channel(step: ChannelStep) -> Tree:
    return filled(
        {
            "after": str(step.after),
            "attempt": Bare(step.attempt) if step.attempt else None,
            "channel": str(step.channel),
            "owner": str(step.owner),
            "within": duration(step.within),
            "what": step.what,
        }
    )
