"""How an answer travels: compressed for whoever reads that, and kept as long as it cannot change."""

import gzip

from flask import Flask, url_for
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from telepro.web.presentation import static
from tests.web.office import Browser, nobody, pages, rows

__all__ = ["nobody", "pages", "rows"]

READS_GZIP = {"Accept-Encoding": "gzip, br"}


def sent(browser: Browser, path: str, **headers: str) -> TestResponse:
    """What came for a path, its file closed as a browser's server does."""
    found = browser.get(path, **{**READS_GZIP, **headers})
    found.get_data()
    found.close()
    return found


def test_a_page_is_compressed_for_a_browser_that_reads_it(nobody: Browser) -> None:
    plain, packed = nobody.get("/sign-in?lang=en"), sent(nobody, "/sign-in?lang=en")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"]
    told = gzip.decompress(packed.data).decode()
    assert "<h1>Sign in</h1>" in told
    assert len(packed.data) < len(told) / 2


def test_the_length_of_a_page_says_nothing_of_what_stands_in_it(nobody: Browser) -> None:
    lengths = {len(sent(nobody, "/sign-in").data) for _ in range(12)}
    assert len(lengths) > 3


def test_a_file_under_its_fingerprint_is_kept_for_good_and_another_is_asked_about(
    pages: Flask, nobody: Browser, rows: Session
) -> None:
    with pages.test_request_context():
        named, bare = static("css/app.css"), url_for("static", filename="css/app.css")
    first = sent(nobody, named)
    assert first.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert b"@layer tokens" in gzip.decompress(first.data)
    assert "immutable" not in sent(nobody, f"{bare}?v=another").headers["Cache-Control"]
    again = sent(nobody, bare, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_small_or_no_text_goes_as_it_is(nobody: Browser) -> None:
    for path in ("/static/favicon.svg", "/static/fonts/atkinson-hyperlegible-next.woff2", "/livez"):
        assert "Content-Encoding" not in sent(nobody, path).headers
