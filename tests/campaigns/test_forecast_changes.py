"""What holds a plan back, and which single change would do: each with its chance, none against the law."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from campaigns.forecast import (
    EVEN,
    Binding,
    Counts,
    Forecast,
    Leads,
    Lever,
    Progress,
    forecast,
    given,
)
from campaigns.plan import Plan
from campaigns.prospects import Audience
from tests.campaigns.plans import plan_of

MANY = (Leads(8000),)
PLENTY_OF_PEOPLE = 30
NBSP, THIN = "\u00a0", "\u202f"


def wanting(target: int, **changed: int) -> Plan:
    """The short plan with another objective, and other actions where named."""
    plan = plan_of()
    return replace(
        plan,
        objectives=replace(plan.objectives, target=target),
        actions=replace(plan.actions, **changed),  # type: ignore[arg-type]
    )


def offered(found: Forecast) -> list[Lever]:
    return [fix.lever for fix in found.fixes]


def test_nothing_binds_a_plan_that_is_likely_to_hold() -> None:
    found = forecast(given(wanting(8), MANY))
    assert found.p_reach > EVEN
    assert (found.binding, found.fixes, found.not_offered) == (Binding.NOTHING, (), ())


def test_too_few_hours_bind_and_every_way_to_more_of_them_is_offered() -> None:
    found = forecast(given(wanting(30), MANY))
    assert found.binding is Binding.HOURS
    assert offered(found)[0] is Lever.CONTACT_RATE
    assert set(offered(found)) == {
        Lever.CONTACT_RATE,
        Lever.CALLERS,
        Lever.HOURS_PER_DAY,
        Lever.END,
    }
    assert all(EVEN <= fix.p_reach < 0.75 for fix in found.fixes)
    sizes = [fix.size for fix in found.fixes[1:]]
    assert sizes == sorted(sizes)
    refused = {each.lever: each.words["en"] for each in found.not_offered}
    assert refused[Lever.PROSPECTS] == "more prospects alone is never enough"


def test_a_change_that_is_offered_does_what_it_says() -> None:
    plan = wanting(30)
    found = forecast(given(plan, MANY))
    people = next(fix for fix in found.fixes if fix.lever is Lever.CALLERS)
    more = forecast(given(plan, MANY, callers=2 + int(people.change)))
    fewer = forecast(given(plan, MANY, callers=1 + int(people.change)))
    assert more.p_reach == pytest.approx(people.p_reach, abs=0.03)
    assert fewer.p_reach < EVEN


def test_too_short_a_list_binds_and_more_prospects_are_the_change() -> None:
    found = forecast(given(wanting(20), (Leads(400),), callers=PLENTY_OF_PEOPLE))
    assert found.binding is Binding.LIST
    assert Lever.PROSPECTS in offered(found)
    assert Lever.CALLERS not in offered(found)


def test_a_file_in_which_the_plan_wants_nobody_lacks_leads_not_hours() -> None:
    found = forecast(given(wanting(14), (Leads(0),)))
    assert found.binding is Binding.LIST
    assert offered(found) == [Lever.PROSPECTS]


def test_a_single_attempt_on_each_prospect_binds() -> None:
    found = forecast(given(wanting(20, max_attempts=1), (Leads(1500),), callers=PLENTY_OF_PEOPLE))
    assert found.binding is Binding.ATTEMPTS
    assert Lever.ATTEMPTS in offered(found)


def test_a_list_that_waits_for_its_retries_is_given_more_days() -> None:
    """Three days leave no time for six attempts, however many people call."""
    plan = wanting(22)
    short = replace(plan, objectives=replace(plan.objectives, end=date(2026, 12, 2)))
    found = forecast(given(short, (Leads(1200),), callers=PLENTY_OF_PEOPLE))
    assert Lever.END in offered(found)
    assert Lever.CALLERS not in offered(found)


def test_rates_below_those_of_the_plan_are_named_when_they_are_the_cause() -> None:
    seen = {"contact_rate": Counts(60, 1000), "transformation": Counts(1, 30)}
    found = forecast(given(wanting(14), MANY, observed=seen))
    assert forecast(given(wanting(14), MANY)).binding is Binding.NOTHING
    assert found.binding is Binding.RATES


def test_the_law_is_never_offered_for_sale() -> None:
    """Consumers may be tried four times in thirty days (FR-04); the plan tries them four times."""
    plan = replace(wanting(60, max_attempts=4), audience=Audience.B2C)
    found = forecast(given(plan, (Leads(500),), callers=4))
    assert Lever.ATTEMPTS not in offered(found)
    refused = {each.lever: each.words for each in found.not_offered}
    assert refused[Lever.ATTEMPTS] == {
        "fr": f"plus de tentatives par fiche{NBSP}: la loi l’interdit (FR-04)",
        "en": "more attempts per prospect: the law forbids it (FR-04)",
    }


def test_the_law_caps_attempts_whatever_the_plan_asks() -> None:
    few = replace(wanting(90, max_attempts=4), audience=Audience.B2C)
    many = replace(wanting(90, max_attempts=9), audience=Audience.B2C)
    leads = (Leads(200),)
    ends = [forecast(given(plan, leads, callers=9)).dials_p50 for plan in (few, many)]
    assert ends[0] == ends[1]


def test_days_that_are_full_bind_and_have_no_more_hours_to_offer() -> None:
    plan = wanting(60)
    resources = replace(plan.actions.resources, hours_per_day=Fraction(19, 2))
    found = forecast(given(replace(plan, actions=replace(plan.actions, resources=resources)), MANY))
    assert found.binding is Binding.WINDOWS
    refused = {each.lever: each.words["en"] for each in found.not_offered}
    assert refused[Lever.HOURS_PER_DAY] == (
        "more hours a day alone is not enough within the hours in which one may call"
    )


def test_the_sentence_says_it_all_in_french_and_english() -> None:
    found = forecast(given(wanting(25), MANY))
    assert found.sentence == {
        "en": f"With 2 people and 10{NBSP}h of calls a day in all you will reach 8 to 40 meetings held "
        f"by 18 December 2026 (eight chances in ten); 25 has a chance of 32{THIN}%, for €4,311.25; "
        "what holds it back: the team's hours; the smallest single change that would do: 2 more hours "
        f"a day each (53{THIN}%).",
        "fr": f"Avec 2 personnes et 10{NBSP}h d’appels par jour en tout, vous atteindrez 8 à 40 "
        f"rendez-vous tenus d’ici au 18/12/2026 (huit chances sur dix){NBSP}; 25 a 32{THIN}% de chances, "
        f"pour 4{THIN}311,25{NBSP}€{NBSP}; ce qui limite{NBSP}: les heures de l’équipe{NBSP}; le plus petit "
        f"changement qui suffit{NBSP}: 2 h de plus par jour et par personne (53{THIN}%).",
    }


def test_one_person_and_a_date_are_said_as_such() -> None:
    found = forecast(given(wanting(2), MANY, callers=1))
    assert found.sentence["en"].startswith("With 1 person and 5")
    assert ", about " in found.sentence["en"]


def test_a_campaign_under_way_is_compared_with_one_more_person() -> None:
    """What if: the same seed on a changed input tells the difference that the change makes."""
    done = Progress(date(2026, 12, 7), results=3, dials=1250, hours=Fraction(50))
    leads = (Leads(3000), Leads(900, attempts=1))
    now = forecast(given(plan_of(), leads, progress=done), seed=5)
    more = forecast(given(plan_of(), leads, callers=3, progress=done), seed=5)
    assert more.p_reach > now.p_reach + 0.1
    assert more.p50 > now.p50


@settings(max_examples=12, deadline=None)
@drawn_from(
    leads=st.integers(0, 3000),
    callers=st.integers(0, 8),
    target=st.integers(1, 60),
    attempts=st.integers(1, 8),
    seed=st.integers(0, 10**6),
)
def test_whatever_is_given_the_figures_agree_with_one_another(
    leads: int, callers: int, target: int, attempts: int, seed: int
) -> None:
    plan = wanting(target, max_attempts=attempts)
    found = forecast(given(plan, (Leads(leads),), callers=callers), seed=seed, runs=60)
    assert 0 <= found.p10 <= found.p50 <= found.p90
    assert 0 <= found.p_reach <= 1
    assert (found.finish_p50 is not None) == (found.p_reach >= EVEN)
    assert found.dials_p50 <= leads * attempts + 1
    assert (found.binding is Binding.NOTHING) == (found.p_reach >= EVEN)
    assert all(fix.p_reach >= EVEN and fix.change > 0 for fix in found.fixes)
    levers = [fix.lever for fix in found.fixes] + [each.lever for each in found.not_offered]
    assert len(levers) == len(set(levers))
