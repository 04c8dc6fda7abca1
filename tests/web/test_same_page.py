"""The other language is a page that opens, with what was asked for."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask

from telepro.web.same_page import in_language
from tests.web.office import pages, rows

__all__ = ["pages", "rows"]


@pytest.mark.parametrize(
    ("method", "path", "came_from", "address"),
    [
        ("GET", "/campaigns", "", "/campaigns?lang=en"),
        ("GET", "/law?country=FR&lang=fr", "", "/law?country=FR&lang=en"),
        ("POST", "/imports/new", "", "/imports/new?lang=en"),
        ("POST", "/campaigns/c1/launch", "http://localhost/campaigns/c1/team?x=1", "/campaigns/c1/team?lang=en"),
        ("POST", "/campaigns/c1/launch", "http://evil.example/campaigns", "/?lang=en"),
        ("POST", "/campaigns/c1/launch", "", "/?lang=en"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_the_other_language_where_it_can_be_opened(
    pages: Flask, method: str, path: str, came_from: str, address: str
) -> None:
    with pages.test_request_context(path, method=method, headers={"Referer": came_from}):
        assert in_language("en") == address


def test_what_was_asked_for_is_written_as_an_address(pages: Flask) -> None:
    with pages.test_request_context("/campaigns?a=é&a=%26"):
        asked = parse_qsl(urlsplit(in_language("fr")).query)
    assert asked == [("a", "é"), ("a", "&"), ("lang", "fr")]
