"""A prospect calls back: who takes the call, when somebody does, and what is said when nobody can."""

from datetime import UTC, datetime, timedelta

from campaigns.call.inbound import Desk, InboundState, Seat, said, spoken_hours, takers
from campaigns.windows import Hours

TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ALICE, ANNA, NORA = 1, 2, 3
HOURS = Hours.on(range(5), "09:00-12:30", "14:00-18:00")
PARIS = Desk(HOURS, "Europe/Paris", "FR")


def test_whoever_called_takes_the_call() -> None:
    seats = [Seat(ANNA, True, TEN - 9 * MINUTE), Seat(ALICE, True, TEN)]
    assert takers(seats, ALICE) == [ALICE, ANNA]


def test_else_whoever_is_idle_for_longest() -> None:
    seats = [
        Seat(ALICE, False, TEN - 60 * MINUTE),
        Seat(ANNA, True, TEN - 2 * MINUTE),
        Seat(NORA, True, TEN - 9 * MINUTE),
    ]
    assert takers(seats, ALICE) == [NORA, ANNA]
    assert takers([], ALICE) == []


def test_calls_are_taken_in_the_hours_of_the_campaign_and_never_on_a_holiday() -> None:
    assert PARIS.is_open(TEN)
    assert not PARIS.is_open(TEN + timedelta(hours=3))
    assert not PARIS.is_open(datetime(2026, 12, 25, 9, 0, tzinfo=UTC))


def test_whoever_reached_nobody_is_called_back_soon_or_after_the_next_opening() -> None:
    assert PARIS.calls_back_at(TEN) == TEN + 15 * MINUTE
    evening = datetime(2026, 11, 24, 19, 0, tzinfo=UTC)
    assert PARIS.calls_back_at(evening) == datetime(2026, 11, 25, 8, 15, tzinfo=UTC)


def test_hours_are_spoken_as_a_person_says_them() -> None:
    assert spoken_hours(HOURS, "fr") == (
        "du lundi au vendredi de 9 heures à 12 heures 30 et de 14 heures à 18 heures"
    )
    mixed = Hours(((), *HOURS.days[:1], (), (), (), (), ()))
    assert spoken_hours(mixed, "en") == "on Tuesday from 9:00 to 12:30 and from 14:00 to 18:00"


def test_a_message_names_the_company_and_what_to_do() -> None:
    words = {
        state: said(state, "fr", "Ateliers Lumière", "contact@lumiere.example", HOURS)
        for state in (InboundState.CLOSED, InboundState.VOICEMAIL, InboundState.UNKNOWN)
    }
    assert all("Ateliers Lumière" in each for each in words.values())
    assert "du lundi au vendredi" in words[InboundState.CLOSED]
    assert "après le bip" in words[InboundState.VOICEMAIL]
    assert "contact@lumiere.example" in words[InboundState.UNKNOWN]
