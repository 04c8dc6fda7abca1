"""What a browser that reads gzip is sent: the same words in fewer bytes, and files that it may keep."""

import gzip

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from telepro.web import lightness
from telepro.web.sent_files import STATIC, sent
from tests.web.office import Browser, nobody, pages, rows
from tests.web.office_at_work import bob, own_folder
from tests.world import World

__all__ = ["bob", "nobody", "own_folder", "pages", "rows"]

ROOT = STATIC
READS = {"Accept-Encoding": "gzip, deflate"}
STYLES = "css/office.css"


def preparation(world: World) -> str:
    return f"/missions/{world.mission.public_id}/plan/steps/preparation"


def test_a_long_page_leaves_in_a_tenth_of_its_bytes_and_says_the_same(
    bob: Browser, world: World
) -> None:
    plain, light = bob.get(preparation(world)), bob.get(preparation(world), **READS)
    assert "Content-Encoding" not in plain.headers
    assert light.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in light.headers["Vary"]
    assert len(light.data) == int(light.headers["Content-Length"]) < len(plain.data) / 8
    said = gzip.decompress(light.data).decode()
    assert said.count("<fieldset") == plain.text.count("<fieldset") > 10


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_site_asked_for_leaves_as_it_is(bob: Browser, world: World, site: str) -> None:
    answer = bob.get(preparation(world), **READS, **{"Sec-Fetch-Site": site})
    assert "Content-Encoding" not in answer.headers and "<fieldset" in answer.text


def test_a_short_answer_an_unread_coding_and_an_empty_one_stay_as_they_are(nobody: Browser) -> None:
    assert (
        "Content-Encoding" not in nobody.get("/", **READS).headers
    )  # a redirection of a few bytes
    assert "Content-Encoding" not in nobody.get("/sign-in", **{"Accept-Encoding": "zstd"}).headers
    refused = nobody.get("/sign-in", **{"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_a_file_is_compressed_and_kept_for_a_year_under_its_fingerprint(nobody: Browser) -> None:
    address = f"/static/{STYLES}?v={sent(ROOT / STYLES).fingerprint}"
    with nobody.get(address, **READS) as found:
        assert gzip.decompress(found.data) == sent(ROOT / STYLES).body
        assert found.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        known = {"If-None-Match": found.headers["ETag"]}
    with nobody.get(address, **READS, **known) as again:
        assert (again.status_code, again.data) == (304, b"")
    with nobody.get(f"/static/{STYLES}?v=of-last-year", **READS) as old:
        assert "immutable" not in old.headers["Cache-Control"]


def test_what_is_no_text_and_what_is_a_part_stay_as_they_are(nobody: Browser) -> None:
    font = next(path for path in ROOT.rglob("*.woff2")).relative_to(ROOT)
    with nobody.get(f"/static/{font}", **READS) as found:
        assert "Content-Encoding" not in found.headers
    with nobody.get(f"/static/{STYLES}", **READS, Range="bytes=0-99") as part:
        assert part.status_code == 206 and "Content-Encoding" not in part.headers
        assert len(part.data) == 100


def test_a_streamed_download_is_not_held_back_to_be_compressed(
    pages: Flask, rows: Session, world: World
) -> None:
    with pages.test_request_context("/", headers=READS):
        streamed = pages.response_class((part for part in ["x" * 4000]), mimetype="text/csv")
        assert lightness.lighten(streamed) is streamed
        assert "Content-Encoding" not in streamed.headers and streamed.is_streamed


def test_a_page_is_sent_without_the_indentation_of_its_template(bob: Browser, world: World) -> None:
    lines = bob.get(preparation(world)).text.splitlines()
    assert len(lines) > 100 and [line for line in lines if line[:1] in {" ", "\t"}] == []


def test_what_somebody_wrote_keeps_the_spaces_before_its_lines(pages: Flask) -> None:
    page = pages.jinja_env.from_string(
        "<pre>{{ note }}</pre>\n    <p>", {"note": "- one\n    - two"}
    )
    assert page.render() == "<pre>- one\n    - two</pre>\n<p>"
