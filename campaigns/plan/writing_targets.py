"""Writes whom a plan targets as the tree that its YAML is made of."""

from campaigns.plan.parts import Operator, Rule, Targets
from campaigns.plan.writing_values import filled
from campaigns.plan.yaml_text import Bare, Tree


def targets_tree(targets: Targets) -> Tree:
    """Segments, exclusions and points of fit, in the keys that a plan uses."""
    segments = [
        filled(
            {"name": each.name, "score": Bare(each.score), "where": [_rule(r) for r in each.rules]}
        )
        for each in targets.segments
    ]
    exclusions = [{"reason": each.reason, **_rule(each.rule)} for each in targets.exclusions]
    fit = [{"points": Bare(each.points), **_rule(each.rule)} for each in targets.fit]
    return filled({"segments": segments, "exclusions": exclusions, "fit": fit})


def _rule(rule: Rule) -> Tree:
    tree: Tree = {"field": rule.field}
    if rule.nomenclature:
        tree["nomenclature"] = str(rule.nomenclature)
    match rule.operator:
        case Operator.MISSING:
            return tree | {"missing": Bare("yes")}
        case Operator.PRESENT:
            return tree | {"missing": Bare("no")}
        case Operator.IN | Operator.NOT_IN | Operator.STARTS_WITH:
            return tree | {str(rule.operator): list(rule.values)}
        case Operator.WITHIN_DAYS:
            return tree | {str(rule.operator): Bare(rule.values[0])}
        case _:
            return tree | {str(rule.operator): rule.values[0]}
