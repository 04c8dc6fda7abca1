"""Changes some values of a plan as a form gives them, and says what is wrong at the field it stands in.

The plan is written anew as YAML, so that a screen and a file say the same; comments are not kept.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from textwrap import indent
from typing import Any

from campaigns.plan.document import Plan
from campaigns.plan.field_words import in_fields
from campaigns.plan.fields import Shape, StepField
from campaigns.plan.reading import PlanProblems, read_new_plan
from campaigns.plan.rows import Document, Place, as_typed, place_of
from campaigns.plan.source import Listing, Node, Scalar, parse
from campaigns.plan.typed import Typed, Values
from campaigns.plan.writing import plan_tree
from campaigns.plan.yaml_text import Tree, to_yaml
from campaigns.problems import Problem, Refused


def shown(plan: Plan, fields: Iterable[StepField]) -> dict[str, Typed]:
    """What each field shows of the plan: a text, or rows; empty where the plan says nothing."""
    tree = plan_tree(plan)
    return {field.path: _shown(field, _at(tree, field.path)) for field in fields}


def edited(
    plan: Plan, fields: Iterable[StepField], given: Values, language: str
) -> Plan | PlanProblems:
    """The plan with the values that were given by path; an empty one takes its key away.

    A list is given as rows, or as the piece of YAML that a file has there. Fields that are not given
    stay as they are. A problem's place is the name of its field.
    """
    tree, document = deepcopy(plan_tree(plan)), Document(language)
    noted: list[Problem] = []
    for field in (each for each in fields if each.path in given):
        try:
            _put(tree, field.path, _value(document, field, given[field.path], language))
        except Refused as refused:
            noted += [_within(each, field.path) for each in refused.problems]
    if noted:
        return PlanProblems(tuple(noted))
    found = read_new_plan(to_yaml(tree), language)
    if isinstance(found, PlanProblems):
        placed = (_placed(each, document.places, language) for each in found.problems)
        return PlanProblems(tuple(placed))
    return found


def _shown(field: StepField, value: Any) -> Typed:
    if field.shape is Shape.BLOCK:
        return "" if value is None else to_yaml(value)
    return as_typed(field, value)


def _value(document: Document, field: StepField, given: Typed, language: str) -> Any:
    if isinstance(given, str) and (field.is_list or field.shape is Shape.BLOCK):
        document.places[field.path] = Place(field.path, None)
        return _block(given, language)
    return document.value(field, given, field.path, field.path)


def _within(problem: Problem, path: str) -> Problem:
    """The problem at its row, where it names one, else at the field."""
    return problem if problem.place.startswith(f"{path}[") else replace(problem, place=path)


def _block(written: str, language: str) -> Any:
    plain = written.replace("\r\n", "\n").strip("\n")
    if not plain.strip():
        return None
    block = parse(f"value:\n{indent(plain, '  ')}\n", language)
    return _plain(block.entries[0].value)


def _at(tree: Any, path: str) -> Any:
    for key in path.split("."):
        tree = tree.get(key) if isinstance(tree, dict) else None
    return tree


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


def _placed(problem: Problem, places: Mapping[str, Place], language: str) -> Problem:
    """The problem at the field whose value it stands in; what is inside it is said with what was found."""
    _line, _comma, path = problem.place.partition(", ")
    met = place_of(places, path)
    if met is None:
        return replace(problem, place=path or problem.place)
    place, inside = met
    found = f"{inside}: {problem.found}" if inside else problem.found
    said = replace(problem, place=place.name, found=found)
    return in_fields(said, place.asked, language) if place.asked else said
