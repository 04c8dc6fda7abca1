"""What a manager sets for the calls of a campaign, and a company for all of its calls, as typed.

Every field may stay empty, which means as usual; a number of ours may be shown between once and a
thousand times a day.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from campaigns.law import countries
from campaigns.numbers.destinations import Caps
from campaigns.plan.kinds import MONEY, Kind, whole
from campaigns.plan.wording import STRUCTURE, say, wording
from campaigns.problems import Problem

MOST_SHOWN = 1000
MOST_CALLS = 1_000_000


class Masking(StrEnum):
    """Whether teleprospectors see the numbers they call."""

    AS_COMPANY = "as_company"
    MASKED = "masked"
    SHOWN = "shown"


MASKED: Mapping[Masking, bool | None] = {
    Masking.AS_COMPANY: None,
    Masking.MASKED: True,
    Masking.SHOWN: False,
}
_NOWHERE = wording(
    ("aucun pays", "no country"),
    ("au moins un pays", "at least one country"),
    ("Cochez les pays que la campagne appelle.", "Tick the countries that the campaign calls."),
)
_ELSEWHERE = wording(
    ("{found}", "{found}"),
    ("des pays dont les règles sont connues", "countries whose rules are known"),
    ("Choisissez dans la liste.", "Choose from the list."),
)


@dataclass(frozen=True, slots=True)
class CampaignLimits:
    """What a campaign's calls are held to; None is as usual."""

    destinations: tuple[str, ...]
    masking: Masking
    caller_id_cap: int | None
    spend_cap_cents: int | None


@dataclass(frozen=True, slots=True)
class LimitProblems:
    """Everything that is wrong; each place is the name of a field."""

    problems: tuple[Problem, ...]


def read_limits(
    form: Mapping[str, str], named: Collection[str], language: str
) -> CampaignLimits | LimitProblems:
    """Read what a manager set: the fields of a form and the countries `named` in it."""
    cap, cap_problem = _optional(form, "caller_id_cap", whole(1, MOST_SHOWN), language)
    spend, spend_problem = _optional(form, "spend_cap", MONEY, language)
    found = (cap_problem, spend_problem, _wrong_country(named, language))
    if problems := tuple(each for each in found if each is not None):
        return LimitProblems(problems)
    masking = form.get("masking", "")
    return CampaignLimits(
        destinations=tuple(sorted(named)),
        masking=Masking(masking) if masking in set(Masking) else Masking.AS_COMPANY,
        caller_id_cap=cap,
        spend_cap_cents=spend,
    )


def read_caps(form: Mapping[str, str], language: str) -> dict[str, int] | LimitProblems:
    """Read a company's caps, by the names of `Caps`; those left empty, or as usual, are left out."""
    caps: dict[str, int] = {}
    problems: list[Problem] = []
    for each in fields(Caps):
        value, problem = _optional(form, each.name, whole(1, MOST_CALLS), language)
        problems += [problem] if problem else []
        if value is not None and value != each.default:
            caps[each.name] = value
    return LimitProblems(tuple(problems)) if problems else caps


def _wrong_country(named: Collection[str], language: str) -> Problem | None:
    if not named:
        return say(_NOWHERE, language, "destinations")
    unknown = sorted(set(named) - countries())
    if not unknown:
        return None
    return say(_ELSEWHERE, language, "destinations", found=", ".join(unknown)[:60])


def _optional(
    form: Mapping[str, str], key: str, kind: Kind[int], language: str
) -> tuple[int | None, Problem | None]:
    written = form.get(key, "").strip()
    if not written:
        return None, None
    read = kind.read(written)
    if read is not None:
        return read, None
    expected, found = kind.expected[language], written[:60]
    return None, say(STRUCTURE["bad_value"], language, key, found=found, expected=expected)
