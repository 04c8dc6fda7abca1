"""No address leads away from us: the page after signing in, other hosts, headers of every answer."""

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import text

from tests.security.house import LINK
from tests.security.houses import PASSWORD, House, house
from tests.security.matrix import rows
from tests.security.test_forged_forms import filled, who_may

__all__ = ["house"]

ELSEWHERE = [
    "https://evil.example", "http://evil.example/", "//evil.example", "///evil.example",
    "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\\/evil.example",
    "https:evil.example", "https:/evil.example", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "data:text/html,x", "//evil.example@127.0.0.1", "/%09/evil.example", "/\t/evil.example",
    "\t//evil.example", " //evil.example", "/\n/evil.example", "/\r\nSet-Cookie: a=b",
    "//[::1", "https://[", "evil.example", "@evil.example", "?//evil.example", "#//evil.example",
    "http:///evil.example", "/.//evil.example", "\u2028//evil.example", "\uff0f\uff0fevil.example",
]  # fmt: skip
INSIDE = ["/missions", "/imports?lang=fr", "/campaigns/x#y"]
OF_DATA = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ALWAYS = {
    **OF_DATA,
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
DATA = ("application/json", "text/css", "text/javascript", "font/woff2")
POLICY = ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
          "form-action 'self'")  # fmt: skip
FOR_DATA = ("default-src 'none'", "frame-ancestors 'none'")
WORKER = "/desk/callbacks/worker.js"  # it fetches by itself, from us alone


def is_ours(landed: str) -> bool:
    return landed.startswith("/") and not landed.startswith("//") and landed.isprintable()


@pytest.mark.parametrize("back", ELSEWHERE)
def test_the_sign_in_keeps_no_way_back_to_elsewhere(house: House, back: str) -> None:
    answer = house.client().get("/sign-in", query_string={"next": back})
    assert answer.status_code == 200
    field = BeautifulSoup(answer.text, "html.parser").select_one("input[name=next]")
    assert field is None or field["value"] == "" or is_ours(str(field["value"]))


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "/\r\nSet-Cookie: a=b", "//[::1"]
)
def test_signing_in_leads_to_a_page_of_ours(house: House, back: str) -> None:
    form = {"email": house.emails["bob"], "password": PASSWORD, "next": back}
    with house.undone():
        answer = house.client().post("/sign-in", data=form, headers=house.token("anonymous"))
    assert (answer.status_code, answer.location) == (303, "/campaigns")


@pytest.mark.parametrize("inside", INSIDE)
def test_a_page_of_ours_is_kept_as_it_was_asked_for(house: House, inside: str) -> None:
    answer = house.client().get("/sign-in", query_string={"next": inside})
    field = BeautifulSoup(answer.text, "html.parser").select_one("input[name=next]")
    assert field
    assert field["value"] == inside


@pytest.mark.parametrize("route", rows())
def test_every_answer_carries_its_headers(house: House, route: str) -> None:
    path, form = filled(house, route)
    method, name = route.partition(" ")[0], who_may(route)
    with (
        house.undone(),
        house.client(name).open(
            path, method=method, data=form or None, headers=house.token(name)
        ) as answer,
    ):
        headers, expected = (OF_DATA, FOR_DATA) if answer.mimetype in DATA else (ALWAYS, POLICY)
        assert {key: answer.headers[key] for key in headers} == headers
        policy = answer.headers["Content-Security-Policy"].split("; ")
        if path != WORKER:
            assert set(expected) <= set(policy)
        assert "unsafe" not in str(policy)
        if not path.startswith("/static"):
            assert answer.headers["Cache-Control"] == "no-store"


def test_a_script_that_fetches_by_itself_may_do_so_from_us_alone(house: House) -> None:
    headers = house.client(who_may(f"GET {WORKER}")).get(WORKER).headers
    assert headers["Content-Security-Policy"] == "default-src 'self'"


def test_a_missing_page_and_a_broken_request_carry_them_too(house: House) -> None:
    for path in ("/nowhere", "/campaigns/%00", "/campaigns/x/y/z"):
        headers = house.client("bob").get(path).headers
        assert {key: headers[key] for key in ALWAYS} == ALWAYS
        assert headers["Cache-Control"] == "no-store"


SPOOFED = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-For": "203.0.113.66",
    "X-Forwarded-Prefix": "/evil.example",
    "X-Original-URL": "/admin/people",
    "X-Rewrite-URL": "/admin/people",
    "Forwarded": "host=evil.example;for=203.0.113.66",
}


def test_a_spoofed_host_is_repeated_nowhere(house: House) -> None:
    for route in [route for route in rows() if route.startswith("GET ")]:
        path, _form = filled(house, route)
        answer = house.client(who_may(route), "evil.example").get(path, headers=SPOOFED)
        assert "evil.example" not in answer.text + str(answer.headers), path
        answer.close()


def test_a_mailed_link_leads_to_the_configured_address(house: House) -> None:
    with house.undone():
        answer = house.client("anonymous", "evil.example").post(
            "/forgotten",
            data={"email": house.emails["bob"]},
            headers={**house.token("anonymous"), **SPOOFED},
        )
        assert answer.status_code == 303
        letter = str(
            house.connection.scalar(text("select body from mails order by id desc limit 1"))
        )
    assert "http://127.0.0.1:5000/welcome/" in letter
    assert LINK not in letter
    assert "evil.example" not in letter
