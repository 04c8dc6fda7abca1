"""Every row of the law's tables is a rule, or says why no machine can check it."""

import re
from datetime import date

import pytest

from campaigns.law import NOT_CHECKABLE, PACKS, Rule, Technique, countries, home_of, pack_for
from campaigns.law.codes import UNKNOWN_REGION, Severity
from campaigns.law.source_words import IN_FRENCH, source_words
from campaigns.prospects import Audience

# The rows of the tables, as they stand there; US-01-XX are those of the stricter states.
ROWS = [
    "FR-01",
    "FR-02",
    "FR-03",
    "FR-04",
    "FR-05",
    "FR-05b",
    "FR-06",
    "FR-07",
    "FR-07b",
    "FR-08",
    "FR-09",
    "FR-10",
    "FR-11",
    "FR-12",
    "FR-13",
    "FR-14",
    "FR-15",
    "FR-16",
    "FR-17",
    "FR-18",
    "FR-19",
    "FR-20",
    "FR-21",
    "FR-22",
    "FR-23",
    "FR-24",
    "FR-25",
    "FR-26",
    "FR-27",
    "FR-28",
    "FR-29",
    "FR-30",
    "US-01",
    "US-02",
    "US-03",
    "US-04",
    "US-05",
    "US-06",
    "US-07",
    "US-08",
    "US-09",
    "US-10",
    "US-11",
    "US-12",
    "US-13",
    "US-14",
    "US-01-AL",
    "US-01-CT",
    "US-01-FL",
    "US-01-KY",
    "US-01-LA",
    "US-01-MD",
    "US-01-MA",
    "US-01-MI",
    "US-01-MN",
    "US-01-NM",
    "US-01-MS",
    "US-01-NV",
    "US-01-OK",
    "US-01-PA",
    "US-01-RI",
    "US-01-TX",
    "US-01-ME",
    "US-01-WA",
    "US-01-unknown",
    "US-TX",
    "US-15-CA",
    "US-15-CT",
    "US-15-DE",
    "US-15-FL",
    "US-15-IL",
    "US-15-MA",
    "US-15-MD",
    "US-15-MI",
    "US-15-MT",
    "US-15-NH",
    "US-15-NV",
    "US-15-OR",
    "US-15-PA",
    "US-15-WA",
    "US-15-unknown",
    "UK-01",
    "UK-01h",
    "UK-02",
    "UK-03",
    "UK-04",
    "UK-05",
    "UK-06",
    "UK-07",
    "UK-08",
    "UK-09",
    "UK-10",
    "UK-11",
    "UK-12",
    "UK-13",
    "UK-14",
    "UK-note",
    "DE-01",
    "DE-02",
    "DE-03",
    "DE-04",
    "DE-05",
    "DE-06",
    "BE-01",
    "BE-02",
    "BE-03",
    "ES-01",
    "ES-02",
    "ES-03",
    "ES-04",
    "ES-05",
    "IT-01",
    "IT-02",
    "IT-03",
    "CH-01",
    "CH-02",
    "CH-03",
    "CH-04",
    "CA-01",
    "CA-02",
    "CA-03",
    "CA-04",
    "CA-05",
    "CA-06",
    "CA-07",
    "QC-01",
    "QC-02",
    "MA/TN",
    "EU-01",
    "EU-02",
    "EU-03",
    "EU-04",
    "EU-05",
    "EU-06",
    "EU-07",
    "EU-08",
    "EU-09",
    "EU-10",
    "EU-11",
    "EU-12",
]
RULES = [rule for pack in PACKS for rule in pack.rules]
FILLED = {
    "most": 4, "days": 30, "hours": 24, "seconds": 15, "percent": 3, "shown": "01 99 00 12 34",
    "register": "TPS", "holiday": "Noël",
}  # fmt: skip


def test_every_row_is_a_rule_or_says_why_it_is_none() -> None:
    known = {rule.id for rule in RULES} | set(NOT_CHECKABLE)
    assert known == set(ROWS)
    assert not {rule.id for rule in RULES} & set(NOT_CHECKABLE)


@pytest.mark.parametrize("row", NOT_CHECKABLE)
def test_what_no_machine_can_check_says_why_in_both_languages(row: str) -> None:
    assert set(NOT_CHECKABLE[row]) == {"fr", "en"}
    assert all(reason.endswith(".") for reason in NOT_CHECKABLE[row].values())


def test_no_rule_stands_twice_in_a_pack() -> None:
    for pack in PACKS:
        assert len(
            {(rule.id, rule.kind, rule.audience, rule.params) for rule in pack.rules}
        ) == len(pack.rules)


ENGLISH = re.compile(
    r"\b(and|or|of|the|from|for|to|before|then|part|policy|statement|GDPR|months|consent|source)\b",
    re.I,
)


def test_a_source_that_holds_english_words_has_french_ones() -> None:
    sources = {rule.source for rule in RULES}
    assert {each for each in sources if ENGLISH.search(each)} <= IN_FRENCH.keys()
    assert IN_FRENCH.keys() <= sources
    assert source_words("GDPR art. 14(3)") == {"fr": "RGPD art. 14(3)", "en": "GDPR art. 14(3)"}
    assert source_words("UWG §7(2)") == {"fr": "UWG §7(2)", "en": "UWG §7(2)"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id} {rule.kind}")
def test_a_rule_says_its_source_and_speaks_both_languages(rule: Rule) -> None:
    assert rule.source.strip()
    assert set(rule.sentence) == {"fr", "en"}
    assert rule.sentence["fr"] != rule.sentence["en"]
    for sentence in rule.sentence.values():
        said = sentence.format_map(FILLED)
        assert said[0].isupper()
        assert said.endswith(".")
        assert "{" not in said
    figures = {re.sub("[^a-z]", "", name) for name in re.findall(r"\{\w+\}", rule.sentence["fr"])}
    assert figures == {
        re.sub("[^a-z]", "", name) for name in re.findall(r"\{\w+\}", rule.sentence["en"])
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.id} {rule.kind}")
def test_a_rule_holds_from_its_first_day_to_its_last(rule: Rule) -> None:
    used = next(iter(rule.technique)) if isinstance(rule.technique, frozenset) else Technique.MANUAL
    audience = Audience.B2C if rule.audience is not Audience.B2B else Audience.B2B
    here = frozenset({rule.region} if rule.region else ())

    def holds(on: date) -> bool:
        return rule.applies(on, audience, used, here)

    first, last = rule.effective_from or date(1990, 1, 1), rule.effective_to or date(2090, 1, 1)
    assert holds(first)
    assert holds(last)
    if rule.effective_from:
        assert not holds(date.fromordinal(first.toordinal() - 1))
    if rule.effective_to:
        assert not holds(date.fromordinal(last.toordinal() + 1))


def test_a_rule_of_a_state_holds_in_that_state_alone() -> None:
    for rule in RULES:
        if rule.region is None:
            continue
        elsewhere = frozenset({"VT"})
        technique = (
            next(iter(rule.technique))
            if isinstance(rule.technique, frozenset)
            else Technique.MANUAL
        )
        assert not rule.applies(date(2026, 11, 19), Audience.B2C, technique, elsewhere)
        assert rule.id.endswith(rule.region) or rule.id.startswith("QC")


def test_what_is_policy_blocks_no_law() -> None:
    policies = {rule.id for rule in RULES if rule.kind == "policy"}
    assert policies == {"FR-16", "UK-14", "DE-05", "BE-03"}


def test_nine_countries_have_rules_and_france_has_its_territories() -> None:
    assert countries() == {
        "FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF",
        "GB", "GG", "IM", "JE", "US", "CA", "DE", "BE", "CH", "ES", "IT",
    }  # fmt: skip
    assert pack_for("GB") is not pack_for("US")
    assert pack_for("TN") is None


def test_a_country_is_called_with_the_territories_of_its_law() -> None:
    assert home_of("GB") == {"GB", "GG", "IM", "JE"}
    assert "RE" in home_of("FR")
    assert home_of("MA") == home_of("FR")


def test_an_unknown_state_has_its_own_rules_and_they_are_the_strictest() -> None:
    unknown = [rule for rule in RULES if rule.region == UNKNOWN_REGION]
    assert {rule.kind for rule in unknown} == {"window", "frequency", "recording"}
    assert all(rule.severity in (Severity.BLOCK, Severity.WARN) for rule in unknown)
