"""What the states of the United States ask beyond federal law: hours, calls a day, consent, recording.

Two compilations disagree on some rows; the stricter is taken. A number of no known state is held to
the safest window of all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from campaigns.law.asks import (
    ConsentRequired,
    HourlyCap,
    OpeningHours,
    Params,
    RecordingConsent,
    Words,
)
from campaigns.law.codes import (
    ANY,
    AUTOMATED,
    UNKNOWN_REGION,
    Confidence,
    RuleKind,
    Severity,
)
from campaigns.law.policies import week
from campaigns.law.rules import Rule
from campaigns.prospects import Audience
from campaigns.windows import Hours

_rule = partial(Rule, country="US")
_COMPILED = (
    "Compilations of state law (ClickPoint, Drop Cowboy, 2025); the stricter where they differ"
)

NAMES: dict[str, Words] = {
    "AL": {"fr": "Alabama", "en": "Alabama"},
    "CA": {"fr": "Californie", "en": "California"},
    "CT": {"fr": "Connecticut", "en": "Connecticut"},
    "DE": {"fr": "Delaware", "en": "Delaware"},
    "FL": {"fr": "Floride", "en": "Florida"},
    "IL": {"fr": "Illinois", "en": "Illinois"},
    "KY": {"fr": "Kentucky", "en": "Kentucky"},
    "LA": {"fr": "Louisiane", "en": "Louisiana"},
    "MA": {"fr": "Massachusetts", "en": "Massachusetts"},
    "MD": {"fr": "Maryland", "en": "Maryland"},
    "ME": {"fr": "Maine", "en": "Maine"},
    "MI": {"fr": "Michigan", "en": "Michigan"},
    "MN": {"fr": "Minnesota", "en": "Minnesota"},
    "MS": {"fr": "Mississippi", "en": "Mississippi"},
    "MT": {"fr": "Montana", "en": "Montana"},
    "NH": {"fr": "New Hampshire", "en": "New Hampshire"},
    "NM": {"fr": "Nouveau-Mexique", "en": "New Mexico"},
    "NV": {"fr": "Nevada", "en": "Nevada"},
    "OK": {"fr": "Oklahoma", "en": "Oklahoma"},
    "OR": {"fr": "Oregon", "en": "Oregon"},
    "PA": {"fr": "Pennsylvanie", "en": "Pennsylvania"},
    "RI": {"fr": "Rhode Island", "en": "Rhode Island"},
    "TX": {"fr": "Texas", "en": "Texas"},
    "WA": {"fr": "État de Washington", "en": "Washington State"},
    UNKNOWN_REGION: {"fr": "État inconnu", "en": "Unknown state"},
}


@dataclass(frozen=True, slots=True)
class _Window:
    """The hours of a state; closed on its holidays where it closes on them."""

    region: str
    hours: Hours
    closed_on: str | None = None
    since: date | None = None
    confidence: Confidence = Confidence.SECOND_HAND


_EIGHT_TO_EIGHT = week("08:00-20:00", "08:00-20:00", "08:00-20:00")
_NO_SUNDAY = week("08:00-20:00", "08:00-20:00")
_NINE_TO_NINE = week("09:00-21:00", "09:00-21:00", "09:00-21:00")
_NINE_TO_EIGHT = week("09:00-20:00", "09:00-20:00", "09:00-20:00")
_G = Confidence.GENERAL

WINDOWS: tuple[_Window, ...] = (
    _Window("AL", _NO_SUNDAY, "US-AL"),
    _Window("CT", _NINE_TO_EIGHT),
    _Window("FL", _EIGHT_TO_EIGHT, since=date(2021, 7, 1)),
    _Window("KY", week("10:00-21:00", "10:00-21:00", "10:00-21:00")),
    _Window("LA", _NO_SUNDAY, "US-LA"),
    _Window("MA", _EIGHT_TO_EIGHT),
    _Window("MD", _EIGHT_TO_EIGHT),
    _Window("MI", _NINE_TO_NINE),
    _Window("MN", _NINE_TO_NINE),
    _Window("MS", _NO_SUNDAY),
    _Window("NM", _NINE_TO_NINE),
    _Window("NV", _NINE_TO_EIGHT),
    _Window("OK", _EIGHT_TO_EIGHT),
    # One table ends Pennsylvania's Saturday at noon: kept, and its Sunday is common knowledge.
    _Window("PA", week("08:00-21:00", "08:00-12:00", "13:30-21:00"), "US-PA", confidence=_G),
    _Window("RI", week("09:00-18:00", "10:00-17:00"), "US-RI", confidence=_G),
    _Window("TX", week("09:00-21:00", "09:00-21:00", "12:00-21:00")),
    _Window("WA", _EIGHT_TO_EIGHT, since=date(2022, 6, 9), confidence=_G),
    _Window(UNKNOWN_REGION, week("10:00-18:00", "10:00-17:00"), "US"),
)
THREE_A_DAY = {"FL": date(2021, 7, 1), "MD": None, "OK": None, UNKNOWN_REGION: None}
# Connecticut, Michigan, Nevada and Oregon are disputed: counted with the others.
EVERYBODY_CONSENTS = ("CA", "CT", "DE", "FL", "IL", "MA", "MD", "MI", "MT", "NH", "NV", "OR", "PA", "WA")  # fmt: skip


def _window(row: _Window) -> Rule:
    name = NAMES[row.region]
    return _rule(
        id=f"US-01-{row.region}",
        region=row.region,
        audience=Audience.B2C,
        kind=RuleKind.WINDOW,
        params=OpeningHours(row.hours, row.closed_on),
        source=_COMPILED,
        effective_from=row.since,
        confidence=row.confidence,
        sentence={
            "fr": f"{name['fr']} : un particulier n'y est pas appelé à cette heure ou ce jour-là "
            f"({_said(row.hours, _FRENCH)}).",
            "en": f"{name['en']}: a consumer is not called at this hour or on this day "
            f"({_said(row.hours, _ENGLISH)}).",
        },
    )


_FRENCH = ("lundi à vendredi", "samedi", "dimanche", "jamais")
_ENGLISH = ("Monday to Friday", "Saturday", "Sunday", "never")


def _said(hours: Hours, words: tuple[str, ...]) -> str:
    """The hours of the working days, of Saturday and of Sunday, in words."""
    *days, never = words
    spans = (hours.days[0], hours.days[5], hours.days[6])
    return ", ".join(
        f"{day} {', '.join(map(str, open_)) or never}"
        for day, open_ in zip(days, spans, strict=True)
    )


def _more(region: str, params: Params, kind: RuleKind, sentence: Words) -> Rule:
    name = NAMES[region]
    return _rule(
        id=f"US-01-{region}",
        region=region,
        audience=Audience.B2C,
        technique=AUTOMATED if region == "ME" else ANY,
        kind=kind,
        params=params,
        source=_COMPILED,
        effective_from=THREE_A_DAY.get(region),
        confidence=Confidence.SECOND_HAND,
        sentence={language: f"{name[language]}{text}" for language, text in sentence.items()},
    )


_CAPPED: Words = {
    "fr": " : ce numéro a déjà été appelé {most} fois en {hours} heures, c'est le maximum légal.",
    "en": ": this number has been called {most} times within {hours} hours, the legal maximum.",
}
_CONSENT: Words = {
    "fr": " : un appel commercial à un particulier y exige son consentement écrit préalable.",
    "en": ": a sales call to a consumer needs their prior written consent there.",
}
_RECORDED: Words = {
    "fr": " : un appel n'y est enregistré qu'avec l'accord de tous.",
    "en": ": a call is recorded there only with everybody's consent.",
}


def _rules() -> Iterator[Rule]:
    yield from map(_window, WINDOWS)
    for region in THREE_A_DAY:
        yield _more(region, HourlyCap(most=3, hours=24), RuleKind.FREQUENCY, _CAPPED)
    yield _more("ME", HourlyCap(most=1, hours=8), RuleKind.FREQUENCY, _CAPPED)
    yield _more("CT", ConsentRequired(), RuleKind.CONSENT, _CONSENT)
    yield from map(_recording, (*EVERYBODY_CONSENTS, UNKNOWN_REGION))


def _recording(region: str) -> Rule:
    name = NAMES[region]
    return _rule(
        id=f"US-15-{region}",
        region=region,
        audience=ANY,
        kind=RuleKind.RECORDING,
        params=RecordingConsent(),
        severity=Severity.WARN,
        source="State law; where lists of such states differ, all of them",
        confidence=Confidence.SEEN,
        sentence={language: f"{name[language]}{text}" for language, text in _RECORDED.items()},
    )


RULES: tuple[Rule, ...] = tuple(_rules())
