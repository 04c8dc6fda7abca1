"""Whatever is asked, the answer is in words, comes quickly and is never a fault of ours."""

import time

import pytest

from tests.security.houses import House, house
from tests.security.matrix import PARTS, rows
from tests.security.oddities import ASKING, BODIES, HEADERS, IDS, KINDS, VALUES
from tests.security.state import changed, state
from tests.security.test_forged_forms import POSTS, filled, who_may
from tests.security.test_who_opens_what import NAMED

__all__ = ["house"]

ROWS = rows()
WITH_IDS = [route for route, (_own, foreign) in ROWS.items() if foreign and "twilio" not in route]
# Pages around the desk, which send forms as any page does.
WITH_FORMS = ("callbacks", "day", "first", "hours", "quiz", "reviews", "tasks", "training")
DESK = [
    route
    for route in POSTS
    if "/desk/" in route and route.partition("/desk/")[2].partition("/")[0] not in WITH_FORMS
]
SECONDS = 2.0


def with_id(rule: str, odd: str) -> str:
    return NAMED.sub(lambda found: PARTS.get(found.group(1), odd), rule)


@pytest.mark.parametrize("route", WITH_IDS)
def test_an_id_that_is_none_is_not_there(house: House, route: str) -> None:
    method, _space, rule = route.partition(" ")
    name, (_path, form) = who_may(route), filled(house, route)
    with house.undone():
        before = state(house.connection)
        # Six routes between them see every id.
        for odd in IDS[WITH_IDS.index(route) % 6 :: 6]:
            path = with_id(rule, odd)
            with house.client(name).open(
                path, method=method, data=form or None, headers=house.token(name)
            ) as answer:
                assert answer.status_code in {303, 308, 400, 404, 405, 409}, (odd, path[:80])
                assert "Set-Cookie: a" not in str(answer.headers)
        assert changed(before, house.connection) == []


@pytest.mark.parametrize("route", ASKING)
def test_an_odd_question_gets_an_answer(house: House, route: str) -> None:
    name, (path, _form) = who_may(route), filled(house, route)
    for value in VALUES[list(ASKING).index(route) % 4 :: 4]:
        query = dict.fromkeys(ASKING[route], value)
        answer = house.client(name).get(path, query_string=query)
        assert answer.status_code in {200, 400, 404}, value[:40]


# What each value does to a name is in its own test; here nothing may break.
@pytest.mark.parametrize("route", [route for route in POSTS if route != "POST /sign-in"])
def test_odd_values_in_every_field_break_nothing(house: House, route: str) -> None:
    name, (path, form) = who_may(route), filled(house, route)
    for turn in range(POSTS.index(route) % 8, len(VALUES) if form else 1, 8):
        # Neighbouring fields get neighbouring values, so that each meets each in a few turns.
        odd = {key: VALUES[(turn + place) % len(VALUES)] for place, key in enumerate(form)}
        with house.undone():
            answer = house.client(name).post(path, data=odd, headers=house.token(name))
        assert answer.status_code < 500, odd


@pytest.mark.parametrize("case", BODIES)
def test_a_body_that_makes_no_sense_is_told_so(house: House, case: str) -> None:
    # Four bodies between them come to every route.
    for route in DESK[list(BODIES).index(case) % 4 :: 4]:
        path, _form = filled(house, route)
        headers = {**house.token("alice"), "Accept": "application/json"}
        began = time.monotonic()
        with house.undone():
            answer = house.client("alice").post(
                path, data=BODIES[case], headers=headers, content_type="application/json"
            )
        assert answer.status_code < 500, route
        assert time.monotonic() - began < SECONDS
        if answer.status_code >= 400:
            assert answer.json
            for problem in answer.json["problems"]:
                assert set(problem) == {"place", "found", "expected", "fix"}


@pytest.mark.parametrize("kind", KINDS, ids=ascii)
def test_a_body_of_another_kind_breaks_nothing(house: House, kind: str) -> None:
    for route in ("POST /desk/pause", "POST /company/missions/new", "POST /imports/new"):
        path, _form = filled(house, route)
        name = who_may(route)
        with house.undone():
            answer = house.client(name).post(
                path, data=b'--\r\n\r\n<a/>{"a": 1}', headers=house.token(name), content_type=kind
            )
        assert answer.status_code < 500


@pytest.mark.parametrize("case", HEADERS)
def test_odd_headers_break_no_page(house: House, case: str) -> None:
    for name, path in (("bob", "/campaigns"), ("anonymous", "/sign-in"), ("alice", "/desk/state")):
        answer = house.client(name).get(path, headers=HEADERS[case])
        assert answer.status_code < 500


PARTS_OF_A_FORM = {
    "600 parts": "".join(f'--x\r\nContent-Disposition: form-data; name="a{n}"\r\n\r\nb\r\n' for n in range(600)),
    "a part without a name": "--x\r\nContent-Disposition: form-data\r\n\r\nb\r\n",
    "a file name of two lines": '--x\r\nContent-Disposition: form-data; name="file"; filename="a\r\nb"\r\n\r\nb\r\n',
    "a file name that climbs": '--x\r\nContent-Disposition: form-data; name="file"; filename="../../x"\r\n\r\nb\r\n',
    "a device's name": '--x\r\nContent-Disposition: form-data; name="file"; filename="CON"\r\n\r\nb\r\n',
    "no end": '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nNom',
    "no head": "--x\r\n\r\n",
    "a head of 100 kB": "--x\r\nX: " + "y" * 100_000 + "\r\n\r\nb\r\n",
}  # fmt: skip


# The reader of forms leaves the file of a form without an end to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("case", PARTS_OF_A_FORM)
def test_a_broken_upload_is_refused(house: House, case: str) -> None:
    for path, name in (("/imports/new", "bob"), ("/company/missions/new", "carla")):
        with house.undone():
            answer = house.client(name).post(
                path,
                data=(PARTS_OF_A_FORM[case] + "--x--\r\n").encode(),
                headers=house.token(name),
                content_type="multipart/form-data; boundary=x",
            )
        assert answer.status_code in {400, 404, 413, 422}


@pytest.mark.parametrize("path", ["/sign-in", "/company/missions/new", "/desk/pause"])
def test_a_body_of_two_megabytes_is_too_large(house: House, path: str) -> None:
    with house.undone():
        answer = house.client("carla").post(
            path, data={"offer": "x" * 2_000_000}, headers=house.token("carla")
        )
    assert answer.status_code in {403, 413}
