"""The states of the United States beside federal law: hours, calls a day, consent, and which state it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.eligibility import recording_needs_consent
from campaigns.law import Technique
from campaigns.numbers.north_america import AREA_CODES, regions_of
from tests.campaigns.law_values import against, agreed, at, business, consumer, lifts

CONSENT = agreed(datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
EAST, CENTRAL, MOUNTAIN = "America/New_York", "America/Chicago", "America/Denver"

# One area code of each stricter state, the zone it lies in.
NUMBERS = {
    "AL": ("205", CENTRAL), "CT": ("203", EAST), "FL": ("305", EAST), "KY": ("859", EAST),
    "LA": ("504", CENTRAL), "MA": ("617", EAST), "MD": ("410", EAST), "ME": ("207", EAST),
    "MI": ("313", EAST), "MN": ("612", CENTRAL), "MS": ("601", CENTRAL), "NM": ("505", MOUNTAIN),
    "NV": ("702", "America/Los_Angeles"), "OK": ("405", CENTRAL), "PA": ("215", EAST),
    "RI": ("401", EAST), "TX": ("214", CENTRAL), "WA": ("206", "America/Los_Angeles"),
}  # fmt: skip
WEEKDAY, SATURDAY, SUNDAY = "2026-11-19", "2026-11-21", "2026-11-22"

# State, first minute open and first closed on a weekday, on a Saturday, on a Sunday.
WINDOWS = [
    ("AL", "08:00 20:00", "08:00 20:00", None),
    ("CT", "09:00 20:00", "09:00 20:00", "09:00 20:00"),
    ("FL", "08:00 20:00", "08:00 20:00", "08:00 20:00"),
    ("KY", "10:00 21:00", "10:00 21:00", "10:00 21:00"),
    ("LA", "08:00 20:00", "08:00 20:00", None),
    ("MA", "08:00 20:00", "08:00 20:00", "08:00 20:00"),
    ("MD", "08:00 20:00", "08:00 20:00", "08:00 20:00"),
    ("MI", "09:00 21:00", "09:00 21:00", "09:00 21:00"),
    ("MN", "09:00 21:00", "09:00 21:00", "09:00 21:00"),
    ("MS", "08:00 20:00", "08:00 20:00", None),
    ("NM", "09:00 21:00", "09:00 21:00", "09:00 21:00"),
    ("NV", "09:00 20:00", "09:00 20:00", "09:00 20:00"),
    ("OK", "08:00 20:00", "08:00 20:00", "08:00 20:00"),
    ("PA", "08:00 21:00", "08:00 12:00", "13:30 21:00"),
    ("RI", "09:00 18:00", "10:00 17:00", None),
    ("TX", "09:00 21:00", "09:00 21:00", "12:00 21:00"),
    ("WA", "08:00 20:00", "08:00 20:00", "08:00 20:00"),
]
EDGES = [
    (state, day, *span.split())
    for state, *spans in WINDOWS
    for day, span in zip((WEEKDAY, SATURDAY, SUNDAY), spans, strict=True)
    if span
]


@pytest.mark.parametrize(("state", "day", "opens", "closes"), EDGES)
def test_us01_states_open_and_close_at_their_own_hours(
    state: str, day: str, opens: str, closes: str
) -> None:
    code, zone = NUMBERS[state]
    facts = consumer(f"+1{code}5550123", consent=CONSENT)
    own, minute = f"US-01-{state}", timedelta(minutes=1)
    first, last = at(f"{day} {opens}", zone), at(f"{day} {closes}", zone)
    assert own in against(facts, first - minute)
    assert against(facts, first) == set()
    assert against(facts, last - minute) == set()
    assert own in against(facts, last)


@pytest.mark.parametrize("state", [state for state, *_, sunday in WINDOWS if sunday is None])
def test_us01_some_states_rest_on_sundays(state: str) -> None:
    code, zone = NUMBERS[state]
    facts = consumer(f"+1{code}5550123", consent=CONSENT)
    assert against(facts, at(f"{SUNDAY} 12:00", zone)) == {f"US-01-{state}"}


@pytest.mark.parametrize(
    ("state", "day", "rests"),
    [
        ("AL", "2026-04-27", True),  # Confederate Memorial Day
        ("LA", "2026-02-17", True),  # Mardi gras
        ("PA", "2026-11-27", True),  # the day after Thanksgiving
        ("RI", "2026-08-10", True),  # Victory Day
        ("AL", "2026-08-10", False),
        ("FL", "2026-11-26", False),
        ("RI", "2026-11-26", True),
    ],
)
def test_us01_some_states_rest_on_their_holidays(state: str, day: str, rests: bool) -> None:
    code, zone = NUMBERS[state]
    facts = consumer(f"+1{code}5550123", consent=CONSENT)
    assert against(facts, at(f"{day} 11:00", zone)) == ({f"US-01-{state}"} if rests else set())


@pytest.mark.parametrize(("state", "day"), [("FL", date(2021, 7, 1)), ("WA", date(2022, 6, 9))])
def test_us01_states_began_on_their_days(state: str, day: date) -> None:
    code, zone = NUMBERS[state]
    facts = consumer(f"+1{code}5550123", consent=CONSENT)
    assert against(facts, at(f"{day - timedelta(days=1)} 20:30", zone)) == set()
    assert against(facts, at(f"{day} 20:30", zone)) == {f"US-01-{state}"}


@pytest.mark.parametrize("state", ["FL", "MD", "OK"])
def test_us01_three_calls_in_24_hours_and_not_a_fourth(state: str) -> None:
    code, zone = NUMBERS[state]
    first = at(f"{WEEKDAY} 09:00", zone)
    rung = tuple(first + timedelta(hours=hours) for hours in (0, 2, 4))
    facts = consumer(f"+1{code}5550123", consent=CONSENT)
    third = replace(facts, controller_number_attempts=rung[:2])
    fourth = replace(facts, controller_number_attempts=rung)
    now = first + timedelta(hours=5)
    assert against(third, now) == set()
    assert against(fourth, now) == {f"US-01-{state}"}
    assert lifts(fourth, now, f"US-01-{state}") == [first + timedelta(hours=24)]
    assert against(fourth, first + timedelta(hours=24)) == set()


def test_us01_the_hours_count_across_a_change_of_the_clock() -> None:
    first = at("2026-10-31 12:00", EAST)
    facts = consumer("+13055550123", consent=CONSENT, controller_number_attempts=(first,) * 3)
    assert against(facts, at("2026-11-01 10:59", EAST)) == {"US-01-FL"}
    assert against(facts, at("2026-11-01 11:00", EAST)) == set()


def test_us01_maine_lets_a_machine_call_once_in_eight_hours() -> None:
    now = at(f"{WEEKDAY} 17:00", EAST)
    rung = (now - timedelta(hours=8, seconds=-60),)
    facts = consumer("+12075550123", consent=CONSENT, controller_number_attempts=rung)
    machine = replace(facts, technique=Technique.PREDICTIVE)
    assert against(facts, now) == set()
    assert against(machine, now) == {"US-01-ME"}
    assert against(machine, now + timedelta(minutes=1)) == set()


def test_us01_connecticut_wants_consent() -> None:
    facts = consumer("+12035550123")
    assert against(facts, at(f"{WEEKDAY} 10:00", EAST)) == {"US-01-CT", "US-06"}
    assert against(replace(facts, consent=CONSENT), at(f"{WEEKDAY} 10:00", EAST)) == set()


# A number of no known state: a code that is yet to be given to one.
LOST = replace(consumer("+12125550123", consent=CONSENT), phone=None)


@pytest.mark.parametrize(
    ("clock", "refused"),
    [
        (f"{WEEKDAY} 09:59", {"US-01-unknown"}),
        (f"{WEEKDAY} 10:00", set()),
        (f"{WEEKDAY} 17:59", set()),
        (f"{WEEKDAY} 18:00", {"US-01-unknown"}),
        (f"{SATURDAY} 16:59", set()),
        (f"{SATURDAY} 17:00", {"US-01-unknown"}),
        (f"{SUNDAY} 12:00", {"US-01-unknown"}),
        ("2026-11-26 12:00", {"US-01-unknown"}),
    ],
)
def test_us01_an_unknown_state_has_the_safest_window(clock: str, refused: set[str]) -> None:
    facts = replace(LOST, zone=EAST)
    assert against(facts, at(clock, EAST)) == refused


# Which state a number belongs to.


@pytest.mark.parametrize(
    ("stated", "postal_code", "e164", "states"),
    [
        (None, None, "+13055550123", {"FL"}),
        (None, "10001", "+12125550123", {"NY"}),
        (None, "30301", "+12125550123", {"GA"}),
        (None, "30301-1234", "+12125550123", {"GA"}),
        ("TX", "30301", "+12125550123", {"TX"}),
        ("us-tx", None, "+12125550123", {"TX"}),
        (None, "30301", "+13055550123", {"GA", "FL"}),  # Florida presumes them resident
        ("Texas", None, "+12125550123", {"NY"}),
        (None, "75001 ", "+12125550123", {"TX"}),
        (None, "00601", "+12125550123", {"NY"}),  # Puerto Rico's: no state's
        (None, None, "+18005550123", set()),
        (None, None, "+33199001234", set()),
    ],
)
def test_a_state_is_stated_else_the_postal_codes_else_the_area_codes(
    stated: str | None, postal_code: str | None, e164: str, states: set[str]
) -> None:
    assert regions_of("US", stated, postal_code, e164) == states


@pytest.mark.parametrize(
    ("postal_code", "e164", "province"),
    [
        ("H2X 1Y4", "+14165550123", {"QC"}),
        (None, "+15145550123", {"QC"}),
        ("K1A 0B1", "+15145550123", {"ON"}),
        ("12345", "+15145550123", {"QC"}),
    ],
)
def test_a_province_is_the_postal_codes_else_the_area_codes(
    postal_code: str | None, e164: str, province: set[str]
) -> None:
    assert regions_of("CA", None, postal_code, e164) == province


def test_other_countries_have_no_states_here() -> None:
    assert regions_of("FR", "FL", "33101", "+33199001234") == set()


def test_no_area_code_belongs_to_two_states() -> None:
    codes = [
        code for each in AREA_CODES.values() for line in each.values() for code in line.split()
    ]
    assert len(codes) == len(set(codes)) == 423
    assert len(AREA_CODES["US"]) == 51


def test_the_rules_of_two_states_hold_together() -> None:
    # Who lives in Rhode Island with a number of Florida: the shorter hours, the fewer calls.
    facts = consumer("+13055550123", consent=CONSENT, region="RI")
    assert against(facts, at(f"{WEEKDAY} 18:00", EAST)) == {"US-01-RI"}
    assert against(facts, at(f"{WEEKDAY} 08:30", EAST)) == {"US-01-RI"}
    assert against(facts, at(f"{WEEKDAY} 20:00", EAST)) == {"US-01-RI", "US-01-FL"}


def test_a_postal_code_moves_a_number_into_the_zone_of_its_state() -> None:
    # A New York number whose owner lives in California.
    facts = consumer("+12125550123", consent=CONSENT, postal_code="94103")
    assert against(facts, at(f"{WEEKDAY} 10:59", EAST)) == {"US-01"}
    assert against(facts, at(f"{WEEKDAY} 11:00", EAST)) == set()


@pytest.mark.parametrize(
    ("e164", "rule"),
    [
        ("+14155550123", "US-15-CA"),
        ("+15035550123", "US-15-OR"),
        ("+12125550123", None),
        ("+493012345678", "DE-06"),
        ("+33199001234", None),
    ],
)
def test_us15_and_de06_some_calls_are_recorded_only_if_everybody_agrees(
    e164: str, rule: str | None
) -> None:
    found = recording_needs_consent(business(e164), at(f"{WEEKDAY} 12:00", "UTC"))
    assert (found.id if found else None) == rule
