"""Reads whom a plan targets: segments, exclusions, and what makes one prospect fit better than another."""

from collections.abc import Callable, Mapping

from campaigns.plan.comparisons import RESULT_FIELDS, RESULTS
from campaigns.plan.forms import Form
from campaigns.plan.kinds import LINE, YES_NO, choice, decimal, whole
from campaigns.plan.parts import Exclusion, FitPoints, Operator, Rule, Segment, Targets
from campaigns.plan.sense import SENSE
from campaigns.plan.sense_targets import TARGETS
from campaigns.prospect_file.areas import is_area
from campaigns.prospect_file.naf import Nomenclature, is_naf
from campaigns.spelling import fold

Comparison = Callable[[Form, str], Rule]

_NUMBER = decimal(-1, 999_999)
_DAYS = whole(1, 3660)
_BESIDE = ("field", "reason", "points", "nomenclature")
# Comparisons that make sense of an activity code, which is no number and no date.
_OF_CODES = frozenset({Operator.EQUALS, Operator.IN, Operator.NOT_IN, Operator.STARTS_WITH})
# Comparisons with the whole of a value.
_WHOLE = frozenset({Operator.EQUALS, Operator.IN, Operator.NOT_IN})
AREA_FIELDS = frozenset({"area", "departement", "zone"})


def read_targets(form: Form, country: str) -> Targets:
    """The second part: segments of the prospect file, who is left out all the same, who fits best."""
    segments = tuple(_segment(each, country) for each in form.forms("segments", 1, 40))
    exclusions = tuple(_exclusion(each, country) for each in form.forms("exclusions", most=40))
    fit = tuple(_fit(each, country) for each in form.forms("fit", most=20))
    return Targets(segments, exclusions, fit)


def _segment(form: Form, country: str) -> Segment:
    return Segment(
        form.value("name", LINE),
        form.optional("score", whole(0, 100), 50),
        tuple(_rule(each, country) for each in form.forms("where", most=40)),
    )


def _exclusion(form: Form, country: str) -> Exclusion:
    return Exclusion(form.value("reason", LINE), _rule(form, country))


def _fit(form: Form, country: str) -> FitPoints:
    return FitPoints(form.value("points", whole(1, 100)), _rule(form, country))


def _rule(form: Form, country: str) -> Rule:
    field = form.value("field", LINE)
    nomenclature = form.optional("nomenclature", choice(Nomenclature), None)
    found = [key for key in _COMPARISONS if form.has(key)]
    mistyped = set(form.written()) - {*_BESIDE, *_COMPARISONS}
    if len(found) != 1 and not (mistyped and not found):
        form.note("", SENSE["one_operator"], count=len(found), known=", ".join(_COMPARISONS))
    if len(found) != 1:
        return Rule(field, Operator.PRESENT)
    rule = _COMPARISONS[found[0]](form, field)
    if nomenclature:
        if form.is_sound("nomenclature"):
            _check_activity(form, rule)
        return Rule(rule.field, rule.operator, rule.values, nomenclature)
    _check_area(form, rule, country)
    _check_result(form, rule)
    return rule


def _check_activity(form: Form, rule: Rule) -> None:
    if rule.operator not in _OF_CODES:
        form.note("nomenclature", TARGETS["nomenclature"], found=rule.operator)
        return
    for code in rule.values:
        if code and not is_naf(code):
            form.note(rule.operator, TARGETS["naf"], found=code[:40])


def _check_area(form: Form, rule: Rule, country: str) -> None:
    if fold(rule.field) not in AREA_FIELDS or rule.operator not in _OF_CODES:
        return
    for area in rule.values:
        if area and not is_area(country, area):
            form.note_new(rule.operator, TARGETS["area"], found=area[:40], country=country)


def _check_result(form: Form, rule: Rule) -> None:
    if fold(rule.field) not in RESULT_FIELDS or rule.operator not in _WHOLE:
        return
    for result in rule.values:
        if result and result not in RESULTS:
            form.note_new(rule.operator, TARGETS["result"], found=result[:40])


def _one(operator: Operator) -> Comparison:
    return lambda form, field: Rule(field, operator, (form.value(operator, LINE),))


def _several(operator: Operator) -> Comparison:
    return lambda form, field: Rule(field, operator, form.values(operator, LINE, 1, 500))


def _number(operator: Operator) -> Comparison:
    def read(form: Form, field: str) -> Rule:
        form.value(operator, _NUMBER)
        return Rule(field, operator, (form.optional(operator, LINE, ""),))

    return read


def _days(form: Form, field: str) -> Rule:
    return Rule(field, Operator.WITHIN_DAYS, (str(form.value(Operator.WITHIN_DAYS, _DAYS)),))


def _missing(form: Form, field: str) -> Rule:
    is_missing = form.value(Operator.MISSING, YES_NO)
    return Rule(field, Operator.MISSING if is_missing else Operator.PRESENT)


_COMPARISONS: Mapping[str, Comparison] = {
    Operator.EQUALS: _one(Operator.EQUALS),
    Operator.IN: _several(Operator.IN),
    Operator.NOT_IN: _several(Operator.NOT_IN),
    Operator.STARTS_WITH: _several(Operator.STARTS_WITH),
    Operator.AT_LEAST: _number(Operator.AT_LEAST),
    Operator.AT_MOST: _number(Operator.AT_MOST),
    Operator.WITHIN_DAYS: _days,
    Operator.MISSING: _missing,
}
