"""The command `why`: whether the law lets a number be called at a moment, and every rule against it."""

import os
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

from campaigns.clearance.verdicts import Refusal, RefusalCode
from campaigns.eligibility import Clearance, judge_law
from campaigns.eligibility.case import zones_of
from campaigns.eligibility.own import refuse
from campaigns.law import Sector, Technique
from campaigns.law.codes import Register
from campaigns.numbers.bad_phones import WORDS, BadCode
from campaigns.numbers.phones import PhoneKind
from campaigns.prospects import Audience
from telepro.cli.io import Exit, data_option, emit, fail, json_option, terminal_language
from telepro.cli.why_asked import Asked, Consented, Told, read

# These are numbers, only not somebody's line: a verdict, not bad input.
_KINDS = frozenset(map(str, PhoneKind))
_NOBODYS = frozenset({BadCode.SATELLITE, *(code for code in BadCode if str(code) in _KINDS)})


def _words(codes: type[StrEnum]) -> list[str]:
    return [str(code) for code in codes]


_REGISTERS = ", ".join(each.name.lower() for each in Register)


@click.command("why")
@click.option("--phone", required=True, help="The number to call, in full: +33…")
@click.option("--country", help="The prospect's country (default: the number's).")
@click.option("--state", help="The state or province, where it is known: FL, QC.")
@click.option("--postal-code", help="The prospect's postal code.")
@click.option("--zone", help="The prospect's own time zone, where it is known: Europe/Paris.")
@click.option(
    "--audience",
    type=click.Choice([*_words(Audience), "unknown"]),
    default="unknown",
    help="Whom it belongs to; unknown is judged as a consumer.",
)
@click.option(
    "--consent",
    type=click.Choice(_words(Consented)),
    default=str(Consented.NONE),
    help="What the person agreed to; express: before any refusal, unless --consented says when.",
)
@click.option("--consented", metavar="ISO", help="When the express consent was given.")
@click.option("--interest", default="", help="Why a business may well want the offer (Germany).")
@click.option("--technique", type=click.Choice(_words(Technique)), default=str(Technique.MANUAL))
@click.option(
    "--sector", type=click.Choice(_words(Sector)), default=str(Sector.OTHER), help="What is sold."
)
@click.option("--spoken", type=click.Choice(["fr", "en"]), help="The language of the call.")
@click.option("--caller-id", help="The number shown: +33…, or hidden.")
@click.option("--attempt", "attempts", metavar="ISO", multiple=True, help="An earlier attempt.")
@click.option("--refused", metavar="ISO", help="When the person last refused.")
@click.option("--suppressed", is_flag=True, help="The person asked never to be called again.")
@click.option(
    "--checked",
    metavar="LIST=ISO",
    multiple=True,
    help=f"When the number was checked against a public list, and not on it: {_REGISTERS}.",
)
@click.option("--listed", metavar="LIST=ISO", multiple=True, help="The same, and it was on it.")
@click.option("--at", metavar="ISO", required=True, help="The moment of the call, with its offset.")
@data_option
@json_option
def command(data: Path, as_json: bool, **given: Any) -> None:
    """Say whether the law lets a number be called, by which rule not, and when that lifts.

    Judges the law and what the flags say, not a plan or a campaign; starts nothing.
    """
    language = terminal_language(os.environ)
    asked = read(Told(**given), language)
    if isinstance(asked, list):
        fail(asked, Exit.BAD_INPUT, as_json)
    if not isinstance(asked, Asked):
        if asked.code in _NOBODYS:
            emit(_nobodys(asked.code, language), as_json)
            return
        fail([asked.problem("--phone", language)], Exit.BAD_INPUT, as_json)
    emit(_answer(asked, language), as_json)


def _answer(asked: Asked, language: str) -> dict[str, Any]:
    verdict = judge_law(asked.facts, asked.at)
    refusals = () if isinstance(verdict, Clearance) else verdict.items
    return {
        "allowed": not refusals,
        "refusals": [_as_values(each, language) for each in refusals],
        "valid_until": _stamp(verdict.valid_until) if isinstance(verdict, Clearance) else None,
        "zones": list(zones_of(asked.facts)),
    }


def _nobodys(code: BadCode, language: str) -> dict[str, Any]:
    refusal = refuse(RefusalCode.PHONE_REFUSED, None, {"because": WORDS[code].fix})
    refusals = [_as_values(refusal, language)]
    return {"allowed": False, "refusals": refusals, "valid_until": None, "zones": []}


def _as_values(refusal: Refusal, language: str) -> dict[str, Any]:
    lifts_at = None if refusal.lifts_at is None else _stamp(refusal.lifts_at)
    return {"rule": refusal.code, "says": refusal.sentence(language), "lifts_at": lifts_at}


def _stamp(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
