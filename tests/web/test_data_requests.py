"""A manager answers who asks for their data: identity first, then a file or an erasure with its certificate."""

import csv
import io
import json

import pytest
from sqlalchemy.orm import Session

from telepro.db.data_requests import DataRequest
from telepro.db.whom import Prospect
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, problems, read, words
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]


@pytest.fixture
def prospect(world: World) -> Prospect:
    """A person in the company's file, with a hostile note."""
    found = world.prospect("+33199001001", "Collège des Tilleuls")
    found.note = "=1+1"
    world.rows.commit()
    return found


def opened(bob: Browser, prospect: Prospect, kind: str) -> str:
    """Open a request on the prospect's page and check who asks; the request's address."""
    answer = bob.post(f"/prospects/{prospect.public_id}/requests", {"kind": kind})
    assert answer.status_code == 303
    path = answer.location
    assert "Identity to check" in words(read(bob.get(path)))
    assert bob.post(f"{path}/identity", {"how": "called_back"}).location == path
    return path


def test_the_prospect_s_page_opens_a_request(bob: Browser, prospect: Prospect) -> None:
    page = read(bob.get(f"/prospects/{prospect.public_id}"))
    form = page.select_one("form[action$='/requests']")
    assert form
    path = opened(bob, prospect, "access")
    assert "Access to the data" in words(read(bob.get("/prospects/requests")))
    assert path.startswith("/prospects/requests/")


def test_what_is_held_is_handed_out_as_json_and_as_csv(bob: Browser, prospect: Prospect) -> None:
    path = opened(bob, prospect, "access")
    held = json.loads(bob.post(f"{path}/hand-out", {"form": "json"}).data)
    assert held["record"][0]["name"] == "Collège des Tilleuls"
    assert held["people"][0]["name"] == "Claire Vasseur"
    answer = bob.post(f"{path}/hand-out", {"form": "csv"})
    table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert ["record", "1", "note", "'=1+1"] in table
    assert ["numbers", "1", "number", "'+33199001001"] in table
    assert "Done" in words(read(bob.get(path)))


def test_nothing_is_handed_out_before_the_identity_is_checked(
    bob: Browser, prospect: Prospect
) -> None:
    answer = bob.post(f"/prospects/{prospect.public_id}/requests", {"kind": "access"})
    refused = bob.post(f"{answer.location}/hand-out")
    assert refused.status_code == 409
    assert "an identity that nobody has checked" in problems(refused)[0]


def test_an_erasure_is_confirmed_and_certified(
    bob: Browser, rows: Session, prospect: Prospect
) -> None:
    path = opened(bob, prospect, "erasure")
    assert bob.post(f"{path}/erase").status_code == 422
    assert bob.post(f"{path}/erase", {"sure": "1"}).location == path
    page = words(read(bob.get(path)))
    assert "Certificate" in page
    assert "Claire Vasseur" not in bob.get(f"/prospects/{prospect.public_id}").text
    assert "[effacé · erased]" in words(read(bob.get(f"/prospects/{prospect.public_id}")))
    assert rows.query(DataRequest).one().certificate
    assert read(bob.post("/prospects", {"search": "tilleuls"})).select("tbody tr") == []
    assert read(bob.post("/prospects", {"search": "erased"})).select("tbody tr") == []
    assert "erased" not in bob.get("/prospects/health").text


def test_a_request_can_be_extended_or_refused(bob: Browser, prospect: Prospect) -> None:
    path = opened(bob, prospect, "erasure")
    assert bob.post(f"{path}/extend").location == path
    assert bob.post(f"{path}/refuse", {"ground": "withdrawn"}).location == path
    assert "Request withdrawn" in words(read(bob.get(path)))
    assert bob.post(f"{path}/erase", {"sure": "1"}).status_code == 409
    assert bob.post(f"{path}/identity", {"how": "made up"}).status_code == 404
