"""Decides how one call is told on a terminal: the lines of its page, without the page."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from telepro.localtwilio.inspector.explanations import MOMENTS, PEOPLE, PURPOSES
from telepro.localtwilio.inspector.meanings import meaning_of
from telepro.localtwilio.inspector.reasons import said_in
from telepro.localtwilio.inspector.words import WORDS, status_in

Facts = Mapping[str, Any]


def lines_of(shown: Facts, language: str) -> list[str]:
    """What is known of a call (see `facts.of_call`), line by line."""
    return [
        *_head(shown, language),
        *_section("timeline", language, (_moment(each, language) for each in shown["timeline"])),
        *_section("requests", language, (_request(each, language) for each in shown["requests"])),
        *_section(
            "notifications", language, (_noted(each, language) for each in shown["notifications"])
        ),
        *_section("rooms", language, (_room(each, language) for each in shown["conferences"])),
    ]


def _head(shown: Facts, language: str) -> Iterator[str]:
    words, person = WORDS[language], shown["person"]
    status = status_in(language, shown["status"])
    yield f"{shown['sid']}: {shown['from']} -> {shown['to']}, {status}"
    if person:
        said = f": {person['says']}" if person["says"] else ""
        yield f"{words['person']}: {PEOPLE[language].get(person['kind'], person['kind'])}{said}"


def _section(name: str, language: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield WORDS[language][name]
        yield from (f"  {line}" for line in found)


def _moment(each: Facts, language: str) -> str:
    said, why = said_in(language, each["text"]), MOMENTS[language].get(each["kind"], "")
    return f"{_time(each['at'])} +{each['after']:.1f} s  {said}{_aside(why)}"


def _request(each: Facts, language: str) -> str:
    came = each["status"] if each["status"] is not None else each["trouble"]
    attempt = WORDS[language]["attempt"].format(n=each["attempt"])
    why = PURPOSES[language].get(each["purpose"], "")
    return (
        f"{_time(each['at'])}  {each['purpose']} {each['method']} {each['url']} -> {came} "
        f"({attempt}, {each['milliseconds']:g} ms){_aside(why)}"
    )


def _noted(each: Facts, language: str) -> str:
    level, why = WORDS[language][each["level"]], meaning_of(each["code"], language)
    return f"{_time(each['at'])}  {level} {each['code']}: {each['text']}{_aside(why)}"


def _room(each: Facts, language: str) -> str:
    words = WORDS[language]
    present = words["present"], words["gone"]
    people = ", ".join(
        f"{who['label'] or who['call']} ({present[0] if who['present'] else present[1]})"
        for who in each["participants"]
    )
    return f"{each['name']} ({each['sid']}), {status_in(language, each['status'])}: {people}"


def _aside(why: str) -> str:
    return f"  ({why})" if why else ""


def _time(at: str) -> str:
    return f"{datetime.fromisoformat(at):%H:%M:%S}"
