"""What a company has set beside the law, as one sentence on every page."""

from datetime import UTC, datetime

from campaigns.law.own_terms import Closure, OwnHours
from campaigns.law.term_words import sentence, week
from campaigns.windows import Hours, Span

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 20, tzinfo=UTC)
MORNING, EVENING = Span(9 * 60, 12 * 60), Span(17 * 60, 18 * 60 + 30)
WEEKDAYS = Hours(((MORNING,),) * 5 + ((), ()))


def test_a_closed_country_is_said_with_who_closed_it_and_when() -> None:
    closed = Closure("GB", "Carla Roy", MONDAY)
    assert sentence(closed, "en") == "GB is not called: closed by Carla Roy on 2026-11-16."


def test_a_closure_that_ends_says_its_last_day() -> None:
    closed = Closure("GB", "Carla Roy", MONDAY, FRIDAY)
    assert sentence(closed, "fr").startswith("GB n'est pas appelé : fermé par Carla Roy le 16/11")
    assert "19/11/2026" in sentence(closed, "fr")


def test_own_hours_of_no_country_hold_everywhere() -> None:
    assert sentence(OwnHours(None, WEEKDAYS), "en").startswith(
        "Own hours, everywhere: Mon–Fri 09:00–12:00; set by –"
    )


def test_days_with_the_same_hours_are_said_as_one_run() -> None:
    late = Hours(((MORNING,), (MORNING,), (MORNING, EVENING), (MORNING,), (), (MORNING,), ()))
    assert week(late, "fr") == (
        "lun.–mar. 09:00–12:00; mer. 09:00–12:00, 17:00–18:30; jeu. 09:00–12:00; sam. 09:00–12:00"
    )
