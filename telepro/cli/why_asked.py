"""What the command `why` was asked: its flags as the facts that the judge of the law looks at."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from campaigns.clearance.facts import Consent, Facts, RegisterCheck, RunningContract
from campaigns.dispositions.codes import SuppressionScope
from campaigns.law import Sector, Technique
from campaigns.law.codes import Register
from campaigns.numbers.north_america import is_region
from campaigns.numbers.phones import BadPhone, Phone, read_phone
from campaigns.numbers.zones import is_zone
from campaigns.plan.wording import Wording, say, wording
from campaigns.problems import Problem
from campaigns.prospect_file.countries import country_code
from campaigns.prospects import Audience, Basis

HIDDEN = "hidden"
_E164 = re.compile(r"\+[1-9]\d{6,14}")
_A_DAY = timedelta(days=1)
_YEARS = range(1990, 2101)


class Consented(StrEnum):
    """What the person agreed to: nothing, calls expressly, or a contract that runs."""

    NONE = "none"
    EXPRESS = "express"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The flags as they were typed."""

    phone: str
    country: str | None
    state: str | None
    postal_code: str | None
    zone: str | None
    audience: str
    consent: str
    consented: str | None
    interest: str
    technique: str
    sector: str
    spoken: str | None
    caller_id: str | None
    attempts: tuple[str, ...]
    refused: str | None
    suppressed: bool
    checked: tuple[str, ...]
    listed: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The facts of a number, and the moment at which it would be called."""

    facts: Facts
    at: datetime


_MOMENT = wording(
    ("{found}", "{found}"),
    (
        "un instant avec son décalage, comme 2026-11-24T10:30:00+01:00, de 1990 à 2100",
        "a moment with its offset, such as 2026-11-24T10:30:00+01:00, from 1990 to 2100",
    ),
    ("Écrivez-le ainsi.", "Write it like that."),
)
_AFTER = wording(
    ("{found}", "{found}"),
    ("un instant qui ne suit pas --at", "a moment that does not follow --at"),
    ("Corrigez l'un ou l'autre.", "Correct one or the other."),
)
_COUNTRY = wording(
    ("{found}", "{found}"),
    ("un pays, comme FR", "a country, such as FR"),
    ("Donnez son code de deux lettres.", "Give its code of two letters."),
)
_STATE = wording(
    ("{found}", "{found}"),
    ("un État américain ou une province du Canada", "a state of the US or a province of Canada"),
    ("Donnez son code de deux lettres, comme FL.", "Give its code of two letters, such as FL."),
)
_ZONE = wording(
    ("{found}", "{found}"),
    ("un fuseau horaire, comme Europe/Paris", "a time zone, such as Europe/Paris"),
    ("Corrigez-le ou omettez-le.", "Correct it or leave it out."),
)
_SHOWN = wording(
    ("{found}", "{found}"),
    ("un numéro complet, comme +33199001234, ou hidden", "a number in full, such as +33199001234, or hidden"),
    ("Écrivez-le avec son indicatif.", "Write it with its calling code."),
)  # fmt: skip
_LIST = wording(
    ("{found}", "{found}"),
    ("une liste connue et un instant, comme tps=2026-11-20T09:00:00Z",
     "a known list and a moment, such as tps=2026-11-20T09:00:00Z"),
    ("Voyez l'aide de --checked.", "See the help of --checked."),
)  # fmt: skip


def read(told: Told, language: str) -> Asked | BadPhone | list[Problem]:
    """The facts that the flags tell; what is wrong with them, or with the number alone."""
    notes = Notes(language)
    country = notes.country(told.country)
    at = notes.moment("--at", told.at)
    phone = read_phone(told.phone, country)
    number = None if isinstance(phone, BadPhone) else phone.phone
    facts = _facts(told, notes, number, country, at)
    if notes.problems or at is None:
        return notes.problems
    return phone if isinstance(phone, BadPhone) else Asked(facts, at)


def _facts(
    told: Told, notes: "Notes", phone: Phone | None, country: str, at: datetime | None
) -> Facts:
    home = country or (phone.country if phone else "")
    refused = notes.before(at, "--refused", told.refused)
    attempts = (notes.before(at, "--attempt", each) for each in told.attempts)
    given = notes.before(at, "--consented", told.consented)
    consent = Consented(told.consent)
    return Facts(
        audience=Audience(told.audience) if told.audience in set(Audience) else None,
        basis=_BASES[consent],
        country=home,
        phone=phone,
        zone=notes.zone(told.zone),
        postal_code=told.postal_code,
        region=notes.state(home, told.state),
        sector=Sector(told.sector),
        technique=Technique(told.technique),
        language=told.spoken,
        interest=told.interest,
        caller_id=notes.shown(told.caller_id),
        suppressed_scope=str(SuppressionScope.PERSON) if told.suppressed else None,
        consent=_consent(consent, given, refused, at),
        running_contract=_contract(consent),
        last_refusal=refused,
        controller_number_attempts=tuple(each for each in attempts if each),
        checks=(*notes.checks(at, "--checked", told), *notes.checks(at, "--listed", told)),
    )


_BASES = {
    Consented.NONE: Basis.LEGITIMATE_INTEREST,
    Consented.EXPRESS: Basis.CONSENT,
    Consented.CONTRACT: Basis.CONTRACT,
}


def _consent(
    consent: Consented, given: datetime | None, refused: datetime | None, at: datetime | None
) -> Consent | None:
    """An express consent that holds; unless it is said when, it was given before any refusal."""
    if consent is not Consented.EXPRESS or at is None:
        return None
    captured = given or min(at, refused or at) - _A_DAY
    return Consent(captured, at + 366 * _A_DAY, "--consent express")


def _contract(consent: Consented) -> RunningContract | None:
    if consent is not Consented.CONTRACT:
        return None
    return RunningContract("--consent contract", "--consent contract")


class Notes:
    """Reads the flags one by one, and keeps what is wrong with them."""

    def __init__(self, language: str) -> None:
        self.problems: list[Problem] = []
        self._language = language

    def _wrong(self, words: Wording, place: str, found: str) -> None:
        self.problems.append(say(words, self._language, place, found=found[:60] or "“”"))

    def moment(self, place: str, text: str | None) -> datetime | None:
        """An instant with its offset, in UTC; None where there is none."""
        if text is None:
            return None
        read: datetime | None
        try:
            read = datetime.fromisoformat(text.strip())
        except ValueError:
            read = None
        if read is None or read.tzinfo is None or read.year not in _YEARS:
            self._wrong(_MOMENT, place, text)
            return None
        return read.astimezone(UTC)

    def before(self, at: datetime | None, place: str, text: str | None) -> datetime | None:
        """The same, of what has come by `at`."""
        read = self.moment(place, text)
        if read is None or at is None or read <= at:
            return read
        self._wrong(_AFTER, place, text or "")
        return None

    def country(self, text: str | None) -> str:
        """The code of a country; empty where none is named."""
        code = country_code(text) if text is not None else ""
        if code is None:
            self._wrong(_COUNTRY, "--country", text or "")
        return code or ""

    def state(self, country: str, text: str | None) -> str | None:
        """The code of a state or province of the country."""
        code = text and text.strip().upper().removeprefix(f"{country}-")
        if code and not is_region(country, code):
            self._wrong(_STATE, "--state", text or "")
        return code or None

    def zone(self, text: str | None) -> str | None:
        """A time zone that the world knows."""
        if text is not None and not is_zone(text):
            self._wrong(_ZONE, "--zone", text)
        return text

    def shown(self, text: str | None) -> str | None:
        """A number in full, or the word for none."""
        number = None if text is None else re.sub(r"[\s.()-]", "", text)
        if number is not None and number != HIDDEN and not _E164.fullmatch(number):
            self._wrong(_SHOWN, "--caller-id", text or "")
        return number

    def checks(self, at: datetime | None, place: str, told: Told) -> Iterable[RegisterCheck]:
        """The checks against public lists that --checked or --listed tell."""
        for each in told.listed if place == "--listed" else told.checked:
            name, _, moment = each.partition("=")
            if not moment or name.upper() not in Register.__members__:
                self._wrong(_LIST, place, each)
                continue
            read = self.before(at, place, moment)
            if read is not None:
                yield RegisterCheck(Register[name.upper()], read, place == "--listed")
