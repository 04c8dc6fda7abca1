"""Who may change a figure of the law, in which direction, and what is judged then."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.eligibility import Policy, Refusals, explain, judge
from campaigns.law import FRANCE, PACKS, RulePack
from campaigns.law.asks import AttemptCap
from campaigns.law.term_words import sentence
from campaigns.law.tuning import (
    FIGURES,
    WORDS,
    Change,
    Changer,
    ChangeRefused,
    Figure,
    changed,
    looks_back,
    refused,
)
from tests.campaigns.verdict_values import CONSUMER, THURSDAY, cleared, only

REASON = "The authority confirmed in writing that six attempts are allowed (3 May 2027)."
OURS, THEIRS = Changer.COMPANY, Changer.COMPLIANCE
MONDAY = THURSDAY - timedelta(days=3)
NEXT_YEAR = MONDAY + timedelta(days=366)
THREE = tuple(THURSDAY - timedelta(days=days) for days in (1, 2, 3))


def loosened(value: int, until: datetime | None = NEXT_YEAR, reason: str = REASON) -> Change:
    return Change("FR-04", Figure.MOST, value, THEIRS, reason, "Dominique Blanc", MONDAY, until)


def test_a_company_may_ask_itself_more_than_the_law() -> None:
    stricter = Change("FR-04", Figure.MOST, 3, OURS)
    assert refused(FRANCE, stricter) is None
    facts = replace(CONSUMER, controller_number_attempts=THREE)
    assert cleared(facts)
    refusal = only(facts, policy=Policy(changes=(stricter,)))
    assert refusal.code == "FR-04"
    assert "3 fois en 30 jours" in refusal.sentence("fr")


def test_a_company_may_not_ask_itself_less() -> None:
    looser = Change("FR-04", Figure.MOST, 5, OURS, REASON)
    assert refused(FRANCE, looser) is ChangeRefused.LOOSENS
    assert changed(FRANCE, (looser,)) is FRANCE


def test_compliance_may_ask_less_and_says_why() -> None:
    assert refused(FRANCE, loosened(6, reason="")) is ChangeRefused.NO_REASON
    assert refused(FRANCE, loosened(6, reason="because")) is ChangeRefused.NO_REASON
    looser = loosened(6)
    assert refused(FRANCE, looser) is None
    four = (*THREE, THURSDAY - timedelta(days=4))
    facts = replace(CONSUMER, controller_number_attempts=four)
    assert only(facts).code == "FR-04"
    assert cleared(facts, policy=Policy(changes=(looser,)))


def test_a_loosening_has_an_end_within_a_year_and_only_a_reason_to_come_lets_it_begin() -> None:
    assert refused(FRANCE, loosened(6, until=None)) is ChangeRefused.NO_END
    assert refused(FRANCE, loosened(6, NEXT_YEAR + timedelta(minutes=1))) is ChangeRefused.NO_END
    assert refused(FRANCE, loosened(6, MONDAY)) is ChangeRefused.ENDED
    assert refused(FRANCE, loosened(6, MONDAY + timedelta(minutes=1))) is None


def test_when_a_loosening_ends_the_law_stands_again_and_no_clearance_outlives_it() -> None:
    four = (*THREE, THURSDAY - timedelta(days=4))
    facts = replace(CONSUMER, controller_number_attempts=four)
    soon = THURSDAY + timedelta(minutes=20)
    policy = Policy(changes=(loosened(6, soon),))
    assert cleared(facts, policy=policy).valid_until == soon
    assert only(facts, soon, policy).code == "FR-04"


def test_a_company_that_asks_more_is_not_loosened_by_compliance() -> None:
    ours, theirs = Change("FR-04", Figure.MOST, 2, OURS), loosened(6)
    for changes in ((ours, theirs), (theirs, ours)):
        assert changed(FRANCE, changes).rule("FR-04").params == AttemptCap(most=2, days=30)


def test_what_a_tightening_refuses_is_judged_anew_when_it_ends() -> None:
    soon = THURSDAY + timedelta(days=2)
    stricter = Change("FR-04", Figure.MOST, 3, OURS, "", "Carla Roy", MONDAY, soon)
    facts = replace(CONSUMER, controller_number_attempts=THREE)
    assert only(facts, policy=Policy(changes=(stricter,))).lifts_at == soon


def test_why_names_who_changed_the_law_and_when() -> None:
    stricter = Change("FR-04", Figure.MOST, 3, OURS, "", "Carla Roy", MONDAY)
    facts = replace(CONSUMER, controller_number_attempts=THREE)
    said = explain(judge(facts, Policy(changes=(stricter,)), THURSDAY), "en")
    assert said[-1] == (
        "FR-04, calls at most: 3 instead of 4, tightened by Carla Roy on 2026-11-16."
    )
    said = explain(judge(facts, Policy(changes=(loosened(6),)), THURSDAY), "fr")
    assert said[-1] == (
        "FR-04, appels au plus : 6 au lieu de 4, assoupli par Dominique Blanc le 16/11/2026. "
        f"Jusqu'au 17/11/2027. Motif : {REASON}"
    )
    untouched = explain(judge(CONSUMER, Policy(changes=(stricter,)), THURSDAY), "en")
    assert "tightened by Carla Roy" in untouched[-1]


def test_the_past_is_remembered_as_far_as_a_changed_figure_looks_back() -> None:
    assert looks_back(()) == timedelta()
    assert looks_back((Change("FR-04", Figure.MOST, 3, OURS),)) == timedelta()
    days, hours = Change("FR-04", Figure.DAYS, 90, OURS), Change("US-01-FL", Figure.HOURS, 48, OURS)
    assert looks_back((days, hours)) == timedelta(days=92)


@pytest.mark.parametrize(
    ("rule", "figure", "value", "why"),
    [
        ("FR-99", Figure.MOST, 3, ChangeRefused.NO_SUCH_RULE),
        ("UK-07", Figure.DAYS, 7, ChangeRefused.NO_SUCH_RULE),
        ("FR-01", Figure.MOST, 3, ChangeRefused.NO_SUCH_FIGURE),
        ("FR-04", Figure.HOURS, 3, ChangeRefused.NO_SUCH_FIGURE),
        ("FR-04", Figure.MOST, 0, ChangeRefused.OUT_OF_RANGE),
        ("FR-05", Figure.DAYS, 3661, ChangeRefused.OUT_OF_RANGE),
        ("FR-05", Figure.DAYS, 59, ChangeRefused.LOOSENS),
        ("FR-05", Figure.DAYS, 60, None),
        ("FR-05", Figure.DAYS, 90, None),
        ("FR-13", Figure.DAYS, 31, ChangeRefused.LOOSENS),
        ("FR-13", Figure.DAYS, 15, None),
        ("FR-28", Figure.MOST, 90, ChangeRefused.NO_SUCH_FIGURE),
    ],
)
def test_each_figure_has_its_stricter_side(
    rule: str, figure: Figure, value: int, why: ChangeRefused | None
) -> None:
    assert refused(FRANCE, Change(rule, figure, value, OURS)) is why


def test_only_the_figure_named_is_changed_and_the_later_change_counts() -> None:
    pack = changed(
        FRANCE,
        (Change("FR-04", Figure.MOST, 2, OURS), Change("FR-04", Figure.MOST, 3, OURS)),
    )
    assert pack.rule("FR-04").params == AttemptCap(most=3, days=30)
    assert [rule for rule in pack.rules if rule.id != "FR-04"] == [
        rule for rule in FRANCE.rules if rule.id != "FR-04"
    ]
    assert FRANCE.rule("FR-04").params == AttemptCap(most=4, days=30)


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(ChangeRefused)
    assert all(set(words) == {"fr", "en"} for words in WORDS.values())


CHANGES = st.builds(
    Change,
    st.sampled_from(sorted({rule.id for rule in FRANCE.rules if type(rule.params) in FIGURES})),
    st.sampled_from(Figure),
    st.integers(-5, 4000),
    st.just(OURS),
)


@given(st.lists(CHANGES, max_size=4).map(tuple), st.integers(0, 5), st.integers(1, 70))
def test_what_a_company_changes_never_allows_a_call_that_the_law_refuses(
    changes: tuple[Change, ...], attempts: int, days: int
) -> None:
    rung = tuple(THURSDAY - timedelta(days=days + count) for count in range(attempts))
    facts = replace(CONSUMER, controller_number_attempts=rung)
    if isinstance(judge(facts, Policy(), THURSDAY), Refusals):
        assert isinstance(judge(facts, Policy(changes=changes), THURSDAY), Refusals)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.country)
def test_what_has_no_figure_is_never_loosened_whoever_asks_and_why(pack: RulePack) -> None:
    """Consent, objections, bans, hours and caller ids among them."""
    for rule in pack.rules:
        if any(each.id == rule.id and type(each.params) in FIGURES for each in pack.rules):
            continue
        for figure in Figure:
            eased = Change(rule.id, figure, 3660, THEIRS, REASON, "", MONDAY, NEXT_YEAR)
            assert refused(pack, eased) is ChangeRefused.NO_SUCH_FIGURE
            assert changed(pack, (eased,)) is pack


def test_a_change_of_a_rule_that_is_gone_changes_nothing_and_can_still_be_read() -> None:
    gone = Change("FR-99", Figure.DAYS, 7, OURS, "", "Carla Roy", MONDAY)
    assert changed(FRANCE, (gone,)) is FRANCE
    assert "7 instead of 7, tightened by Carla Roy" in sentence(gone, "en")


def test_figures_that_may_be_changed_stand_in_every_country_but_few() -> None:
    tunable = {
        pack.country for pack in PACKS for rule in pack.rules if type(rule.params) in FIGURES
    }
    assert {pack.country for pack in PACKS} - tunable == {"DE"}
