"""A manager of an empty workspace looks around with a sample, and takes it out again."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy.orm import Session

from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder, read, tuesday_ten, words
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]

EMPTY = ("/campaigns", "/missions", "/imports", "/prospects")


def offers(page: BeautifulSoup) -> bool:
    """Whether the page offers a sample."""
    return page.select_one("form[action='/sample'] button") is not None


@pytest.mark.usefixtures("tuesday_ten", "own_folder")
def test_a_sample_is_one_click_away_and_one_click_gone(
    pages: Flask, rows: Session, world: World, bob: Browser
) -> None:
    charlie = browser_of(pages, rows, world.charlie)
    for path in EMPTY:
        assert offers(read(charlie.get(path))), path
        assert not offers(read(bob.get(path))), path
    assert charlie.post("/sample").location == "/sample"
    assert charlie.post("/sample").location == "/sample"
    assert "est un exemple" in words(read(charlie.get("/campaigns")))
    page = read(charlie.get("/sample"))
    assert page.select("main h1")[0].text == "Ateliers Lumière (exemple)"
    company = page.select_one("input[name=company]")
    assert company
    assert bob.post("/sample/out", {"company": company["value"]}).status_code == 404
    upload = read(charlie.get("/imports/new"))
    assert "(exemple)" not in words(upload)
    assert charlie.post("/sample/out", {"company": company["value"]}).location == "/campaigns"
    assert offers(read(charlie.get("/campaigns")))
    assert "(exemple)" not in words(read(charlie.get("/missions")))
