"""No other way of asking opens more than the table: other methods, overrides, ids hidden in fields."""

import io

import pytest

from tests.security.houses import House, house
from tests.security.matrix import FORMS, PARTS, WHO, rows
from tests.security.test_forged_forms import who_may
from tests.security.test_who_opens_what import NAMED

__all__ = ["house"]

ROWS = rows()
OVERRIDES = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
CORRECT = "POST /desk/entries/<entry>/corrections"
ODD_METHODS = ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "post", "GETS")


def path_of(house: House, route: str) -> str:
    ids = {**house.own, **PARTS}
    return NAMED.sub(lambda found: ids[found.group(1)], route.partition(" ")[2])


@pytest.mark.parametrize("route", [route for route in ROWS if route.startswith("GET ")])
def test_the_head_of_a_page_is_the_pages_own_without_its_body(house: House, route: str) -> None:
    own, _foreign = ROWS[route]
    for name in {"anonymous", who_may(route)}:
        status = own[WHO.index(name)]
        with house.undone(), house.client(name).head(path_of(house, route)) as answer:
            assert (answer.status_code, answer.data) == (status, b""), name


@pytest.mark.parametrize("route", ROWS)
def test_asking_for_options_says_nothing_to_nobody(house: House, route: str) -> None:
    with house.undone():
        answer = house.client().options(path_of(house, route))
    assert answer.data == b"" or answer.status_code >= 300
    assert answer.status_code in {200, 303, 403, 404}


def test_methods_that_no_route_has_are_refused(house: House) -> None:
    paths = sorted({path_of(house, route) for route in ROWS})
    for path in paths[::12]:
        for method in ODD_METHODS:
            with house.undone():
                status = house.client("bob").open(path, method=method).status_code
            assert status in {303, 400, 403, 404, 405}, (method, path)


def test_an_override_does_not_make_a_page_a_form(house: House) -> None:
    path = f"/campaigns/{house.own['campaign_id']}/end"
    for name in OVERRIDES:
        with house.undone():
            headers = {**house.token("bob"), name: "POST"}
            assert house.client("bob").get(path, headers=headers).status_code == 405
            assert house.client("bob").get(f"{path}?_method=POST").status_code == 405


FILE = {"source": "annuaire", "audience": "B2B", "basis": "legitimate_interest", "country": "FR"}
# A form of one's own that names what belongs to the other house.
HIDDEN: list[tuple[str, str, dict[str, str]]] = [
    ("bob", "POST /campaigns/<campaign_id>/files", {"files": "{their_import_id}"}),
    ("bob", "POST /missions/<mission_id>/campaign", {"files": "{their_import_id}"}),
    ("bob", "POST /imports/exclusions", {"company": "{their_company}"}),
    ("bob", "POST /imports/new", {**FILE, "company": "{their_company}"}),
    ("bob", "POST /imports/new", {**FILE, "campaign": "{their_campaign_id}"}),
    ("alice", "POST /desk/start", {"campaign_id": "{their_campaign_id}"}),
    ("alice", CORRECT, {"kind": "contact", "name": "Zoé", "target_id": "{their_contact}"}),
    (
        "alice",
        CORRECT,
        {"kind": "phone_number", "number": "01 99 00 77 01", "target_id": "{their_phone}"},
    ),
]


@pytest.mark.parametrize(("name", "route", "fields"), HIDDEN)
def test_a_foreign_id_in_a_field_is_not_there(
    house: House, name: str, route: str, fields: dict[str, str]
) -> None:
    ids = {**house.own, **{f"their_{key}": value for key, value in house.foreign.items()}}
    form: dict[str, object] = {
        key: value.format(**ids) for key, value in {**FORMS.get(route, {}), **fields}.items()
    }
    if "imports" in route:
        form["file"] = io.BytesIO(b"Nom;Telephone\nGarage;0199001099\n"), "a.csv"
    with house.undone():
        answer = house.client(name).post(
            path_of(house, route), data=form, headers=house.token(name)
        )
    assert answer.status_code == 404, answer.text[:200]
