"""Changes some values of a plan as a form gives them, and says what is wrong at the field it stands in.

The plan is written anew as YAML, so that a screen and a file say the same; comments are not kept.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from textwrap import indent
from typing import Any

from campaigns.plan.document import Plan
from campaigns.plan.reading import PlanProblems, read_new_plan
from campaigns.plan.source import Listing, Node, Scalar, parse
from campaigns.plan.steps import Shape, StepField
from campaigns.plan.writing import plan_tree
from campaigns.plan.yaml_text import Tree, to_yaml
from campaigns.problems import Problem, Refused


def shown(plan: Plan, fields: Iterable[StepField]) -> dict[str, str]:
    """The text of each field as its plan has it, empty where the plan says nothing."""
    tree = plan_tree(plan)
    return {field.path: _text(_at(tree, field.path), field.shape) for field in fields}


def edited(
    plan: Plan, fields: Iterable[StepField], given: Mapping[str, str], language: str
) -> Plan | PlanProblems:
    """The plan with the values that were given by path; an empty one takes its key away.

    Fields that are not given stay as they are. A problem's place is the path of its field.
    """
    tree, asked = deepcopy(plan_tree(plan)), [each for each in fields if each.path in given]
    noted: list[Problem] = []
    for field in asked:
        try:
            _put(tree, field.path, _value(given[field.path], field.shape, language))
        except Refused as refused:
            noted += [replace(each, place=field.path) for each in refused.problems]
    if noted:
        return PlanProblems(tuple(noted))
    found = read_new_plan(to_yaml(tree), language)
    if isinstance(found, PlanProblems):
        paths = [field.path for field in asked]
        return PlanProblems(tuple(_placed(each, paths) for each in found.problems))
    return found


def _at(tree: Any, path: str) -> Any:
    for key in path.split("."):
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


def _text(value: Any, shape: Shape) -> str:
    if value is None:
        return ""
    if shape is Shape.LINES:
        return "\n".join(" ".join(str(each).split()) for each in value)
    return to_yaml(value) if shape is Shape.BLOCK else str(value)


def _value(written: str, shape: Shape, language: str) -> Any:
    plain = written.replace("\r\n", "\n").strip("\n")
    if not plain.strip():
        return None
    if shape is Shape.LINES:
        return [line.strip() for line in plain.splitlines() if line.strip()]
    if shape is Shape.BLOCK:
        block = parse(f"value:\n{indent(plain, '  ')}\n", language)
        return _plain(block.entries[0].value)
    return plain.strip()


def _plain(node: Node) -> Any:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [_plain(each) for each in node.items]
    return {entry.key: _plain(entry.value) for entry in node.entries}


def _put(tree: Tree, path: str, value: Any) -> None:
    """Set the value, or take its key away with the tables that this empties."""
    *above, last = path.split(".")
    tables = [tree]
    for key in above:
        tables.append(tables[-1].setdefault(key, {}))
    if value is not None:
        tables[-1][last] = value
        return
    tables[-1].pop(last, None)
    for table, key in zip(reversed(tables[:-1]), reversed(above), strict=True):
        if not table[key]:
            del table[key]


def _placed(problem: Problem, paths: list[str]) -> Problem:
    """The problem at the field whose value it stands in; what is inside it is said with what was found."""
    _line, _comma, path = problem.place.partition(", ")
    within = [each for each in paths if _is_within(path, each)]
    if not within:
        return replace(problem, place=path or problem.place)
    field = max(within, key=len)
    inside = path[len(field) :].strip(".")
    found = f"{inside}: {problem.found}" if inside else problem.found
    return replace(problem, place=field, found=found)


def _is_within(path: str, field: str) -> bool:
    return path == field or path.startswith((f"{field}.", f"{field}["))
