"""What number a call in France must show, and what number it must never show."""

from dataclasses import replace

import pytest

from campaigns.law import FRANCE, Technique
from tests.campaigns.verdict_values import BUSINESS, THURSDAY, cleared, refusals

# FR-18, FR-19, FR-20: what the caller shows.


@pytest.mark.parametrize("technique", [Technique.PROGRESSIVE, Technique.PREDICTIVE])
def test_fr18_automated_calls_must_show_a_verified_multi_purpose_number(
    technique: Technique,
) -> None:
    ordinary = replace(BUSINESS, technique=technique, caller_id="+33261911234")
    refused = refusals(ordinary, THURSDAY)
    assert list(refused) == ["FR-18"]
    assert "02 61 91 12 34" in refused["FR-18"].sentence("fr")
    for shown in ("+33162123456", "+33948123456", "+590947512345", "+262947812345"):
        assert cleared(replace(ordinary, caller_id=shown), THURSDAY)


def test_fr18_a_foreign_number_is_no_npv_either() -> None:
    facts = replace(BUSINESS, technique=Technique.PROGRESSIVE, caller_id="+12125550123")
    assert "FR-18" in refusals(facts, THURSDAY)


def test_fr19_one_call_for_each_human_act_is_not_automated() -> None:
    manual = replace(BUSINESS, technique=Technique.MANUAL, caller_id="+33261911234")
    assert cleared(manual, THURSDAY)
    definition = FRANCE.rule("FR-19").params
    assert Technique.MANUAL not in getattr(definition, "techniques", frozenset())
    assert Technique.PROGRESSIVE in getattr(definition, "techniques", frozenset())


@pytest.mark.parametrize(
    "shown", ["+33612345678", "+33712345678", "+262692123456", "+262639012345", "+590690123456"]
)
def test_fr20_a_mobile_number_is_never_shown(shown: str) -> None:
    refused = refusals(replace(BUSINESS, caller_id=shown), THURSDAY)
    assert list(refused) == ["FR-20"]
    assert "06" in refused["FR-20"].sentence("fr")


def test_fr20_fixed_and_09_numbers_may_be_shown_on_a_manual_call() -> None:
    for shown in ("+33261911234", "+33970123456", "+262262123456"):
        assert cleared(replace(BUSINESS, caller_id=shown), THURSDAY)
