"""A prospect file by parts: what comes twice or out of order changes nothing, what is whole goes on its way."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Route, expect
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from telepro.web import upload_parts
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, forget_the_request, pages, rows
from tests.web.office_at_work import FILE, SAID, bob, own_folder, read, words
from tests.web.seen import ADDRESS, seen
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]
CONTENT = FILE.encode()
HALF = len(CONTENT) // 2


def begun(bob: Browser, size: int = len(CONTENT), name: str = "liste.csv") -> TestResponse:
    return bob.post("/imports/parts", {"name": name, "size": str(size)})


def part(bob: Browser, token: str, at: object, body: bytes) -> TestResponse:
    headers = {"X-CSRFToken": bob.token()}
    forget_the_request()
    path = f"/imports/parts/next?token={token}&at={at}"
    return bob.client.post(
        path, data=body, headers=headers, content_type="application/octet-stream"
    )


def told(answer: TestResponse) -> Mapping[str, Any]:
    found: Mapping[str, Any] = answer.get_json()
    return found


def sent(bob: Browser, world: World, token: str, **more: str) -> TestResponse:
    """The form without a file of its own."""
    said = {**SAID, "company": world.company.public_id, "parts": token, **more}
    return bob.post("/imports/new", said)


def test_a_file_that_came_by_parts_goes_on_to_its_columns(bob: Browser, world: World) -> None:
    token = told(begun(bob))["token"]
    assert told(part(bob, token, 0, CONTENT[:HALF]))["at"] == HALF
    assert told(part(bob, token, HALF, CONTENT[HALF:]))["at"] == len(CONTENT)
    assert sent(bob, world, token).location == "/imports/columns"
    page = read(bob.get("/imports/columns"))
    assert "liste.csv" in words(page)
    assert "01 99 00 10 01" in words(page)
    assert part(bob, token, 0, CONTENT).status_code == 409, "it is no file of parts any more"


@pytest.mark.parametrize("at", [0, HALF + 5, -1, "x", ""])
def test_a_part_that_does_not_come_next_changes_nothing_and_is_told_how_much_is_here(
    bob: Browser, at: object
) -> None:
    token = told(begun(bob))["token"]
    part(bob, token, 0, CONTENT[:HALF])
    answer = part(bob, token, at, b"something else")
    assert (answer.status_code, told(answer)["at"]) == (200, HALF)


def test_no_more_is_kept_than_was_announced(bob: Browser, tmp_path: Path) -> None:
    token = told(begun(bob, size=4))["token"]
    assert told(part(bob, token, 0, b"123456789"))["at"] == 4
    (kept,) = tmp_path.rglob(token)
    assert kept.read_bytes() == b"1234"
    assert kept.stat().st_mode & 0o077 == 0


def test_too_large_and_empty_files_are_refused_in_words_before_anything_is_sent(
    bob: Browser,
) -> None:
    large, empty = begun(bob, size=65 * 1024 * 1024), begun(bob, size=0)
    assert (large.status_code, empty.status_code) == (422, 422)
    assert told(large)["problem"] == (
        "Found 65 MB. Expected 64 MB at most. Cut it into several files and send one after the other."
    )
    assert told(empty)["problem"].startswith("Found an empty file.")


def test_a_file_that_is_not_whole_is_no_file_yet(bob: Browser, world: World) -> None:
    token = told(begun(bob))["token"]
    part(bob, token, 0, CONTENT[:HALF])
    answer = sent(bob, world, token)
    assert answer.status_code == 422
    assert "Found no file." in answer.text


def test_a_mistake_in_the_form_does_not_cost_the_file(bob: Browser, world: World) -> None:
    token = told(begun(bob))["token"]
    part(bob, token, 0, CONTENT)
    answer = sent(bob, world, token, source="")
    assert answer.status_code == 422
    assert "liste.csv is here already" in answer.text
    assert sent(bob, world, token).location == "/imports/columns"


def test_a_second_file_takes_the_place_of_the_first_whose_parts_are_refused(bob: Browser) -> None:
    first = told(begun(bob))["token"]
    second = told(begun(bob, name="autre.csv"))
    answer = part(bob, first, 0, CONTENT)
    assert answer.status_code == 409
    assert "Another file took its place" in told(answer)["problem"]
    assert told(part(bob, second["token"], 0, b"")) == second == {
        "token": second["token"], "filename": "autre.csv", "size": len(CONTENT), "at": 0,
        "part": upload_parts.PART,
    }  # fmt: skip


@WITH_CHROMIUM
def test_a_line_that_breaks_twice_costs_two_parts_and_the_next_page_opens_by_itself(
    browser: Chromium, bob: Browser, rows: Session, world: World, tmp_path: Path
) -> None:
    large = tmp_path / "grande liste.csv"
    large.write_bytes(CONTENT + b"\n".join(CONTENT.splitlines()[1:]) * 4_000)
    parts = -(-large.stat().st_size // upload_parts.PART)
    assert parts > 2
    lost: list[str] = []

    def breaks(route: Route) -> None:
        if len(lost) < 2:
            lost.append(route.request.url)
            return route.abort()
        return route.fallback()

    with seen(browser, bob, 1366, "light") as page:
        page.route("**/imports/parts/next**", breaks)
        page.goto(f"{ADDRESS}/imports/new")
        page.locator("[name=file]").set_input_files(large)
        expect(page.locator("#upload-said")).to_contain_text("No network")
        page.get_by_label("Where the addresses come from").fill("salon d'Angers")
        page.locator("[name=audience][value=B2B]").check()
        page.locator("[name=basis][value=legitimate_interest]").check()
        page.get_by_role("button", name="Upload and see the columns").click()
        expect(page.get_by_role("heading", name="Columns")).to_be_visible(timeout=20_000)
        expect(page.locator(".page-head")).to_contain_text("grande liste.csv")
    assert len(lost) == 2
