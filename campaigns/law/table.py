"""The rules as a table for people: what each says, since when, by which source, who may change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaigns.law import NOT_CHECKABLE, PACKS
from campaigns.law.asks import AbandonedShare, ClosedOnHolidays, ListScrub, OpeningHours, Words
from campaigns.law.codes import UNKNOWN_REGION, Anything, Confidence, RuleKind, Severity
from campaigns.law.rules import Rule
from campaigns.law.source_words import source_words
from campaigns.law.tuning import Figure, changeable

LANGUAGES = ("fr", "en")


class MayChange(StrEnum):
    """Who may change what a rule asks."""

    NOBODY = "nobody"
    FIGURES = "figures"
    HOURS = "hours"
    PLAN = "plan"


WHO_MAY: Mapping[MayChange, Words] = {
    MayChange.NOBODY: {"fr": "Personne.", "en": "Nobody."},
    MayChange.FIGURES: {
        "fr": "La société, pour exiger plus ; la conformité, pour exiger moins, avec un motif et "
        "une fin.",
        "en": "The company, to ask more; compliance, to ask less, with a reason and an end.",
    },
    MayChange.HOURS: {
        "fr": "La société et le plan, pour des heures plus étroites.",
        "en": "The company and the plan, for narrower hours.",
    },
    MayChange.PLAN: {
        "fr": "Le responsable de la campagne : c'est un usage du plan, pas une loi.",
        "en": "The campaign's manager: a custom of the plan, not a law.",
    },
}
WEIGHTS: Mapping[Severity, Words] = {
    Severity.BLOCK: {"fr": "Interdit l'appel", "en": "Forbids the call"},
    Severity.WARN: {"fr": "Avertit", "en": "Warns"},
    Severity.LOG: {"fr": "À dire ou à garder", "en": "To say or to keep"},
}
KNOWN: Mapping[Confidence, Words] = {
    Confidence.SEEN: {"fr": "lue à la source", "en": "read at its source"},
    Confidence.SECOND_HAND: {"fr": "lue de seconde main", "en": "read second-hand"},
    Confidence.VERIFIED: {"fr": "vérifiée", "en": "verified"},
    Confidence.GENERAL: {"fr": "connaissance générale", "en": "common knowledge"},
    Confidence.UNCERTAIN: {"fr": "incertaine", "en": "uncertain"},
}
_ANY_STATE: Words = {"fr": "État inconnu", "en": "Unknown state"}
# What a sentence names that only a call would tell.
_OF_THE_CALL: Mapping[str, Words] = {
    "shown": {"fr": "le numéro présenté", "en": "the number shown"},
    "holiday": {"fr": "le jour férié", "en": "the public holiday"},
}
# What the judge asks and no page, file or call tells yet: it counts against the call.
NOT_KNOWN: Mapping[str, Words] = {
    "inquired_at": {
        "fr": "Quand la personne s'est renseignée : aucune liste n'est levée pour cela (US-07).",
        "en": "When the person last inquired: no list gives way to it (US-07).",
    },
    "consent.out_of_hours": {
        "fr": "Si la personne a consenti à des heures au-delà de celles de la loi : on n'appelle "
        "pas en dehors.",
        "en": "Whether the person agreed to hours beyond those of the law: nobody is called outside "
        "them.",
    },
    "agreed_call.wording": {
        "fr": "Les mots d'un rappel promis : sans eux il n'ouvre pas les heures de la loi.",
        "en": "The words of a promised callback: without them it opens no hours of the law.",
    },
}
# Which rows of the law that no machine checks are shown with which country, by the start of their ids.
_ROWS: Mapping[str, str] = {
    "FR": "FR-",
    "GB": "UK-",
    "US": "US-",
    "ES": "ES-",
    "IT": "IT-",
    "CH": "CH-",
}
_EVERYWHERE = ("EU-", "MA/TN")
_UNION = frozenset({"FR", "DE", "BE", "ES", "IT"})


@dataclass(frozen=True, slots=True)
class Line:
    """One rule as it is read by people; `figures` are those that may be changed, as the law has them."""

    id: str
    country: str
    region: Words | None
    audience: str | None
    says: Words
    source: Words
    since: date | None
    until: date | None
    known: Words
    weight: Words
    may_change: MayChange
    figures: Mapping[Figure, int]

    def ended(self, today: date) -> bool:
        """Tell whether the rule is no longer in force."""
        return self.until is not None and self.until < today


def lines(country: str) -> tuple[Line, ...]:
    """The rules of a country as they stand in its pack; none for a country without."""
    return tuple(
        _line(rule, each.country)
        for each in PACKS
        if each.country == country
        for rule in each.rules
    )


def counts() -> dict[str, int]:
    """How many rules each country has, those of the Union with each of its members."""
    return {pack.country: len(pack.rules) for pack in PACKS}


def left_to_people(country: str) -> Mapping[str, Words]:
    """The rows of the law of a country that no machine can check, and why."""
    starts = (_ROWS.get(country, "-"), *(_EVERYWHERE if country in _UNION else ("MA/TN",)))
    return {row: why for row, why in NOT_CHECKABLE.items() if row.startswith(starts)}


def _line(rule: Rule, country: str) -> Line:
    return Line(
        id=rule.id,
        country=country,
        region=region_words(rule.region),
        audience=None if isinstance(rule.audience, Anything) else str(rule.audience),
        says={language: _says(rule, language) for language in LANGUAGES},
        source=source_words(rule.source),
        since=rule.effective_from,
        until=rule.effective_to,
        known=KNOWN[rule.confidence],
        weight=WEIGHTS[rule.severity],
        may_change=_may_change(rule),
        figures=changeable(rule),
    )


def region_words(region: str | None) -> Words | None:
    """A state or province as a table names it; None for a whole country."""
    if region is None:
        return None
    return _ANY_STATE if region == UNKNOWN_REGION else dict.fromkeys(LANGUAGES, region)


def _may_change(rule: Rule) -> MayChange:
    if rule.kind is RuleKind.POLICY:
        return MayChange.PLAN
    if changeable(rule):
        return MayChange.FIGURES
    hours = OpeningHours | ClosedOnHolidays
    return MayChange.HOURS if isinstance(rule.params, hours) else MayChange.NOBODY


def _says(rule: Rule, language: str) -> str:
    """The rule's sentence with its own figures in it."""
    params, figures = rule.params, dict[str, object]()
    for name in ("most", "days", "hours", "seconds", "least"):
        figures[name] = getattr(params, name, "")
    if isinstance(params, AbandonedShare):
        figures["percent"] = f"{float(params.most * 100):g}"
    if isinstance(params, ListScrub):
        figures["register"] = str(params.register)
    told = {name: words[language] for name, words in _OF_THE_CALL.items()}
    return rule.sentence[language].format_map({**figures, **told})
