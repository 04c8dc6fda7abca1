"""The hours and holidays of a country as people read them are those that calls are judged by."""

from datetime import date

from campaigns.law.hours_table import (
    calendars_of,
    holidays_ahead,
    hours_of,
    narrows,
    shown_countries,
)
from campaigns.law.own_terms import Closure, OwnHours
from campaigns.windows import WORKING_DAYS, Hours

TUESDAY = date(2026, 11, 24)


def test_french_consumers_may_be_called_in_the_hours_of_the_decree() -> None:
    (line,) = [each for each in hours_of("FR", TUESDAY) if each.hours and each.is_law]
    assert line.hours
    assert line.hours["fr"] == "lun.–ven. 10:00–13:00, 14:00–20:00"
    assert line.audience == "B2C"
    assert line.source
    assert line.holidays == "FR"


def test_the_year_ahead_has_the_eleven_french_holidays_by_name() -> None:
    found = holidays_ahead("FR", TUESDAY)
    assert len(found) == 11
    assert next(iter(found)) == date(2026, 12, 25)
    assert found[date(2027, 7, 14)]["fr"] == "Fête nationale"
    assert max(found) <= date(2027, 11, 24)


def test_a_state_with_holidays_of_its_own_has_a_calendar() -> None:
    assert calendars_of("FR", TUESDAY) == ("FR",)
    assert calendars_of("US", TUESDAY)[0] == "US"
    assert len(calendars_of("US", TUESDAY)) > 1


def test_every_country_with_rules_is_shown_and_one_without_has_no_hours() -> None:
    assert {"FR", "GB", "US", "CA", "DE", "BE", "CH", "ES", "IT"} == set(shown_countries())
    assert hours_of("JP", TUESDAY) == ()


def test_what_a_company_narrows_concerns_its_country_and_those_that_share_its_rules() -> None:
    hours = OwnHours("FR", Hours.on(WORKING_DAYS, "10:00-12:00"))
    assert narrows(hours, "FR")
    assert not narrows(hours, "GB")
    assert narrows(OwnHours(None, hours.hours), "GB")
    assert narrows(Closure("GB"), "GB")
