"""Forms from elsewhere are refused, and nothing changes by being looked at."""

import json
from collections.abc import Callable

import pytest

from tests.security.houses import House, house
from tests.security.matrix import FORMS, PARTS, WHO, rows
from tests.security.state import changed, state
from tests.security.test_who_opens_what import NAMED, PLAN

__all__ = ["house"]

ROWS = rows()
NOT_FOUND = 404
REFUSED = {403, NOT_FOUND}


def who_may(route: str) -> str:
    """Somebody whom the route lets in."""
    own, _foreign = ROWS[route]
    may = [name for name, status in zip(WHO, own, strict=True) if status not in REFUSED]
    if may and may != ["anonymous"]:
        return may[-1]
    known = [name for name, status in zip(WHO, own, strict=True) if status == NOT_FOUND]
    return known[-1] if known else "bob"


POSTS = [route for route in ROWS if route.startswith("POST ") and "/twilio/" not in route]
GETS = [route for route in ROWS if route.startswith("GET ")]
Sent = tuple[dict[str, str], dict[str, str]]
STOLEN: dict[str, Callable[[House, str], Sent]] = {
    "no token": lambda house, name: ({}, {}),
    "an empty token": lambda house, name: ({"X-CSRFToken": ""}, {}),
    "a made-up token": lambda house, name: ({"X-CSRFToken": "IjEi.aaaa.bbbb"}, {}),
    "the token of somebody else's browser": lambda house, name: (house.token("anonymous"), {}),
    "the token in the address": lambda house, name: (
        {},
        {"csrf_token": house.token(name)["X-CSRFToken"]},
    ),
}


def filled(house: House, route: str) -> tuple[str, dict[str, str]]:
    ids = {**house.own, **PARTS, "plan": PLAN}
    path = NAMED.sub(lambda found: ids[found.group(1)], route.partition(" ")[2])
    return path, {key: value.format(**ids) for key, value in FORMS.get(route, {}).items()}


@pytest.mark.parametrize("route", POSTS)
def test_a_form_from_elsewhere_is_refused_and_changes_nothing(house: House, route: str) -> None:
    name = who_may(route)
    path, form = filled(house, route)
    with house.undone():
        before = state(house.connection)
        # Two routes between them meet every way.
        for case, stolen in list(STOLEN.items())[POSTS.index(route) % 2 :: 2]:
            headers, query = stolen(house, name)
            answer = house.client(name).post(path, data=form, headers=headers, query_string=query)
            assert answer.status_code == 400, case
        assert changed(before, house.connection) == []


def test_a_form_of_ones_own_changes_something(house: House) -> None:
    with house.undone():
        before = state(house.connection)
        path, form = filled(house, "POST /desk/pause")
        house.client("alice").post(path, data=form, headers=house.token("alice"))
        assert "work_intervals" in changed(before, house.connection)


@pytest.mark.parametrize("kind", ["application/json", "text/plain"])
def test_json_from_elsewhere_is_refused(house: House, kind: str) -> None:
    path, form = filled(house, "POST /desk/pause")
    with house.undone():
        before = state(house.connection)
        answer = house.client("alice").post(path, data=json.dumps(form), content_type=kind)
        # A script of ours is told as where nobody is signed in: it asks for another token.
        assert answer.status_code == (401 if kind == "application/json" else 400)
        assert changed(before, house.connection) == []


# Whoever hears a recording is written into the journal: that is what it is for. Of a board the moment
# of the last look is kept, by which it is foretold while somebody looks.
WRITTEN_DOWN = {
    "GET /recordings/<recording_id>/sound",
    "GET /campaigns/<campaign_id>",
    "GET /campaigns/<campaign_id>/live",
}


def test_looking_at_every_page_changes_nothing(house: House) -> None:
    with house.undone():
        before = state(house.connection)
        for route in set(GETS) - WRITTEN_DOWN:
            path, _form = filled(house, route)
            with house.client(who_may(route)).get(path) as answer:
                assert answer.status_code < 500
        assert changed(before, house.connection) == []


def test_the_head_of_a_form_is_no_form(house: House) -> None:
    posts = [route for route in POSTS if f"GET {route.partition(' ')[2]}" in ROWS]
    for route in posts:
        path, form = filled(house, route)
        with house.undone():
            before = state(house.connection)
            house.client(who_may(route)).head(path, data=form)
            assert changed(before, house.connection) == [], route
