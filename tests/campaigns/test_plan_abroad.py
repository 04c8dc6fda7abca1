"""A plan for another country: its law, its money, its notices and what it may record."""

from datetime import date

import pytest

from campaigns.clearance.public_holidays import holiday_name
from campaigns.funnel import working_days
from campaigns.law import countries
from campaigns.numbers.zones import zone_for
from campaigns.plan import PlanProblems, read_plan
from campaigns.prospects import Audience
from campaigns.script import opening_notices
from tests.campaigns.plans import changed, plan_of

RECORDED = (
    "actions:\n",
    "actions:\n  recording:\n    purpose: training\n    share: 20 %\n    keep_days: 30\n",
)


@pytest.mark.parametrize("country", sorted(countries()))
def test_a_plan_may_be_for_every_country_with_rules(country: str) -> None:
    assert plan_of(("country: FR", f"country: {country}")).country == country


@pytest.mark.parametrize(
    ("country", "audience", "rules"),
    [
        ("GB", Audience.B2B, ["UK-10"]),
        ("ES", Audience.B2C, ["ES-02", "EU-03"]),
        ("CA", Audience.B2C, ["CA-06"]),
        ("DE", Audience.B2B, ["EU-03"]),
        ("US", Audience.B2B, []),
        ("FR", Audience.B2C, ["FR-09", "FR-24"]),
    ],
)
def test_a_script_opens_with_the_notices_of_its_country(
    country: str, audience: Audience, rules: list[str]
) -> None:
    for language in ("fr", "en"):
        found = opening_notices(country, audience, language)
        assert [notice.rule for notice in found] == rules


def test_a_german_plan_records_nothing() -> None:
    assert plan_of(RECORDED).actions.recording is not None
    text = changed(("country: FR", "country: DE"), RECORDED)
    found = read_plan(text)
    assert isinstance(found, PlanProblems)
    (problem,) = found.problems
    assert "express consent" in problem.expected


@pytest.mark.parametrize(
    ("country", "days"),
    [("GB", 19), ("US", 19), ("DE", 19), ("IT", 18)],
)
def test_a_plan_rests_on_the_holidays_of_its_country(country: str, days: int) -> None:
    # From 30 November to 25 December 2026: twenty days with hours in the plan.
    plan = plan_of(("country: FR", f"country: {country}"), ("end: 2026-12-18", "end: 2026-12-25"))
    assert working_days(plan) == days


@pytest.mark.parametrize(
    ("where", "day", "french", "english"),
    [
        ("GB", "2026-12-28", "Lendemain de Noël (observé)", "Boxing Day (observed)"),
        ("DE", "2026-10-03", "Jour de l'Unité allemande", "German Unity Day"),
        ("IT", "2026-06-02", "Fête de la République", "Republic Day"),
        ("US-LA", "2026-02-17", "Mardi gras", "Mardi Gras"),
        ("BE", "2026-07-21", "Fête nationale", "National Day"),
    ],
)
def test_a_holiday_has_its_name_in_both_languages(
    where: str, day: str, french: str, english: str
) -> None:
    assert holiday_name(where, date.fromisoformat(day)) == {"fr": french, "en": english}


def test_a_country_that_no_calendar_knows_has_no_holidays() -> None:
    assert holiday_name("XX", date(2026, 12, 25)) is None


@pytest.mark.parametrize(
    ("country", "zones"),
    [
        ("GB", ("Europe/London",)),
        ("ES", ("Europe/Madrid", "Atlantic/Canary")),
        ("US", ()),
    ],
)
def test_without_a_number_the_country_tells_the_zones(country: str, zones: tuple[str, ...]) -> None:
    assert zone_for(None, country, None, ()).names == zones
