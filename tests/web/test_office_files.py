"""A file of prospects through the office's pages: upload, columns, result, refusals in words."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro.db.whom import Import
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import (
    FILE,
    SAID,
    bob,
    imported,
    own_folder,
    problems,
    read,
    uploaded,
    words,
)
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]


def test_a_file_is_uploaded_its_columns_shown_and_its_result_told(
    bob: Browser, rows: Session, world: World
) -> None:
    row = imported(bob, rows, world)
    assert (row.rows, row.accepted, row.rejected) == (4, 3, 1)
    assert row.source == SAID["source"]
    page = read(bob.get(f"/imports/{row.public_id}"))
    assert "pas de téléphone" in words(page)
    rejected = bob.get(f"/imports/{row.public_id}/rejected.csv")
    assert rejected.headers["Content-Disposition"].startswith("attachment")
    assert "École du Moulin" in rejected.data.decode("utf-8-sig")


def test_the_columns_page_proposes_meanings_with_samples(bob: Browser, world: World) -> None:
    uploaded(bob, company=world.company.public_id)
    page = read(bob.get("/imports/columns"))
    chosen = [each["value"] for each in page.select("option[selected]")]
    assert chosen == ["name", "", "phone", "contact", "postal_code", "city"] or set(chosen) >= {
        "name",
        "phone",
        "contact",
        "postal_code",
        "city",
    }
    assert "01 99 00 10 01" in words(page)


def test_an_upload_says_everything_that_is_missing(bob: Browser, world: World) -> None:
    answer = bob.post("/imports/new", {"country": "France"})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    links = {each["href"] for each in page.select(".problems a")}
    assert links == {"#file", "#source", "#basis", "#audience", "#country"}


@pytest.mark.parametrize(
    "content", ["", "%PDF-1.4 not a table", "\0\0\0\0", "one column\nonly\n" * 3]
)
def test_a_file_that_is_no_prospect_file_is_refused_in_words(
    bob: Browser, rows: Session, world: World, content: str
) -> None:
    answer = uploaded(bob, content, company=world.company.public_id)
    if answer.status_code == 303:
        answer = bob.post("/imports/columns", {})
    assert answer.status_code == 422
    assert problems(answer)
    assert rows.scalars(select(Import)).all() == []


def test_a_prospect_file_may_be_larger_than_other_forms(bob: Browser, world: World) -> None:
    rows_of_file = [f"Collège {n};Collège;01 99 00 10 01;;94260;Fresnes\n" for n in range(40_000)]
    content = FILE.splitlines()[0] + "\n" + "".join(rows_of_file)
    assert len(content) > 1_500_000
    answer = uploaded(bob, content, company=world.company.public_id)
    answer.request.environ["wsgi.input"].close()
    assert answer.location == "/imports/columns"


def test_a_file_for_a_company_of_elsewhere_is_not_taken(
    pages: Flask, rows: Session, world: World
) -> None:
    charlie = browser_of(pages, rows, world.charlie)
    assert uploaded(charlie, company=world.company.public_id).status_code == 404
