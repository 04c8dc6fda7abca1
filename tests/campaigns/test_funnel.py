from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from babel.numbers import format_currency

from campaigns.funnel import StepUnit, attempts_allowed, reach, reverse_funnel, shown, working_days
from campaigns.funnel.steps import priced
from campaigns.plan.parts import Currency
from tests.campaigns.plans import plan_of

BELKINS = (
    ("metric: meetings", "metric: meetings_booked"),
    ("target: 20", "target: 1"),
    ("contact_rate: {value: 15 %", "contact_rate: {value: 9.9 %"),
    ("argumentation: {value: 50 %", "argumentation: {value: 58 %"),
    ("transformation: {value: 10 %", "transformation: {value: 4.6 %"),
)
CONSUMERS = (("audience: B2B", "audience: B2C"),)


def test_the_worked_example_of_the_trade() -> None:
    """20 meetings held, 80 %, 10 %, 50 %, 15 %, 25 dials and 25 euros an hour; no price per result."""
    funnel = reverse_funnel(plan_of(("price: 55.00", "price: 0.00")))
    whole = {step.key: round(step.value) for step in funnel.steps}
    assert whole["meetings_booked"] == 25
    assert whole["argued"] == 250
    assert whole["contacts"] == 500
    assert whole["dials"] == 3333
    assert whole["hours"] == 133
    assert whole["cost"] == 333_333
    assert funnel.step("cost_per_result").value == Fraction(333_333 + Fraction(1, 3)) / 20
    assert round(funnel.step("cost").value / 25) == 13_333


def test_a_cold_meeting_takes_379_dials() -> None:
    assert round(reverse_funnel(plan_of(*BELKINS)).step("dials").value) == 379


def test_three_attempts_at_9_9_percent_reach_26_9_percent() -> None:
    assert round(float(reach(Fraction(99, 1000), 3)), 3) == 0.269


def test_every_rate_says_where_it_comes_from() -> None:
    contacts = reverse_funnel(plan_of()).step("contacts")
    assert contacts.formula["en"] == "argued contacts ÷ argumentation rate = 250 ÷ 50\u202f%"
    assert contacts.origin["en"] == "argumentation rate = 50\u202f% (autumn campaign)"
    assert contacts.origin["fr"] == "taux d'argumentation = 50\u202f% (autumn campaign)"


def test_sales_go_through_proposals_and_meetings() -> None:
    plan = plan_of(
        ("metric: meetings", "metric: sales"),
        ("target: 20", "target: 5"),
        (
            "    show_rate:",
            "    win_rate: {value: 25 %, origin: books}\n"
            "    proposal_rate: {value: 50 %, origin: books}\n    show_rate:",
        ),
    )
    keys = [step.key for step in reverse_funnel(plan).steps][:5]
    assert keys == ["sales", "proposals", "meetings", "meetings_booked", "argued"]
    assert reverse_funnel(plan).step("meetings_booked").value == 50


def test_consumers_in_france_get_four_attempts_whatever_the_plan_says() -> None:
    assert attempts_allowed(plan_of(*CONSUMERS)) == (4, "FR-04")
    step = reverse_funnel(plan_of(*CONSUMERS)).step("attempts")
    assert step.value == 4
    assert step.origin["fr"] == "plafond FR-04"


def test_businesses_keep_the_attempts_of_the_plan() -> None:
    assert attempts_allowed(plan_of()) == (6, "")


def test_a_consumer_plan_that_asks_less_than_the_law_keeps_its_own() -> None:
    plan = plan_of(*CONSUMERS, ("actions:\n", "actions:\n  max_attempts: 2\n"))
    assert attempts_allowed(plan) == (2, "")


def test_a_country_without_rules_caps_nothing_and_keeps_no_holiday() -> None:
    plan = plan_of(("country: FR", "country: MA"), ("end: 2026-12-18", "end: 2026-12-25"))
    assert attempts_allowed(plan) == (6, "")
    assert working_days(plan) == 20


def test_working_days_leave_out_weekends_and_christmas() -> None:
    plan = plan_of(
        ("start: 2026-11-30", "start: 2026-12-21"), ("end: 2026-12-18", "end: 2026-12-27")
    )
    assert working_days(plan) == 4


def test_enough_hours_are_said_to_be_enough() -> None:
    funnel = reverse_funnel(plan_of())
    assert funnel.is_feasible
    assert funnel.sentence["en"] == (
        "Feasible: 133\u202fh of calls are needed by 18 December 2026, the team has 150\u202fh."
    )
    assert funnel.sentence["fr"] == (
        "Faisable : il faut 133\u202fh d'appels d'ici au 18/12/2026, l'équipe en offre 150\u202fh."
    )


def test_a_shortage_of_minutes_never_reads_as_a_tie() -> None:
    plan = plan_of(("callers: 2", "callers: 1"), ("hours_per_day: 5", "hours_per_day: 8.88"))
    sentence = reverse_funnel(plan).sentence["en"]
    assert (
        "134\u202fh of calls are needed by 18 December 2026, the team has 133\u202fh." in sentence
    )


def test_too_few_hours_say_how_many_people_it_takes() -> None:
    funnel = reverse_funnel(plan_of(("target: 20", "target: 60")))
    assert not funnel.is_feasible
    assert "6 teleprospectors instead of 2" in funnel.sentence["en"]


def test_too_few_prospects_are_counted() -> None:
    funnel = reverse_funnel(plan_of(), callable_prospects=600)
    assert not funnel.is_feasible
    assert funnel.sentence["fr"] == (
        "Pas faisable : il faut 803 fiches appelables, le fichier en compte 600."
    )


def test_hours_and_prospects_may_both_be_lacking() -> None:
    funnel = reverse_funnel(plan_of(("target: 20", "target: 60")), callable_prospects=2000)
    assert funnel.sentence["en"].endswith(" 409 callable prospects are lacking too.")


def test_a_plan_with_no_day_to_call_on_says_so() -> None:
    plan = plan_of(
        ("start: 2026-11-30", "start: 2026-12-05"), ("end: 2026-12-18", "end: 2026-12-06")
    )
    funnel = reverse_funnel(plan)
    assert funnel.sentence["en"] == "Not feasible: no calling day before 6 December 2026."
    assert date(2026, 12, 5).weekday() == 5


def test_exactly_enough_prospects_suffice() -> None:
    funnel = reverse_funnel(plan_of(), callable_prospects=803)
    assert funnel.is_feasible
    assert funnel.sentence["en"].endswith("803 callable prospects are needed, the file holds 803.")


@pytest.mark.parametrize(
    ("value", "unit", "fr", "en"),
    [
        (Fraction(10_000, 3), StepUnit.COUNT, "3\u202f333", "3,333"),
        (Fraction(400, 3), StepUnit.HOURS, "133\u202fh", "133\u202fh"),
        (Fraction(125, 1000), StepUnit.SHARE, "12,5\u202f%", "12.5\u202f%"),
        (Fraction(1), StepUnit.SHARE, "100\u202f%", "100\u202f%"),
        (Fraction(123_456), StepUnit.CENTS, "1\u202f234,56", "1,234.56"),
        (Fraction(5), StepUnit.CENTS_PER_HOUR, "0,05", "0.05"),
    ],
)
def test_numbers_read_as_each_language_writes_them(
    value: Fraction, unit: StepUnit, fr: str, en: str
) -> None:
    assert (shown(value, unit, "fr"), shown(value, unit, "en")) == (fr, en)


@pytest.mark.parametrize("currency", list(Currency))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_amount_reads_as_on_every_page(currency: Currency, language: str) -> None:
    on_pages = format_currency(Decimal("4311.25"), currency, locale=language)
    assert priced(431_125, currency, language) == on_pages


def test_the_plans_currency_stands_where_each_language_puts_it() -> None:
    assert priced(431_125, Currency.EUR, "fr") == "4\u202f311,25\u00a0€"
    assert priced(431_125, Currency.GBP, "en") == "£4,311.25"
