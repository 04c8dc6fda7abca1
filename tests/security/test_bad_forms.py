"""Briefs, plans, organisations and moments that can't be meant: each is refused in words, at its field,
and nothing of it is kept.
"""

import time

import pytest
from bs4 import BeautifulSoup

from tests.security.houses import House, house
from tests.security.matrix import FORMS
from tests.security.state import changed, state
from tests.security.test_forged_forms import filled, who_may
from tests.world import EXAMPLE

__all__ = ["house"]

SECONDS = 2.0
PLAN = EXAMPLE.read_text(encoding="utf-8")
BRIEF, PEOPLE = "POST /company/missions/new", "POST /admin/people"
ORGANISATION, OBJECTION = "POST /admin/organisations", "POST /admin/do-not-call"
TEAM = "POST /campaigns/<campaign_id>/team"

# The route, the field, what stands in it.
FIELDS = [
    *[(BRIEF, "target", each) for each in (
        "0", "-1", "1e9", "1000001", "9" * 400, "12.5", "½", "NaN", "Infinity", "twelve", "1 2", "")],
    *[(BRIEF, "deadline", each) for each in (
        "2026-11-24", "2026-11-23", "2027-02-29", "2027-02-30", "2027-13-01", "9999-12-31",
        "0001-01-01", "24:00", "tomorrow", "20270205T000000", "")],
    *[(BRIEF, "price", each) for each in (
        "0", "-55", "1e400", "NaN", "inf", "0.1+0.2", "55.001", "10000000000000", "cinq", "")],
    *[(BRIEF, "language", each) for each in ("", "xx", "../fr", "FR\n")],
    *[(BRIEF, "offer", each) for each in ("", "   ", "x" * 2_001)],
    (BRIEF, "result", "\n" * 50), (BRIEF, "result", "x\n" * 21), (BRIEF, "result", "x" * 201),
    *[(PEOPLE, "email", each) for each in (
        "", "zoe", "@", "zoe@", "@example.com", "zoe@example", "zoe@@example.com",
        "zoe@example.com\nBcc: all@example.com", "zoe@" + "x" * 300 + ".com", 
        "zoe @example.com", "zoe@exa mple.com", "<zoe@example.com>", "zoe@[127.0.0.1]")],
    *[(PEOPLE, "name", each) for each in ("", "   ")],
    *[(ORGANISATION, "time_zone", each) for each in (
        "Mars/X", "../../etc/passwd", "/etc/localtime", "localtime", "Factory", "")],
    *[(ORGANISATION, "country", each) for each in ("", "F", "FRA", "12", "é!", "ZZ")],
    *[(ORGANISATION, "name", each) for each in ("", "   ")],
    *[(OBJECTION, "number", each) for each in (
        "", "1", "112", "abc", "+882131234567", "=A1", "9" * 500)],
    *[(TEAM, "day-0", each) for each in (
        "24:00-25:00", "14:00-13:00", "12:00-12:00", "22:00-02:00", "9-", "-", "noon", "9:60-10:00",
        "9:00-12:00;", "99:99-99:99", "9:00-12:00, 11:30-14:00", "14:00-17:00, 9:00-15:00")],
    (TEAM, "time_zone", "Mars/X"), (TEAM, "time_zone", "../etc/passwd"), (TEAM, "time_zone", "localtime"), (TEAM, "time_zone", ""),
]  # fmt: skip


@pytest.mark.parametrize(("route", "field", "value"), FIELDS)
def test_a_field_that_can_t_be_meant_is_refused_at_its_place(
    house: House, route: str, field: str, value: str
) -> None:
    path, form = filled(house, route)
    assert path
    assert field in FORMS[route] or field == "time_zone"
    with house.undone():
        before, began = state(house.connection), time.monotonic()
        answer = house.client(who_may(route)).post(
            path, data={**form, field: value}, headers=house.token(who_may(route))
        )
        assert time.monotonic() - began < SECONDS
        assert changed(before, house.connection) == []
    assert answer.status_code in {409, 422}
    page = BeautifulSoup(answer.text, "html.parser")
    assert page.select(".problem, .problems li"), answer.text[:300]


# A change of the example plan, and where the refusal says it is.
PLANS = [
    ("target: 25", "target: -1"), ("target: 25", "target: 0"), ("target: 25", "target: 1e400"),
    ("target: 25", "target: " + "9" * 400), ("target: 25", "target: .nan"),
    ("price: 60.00", "price: -60.00"), ("price: 60.00", "price: 1000000000"),
    ("price: 60.00", "price: .inf"), ("price: 60.00", "price: 60.001"),
    ("end: 2027-02-05", "end: 2026-11-01"), ("end: 2027-02-05", "end: 9999-12-31"),
    ("end: 2027-02-05", "end: 2027-02-29"), ("start: 2026-11-30", "start: 24:00"),
    ("wed: 09:00-12:00", "wed: 14:00-13:00"), ("wed: 09:00-12:00", "wed: 22:00-02:00"),
    ("wed: 09:00-12:00", "wed: 09:00-24:01"), ("wed: 09:00-12:00", "wed: 12:00-12:00"),
    ("max_attempts: 6", "max_attempts: 0"), ("max_attempts: 6", "max_attempts: -1"),
    ("max_attempts: 6", "max_attempts: 1000000"), ("wait: 15 minutes", "wait: 0 minutes"),
    ("wait: 15 minutes", "wait: -15 minutes"), ("value: 22 %", "value: 220 %"),
    ("value: 22 %", "value: -22 %"), ("ring_seconds: 30", "ring_seconds: 100000"),
    ("fresh_share: 60 %", "fresh_share: 101 %"), ("callers: 3", "callers: -3"),
    ("country: FR", "country: ZZ"), ("language: fr", "language: klingon"),
    ("currency: EUR", "currency: XXX"), ("name: Ateliers", "nme: Ateliers"),
    ("target: 25", "target: 25\n  target: 26"), ("score: 80", "score: 101"),
    ("{field: Type_etablissement, equals: Ecole}", "{field: Type_etablissement, matches: '(a+)+$'}"),
    ("- branch: decideur", "- branch: nobody"), ('"yes": offre', '"yes": nowhere'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), PLANS)
def test_a_plan_that_can_t_be_meant_is_refused_at_its_line(
    house: House, old: str, new: str
) -> None:
    assert old in PLAN
    path = f"/missions/{house.own['mission_id']}/plan"
    with house.undone():
        before, began = state(house.connection), time.monotonic()
        answer = house.client("bob").post(
            path, data={"text": PLAN.replace(old, new, 1)}, headers=house.token("bob")
        )
        assert time.monotonic() - began < SECONDS
        assert changed(before, house.connection) == []
    assert answer.status_code == 422
    assert "line " in answer.text
