"""Which prospects belong to a plan's targets, and why the others don't."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from campaigns.plan.document import Plan
from campaigns.plan.parts import Operator, Rule, Segment
from campaigns.problems import Problem
from campaigns.prospect_file.areas import area_of
from campaigns.prospect_file.naf import naf_code, plain_naf
from campaigns.spelling import fold, nearest

Values = Mapping[str, str]

_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,4})?")
_SPACES = re.compile(r"\s")
# 2026-11-30 as databases write it, 30/11/2026 as people do.
_DATE = re.compile(r"(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))(?!\d)")

# What a plan may call the fields that every prospect has, beside their own names.
_ALIASES: Mapping[str, str] = {
    "nom": "name",
    "etablissement": "name",
    "nom_etablissement": "name",
    "raison_sociale": "name",
    "company": "name",
    "organisation": "name",
    "adresse": "address",
    "code_postal": "postal_code",
    "cp": "postal_code",
    "postcode": "postal_code",
    "zip": "postal_code",
    "ville": "city",
    "commune": "city",
    "nom_commune": "city",
    "town": "city",
    "pays": "country",
    "langue": "language",
    "siren_siret": "siret",
    "ape": "naf",
    "code_naf": "naf",
    "code_ape": "naf",
    "effectif": "headcount",
    "employees": "headcount",
    "departement": "area",
    "zone": "area",
    "fonction": "role",
    "poste": "role",
    "job_title": "role",
    "maj": "updated_on",
    "mise_a_jour": "updated_on",
    "dernier_resultat": "last_result",
    "dernier_appel": "last_called_on",
}
_SAME_FIELD: Mapping[str, tuple[str, ...]] = {
    field: tuple(alias for alias, meant in _ALIASES.items() if meant == field)
    for field in set(_ALIASES.values())
}


# What the application knows of a prospect besides its file.
KNOWN_BESIDES = ("area", "role", "updated_on", "last_result", "last_called_on")


class ExclusionReason(StrEnum):
    """Why a prospect is no target of the plan."""

    OUT_OF_SEGMENTS = "out_of_segments"
    EXCLUDED = "excluded"


_SENTENCES: Mapping[ExclusionReason, Mapping[str, str]] = {
    ExclusionReason.OUT_OF_SEGMENTS: {
        "fr": "N'entre dans aucun segment du plan.",
        "en": "Fits none of the plan's segments.",
    },
    ExclusionReason.EXCLUDED: {
        "fr": "Exclu par le plan : {detail}.",
        "en": "Excluded by the plan: {detail}.",
    },
}

_UNKNOWN_COLUMN: Mapping[str, tuple[str, str, str]] = {
    "fr": (
        "une règle sur « {field} »",
        "une colonne du fichier ou un champ de la fiche",
        "Corrigez le nom de la colonne dans le plan.",
    ),
    "en": (
        "a rule on `{field}`",
        "a column of the file or a field of the prospect",
        "Correct the name of the column in the plan.",
    ),
}
_MEANT = {"fr": "Vouliez-vous dire « {meant} » ?", "en": "Did you mean `{meant}`?"}


@dataclass(frozen=True, slots=True)
class Targeted:
    """The prospect is a target: of that segment, with its score (0 to 100)."""

    segment: str
    score: int


@dataclass(frozen=True, slots=True)
class Excluded:
    """The prospect is no target; `detail` holds the plan's own words where it has any."""

    reason: ExclusionReason
    detail: str = ""

    def sentence(self, language: str) -> str:
        """Why, in French (`fr`) or English (`en`)."""
        return _SENTENCES[self.reason][language].format(detail=self.detail)


def belongs(prospect_fields: Values, plan: Plan) -> Targeted | Excluded:
    """Say whether a prospect is a target: first the exclusions, then the segment of highest score.

    `prospect_fields` holds the prospect's own fields by name (`name`, `postal_code`, `city`, ...)
    and every kept column by its heading; case, accents and punctuation of names make no difference.
    `area` is read from the postcode where no column says it. Points of fit are added up to 100.
    """
    values = {_folded(name): value for name, value in prospect_fields.items()}
    values.setdefault("area", area_of(values.get("country", ""), values.get("postal_code", "")))
    start = plan.objectives.start
    for exclusion in plan.targets.exclusions:
        if _holds(exclusion.rule, values, start):
            return Excluded(ExclusionReason.EXCLUDED, exclusion.reason)
    fitting = [
        segment
        for segment in plan.targets.segments
        if all(_holds(rule, values, start) for rule in segment.rules)
    ]
    if not fitting:
        return Excluded(ExclusionReason.OUT_OF_SEGMENTS)
    best = max(fitting, key=_score)
    earned = sum(each.points for each in plan.targets.fit if _holds(each.rule, values, start))
    return Targeted(best.name, min(100, best.score + earned))


def asked_besides(plan: Plan) -> frozenset[str]:
    """Which of KNOWN_BESIDES the plan's rules name, so that only these need to be looked up."""
    named = {_folded(rule.field) for rule in _rules(plan)}
    return frozenset(_ALIASES.get(name, name) for name in named) & set(KNOWN_BESIDES)


def unknown_columns(plan: Plan, columns: Iterable[str], language: str) -> tuple[Problem, ...]:
    """Name each field of the plan's rules that a prospect file lacks, and the column it resembles.

    `columns` are the prospect fields and the file's headings; `language` is the reader's.
    """
    known = {_folded(column): column for column in (*columns, *KNOWN_BESIDES)}
    fields = dict.fromkeys(rule.field for rule in _rules(plan))
    missing = [name for name in fields if _name_in(name, known) is None]
    return tuple(_unknown_column(name, known.values(), language) for name in missing)


def _rules(plan: Plan) -> list[Rule]:
    wanted = [rule for segment in plan.targets.segments for rule in segment.rules]
    fit = [each.rule for each in plan.targets.fit]
    return wanted + [exclusion.rule for exclusion in plan.targets.exclusions] + fit


def _unknown_column(name: str, columns: Iterable[str], language: str) -> Problem:
    found, expected, fix = _UNKNOWN_COLUMN[language]
    meant = nearest(name, columns)
    if meant:
        fix = _MEANT[language].format(meant=meant)
    return Problem("targets", found.format(field=name), expected, fix)


def _score(segment: Segment) -> int:
    return segment.score


def _holds(rule: Rule, values: Values, start: date) -> bool:
    if rule.nomenclature:
        written = naf_code(values, rule.nomenclature)
        return _COMPARE[rule.operator](written, tuple(map(plain_naf, rule.values)))
    name = _name_in(rule.field, values)
    written = values[name].strip() if name is not None else ""
    if rule.operator is Operator.WITHIN_DAYS:
        return _within(written, int(rule.values[0]), start)
    return _COMPARE[rule.operator](written, rule.values)


def _within(written: str, days: int, start: date) -> bool:
    """Whether a date lies so many days before the start, or later; what is no date does not."""
    match = _DATE.match(written)
    if not match:
        return False
    year, month, day = (
        (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    )
    try:
        return (start - date(int(year), int(month), int(day))).days <= days
    except ValueError:
        return False


def _name_in(field: str, values: Mapping[str, object]) -> str | None:
    written = _folded(field)
    meant = _ALIASES.get(written, written)
    names = (written, meant, *_SAME_FIELD.get(meant, ()))
    return next((each for each in names if each in values), None)


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    # A text of signs alone folds to nothing; it is compared as it stands.
    return fold(text) or text.strip()


def _equals(written: str, wanted: tuple[str, ...]) -> bool:
    return bool(written) and _folded(written) in map(_folded, wanted)


def _starts(written: str, wanted: tuple[str, ...]) -> bool:
    return any(_folded(written).startswith(_folded(each)) for each in wanted) and bool(written)


def _at_least(written: str, wanted: tuple[str, ...]) -> bool:
    number, limit = _number(written), _number(wanted[0])
    return number is not None and limit is not None and number >= limit


def _at_most(written: str, wanted: tuple[str, ...]) -> bool:
    number, limit = _number(written), _number(wanted[0])
    return number is not None and limit is not None and number <= limit


def _number(written: str) -> Fraction | None:
    plain = _SPACES.sub("", written)
    return Fraction(plain.replace(",", ".")) if _NUMBER.fullmatch(plain) else None


_COMPARE: Mapping[Operator, Callable[[str, tuple[str, ...]], bool]] = {
    Operator.EQUALS: _equals,
    Operator.IN: _equals,
    Operator.NOT_IN: lambda written, wanted: bool(written) and not _equals(written, wanted),
    Operator.STARTS_WITH: _starts,
    Operator.AT_LEAST: _at_least,
    Operator.AT_MOST: _at_most,
    Operator.MISSING: lambda written, _: not written,
    Operator.PRESENT: lambda written, _: bool(written),
}
