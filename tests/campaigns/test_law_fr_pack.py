"""The rules of France as data: where and when they hold, their sources, what must be said and kept."""

from datetime import date

import pytest

from campaigns.law import FRANCE, Technique, pack_for, rules_in_force
from campaigns.law.rules import Moment, Notice, Retention, RuleKind, Severity
from campaigns.prospects import Audience

# The pack itself.


def test_overseas_territories_follow_french_law() -> None:
    for territory in ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"):
        assert pack_for(territory) is FRANCE
    assert pack_for("MA") is None
    assert pack_for("") is None


def test_every_rule_says_its_source_and_speaks_both_languages() -> None:
    assert len({(rule.id, rule.kind) for rule in FRANCE.rules}) == len(FRANCE.rules)
    for rule in FRANCE.rules:
        assert rule.source
        assert set(rule.sentence) == {"fr", "en"}
        assert rule.sentence["fr"] != rule.sentence["en"]


def test_a_rule_is_found_by_its_id() -> None:
    assert FRANCE.rule("FR-05b").id == "FR-05b"
    with pytest.raises(KeyError):
        FRANCE.rule("FR-99")


def test_rules_in_force_follow_the_day_the_audience_and_the_technique() -> None:
    def ids(day: date, audience: Audience, technique: Technique) -> set[str]:
        found = rules_in_force(FRANCE, day, audience, technique)
        return {rule.id for rule in found if rule.severity is Severity.BLOCK}

    manual = Technique.MANUAL
    assert ids(date(2026, 11, 19), Audience.B2B, manual) == {
        "FR-16", "FR-20", "FR-30", "FR-07b", "EU-01", "EU-02",
    }  # fmt: skip
    assert ids(date(2026, 11, 19), Audience.B2B, Technique.PREDICTIVE) == {
        "FR-16", "FR-18", "FR-20", "FR-30", "FR-07b", "EU-01", "EU-02",
    }  # fmt: skip
    assert ids(date(2026, 8, 10), Audience.B2C, manual) ^ ids(
        date(2026, 8, 11), Audience.B2C, manual
    ) == {"FR-01", "FR-05b", "FR-13"}
    assert ids(date(2015, 1, 1), Audience.B2C, manual) == {"FR-10", "FR-30"}


def test_what_must_be_said_and_kept_is_data() -> None:
    today = rules_in_force(FRANCE, date(2026, 11, 19), Audience.B2C, Technique.MANUAL)
    said = {rule.params.moment: rule.id for rule in today if isinstance(rule.params, Notice)}
    assert said == {
        Moment.OPENING: "FR-09",
        Moment.CLOSING: "FR-11",
        Moment.COLLECTION: "FR-12",
        Moment.FIRST_CONTACT: "FR-24",
    }
    kept = {rule.params.subject: rule for rule in today if isinstance(rule.params, Retention)}
    assert set(kept) == {"prospect", "suppression", "recording", "quality_sheet"}
    assert kept["recording"].kind is RuleKind.RECORDING
