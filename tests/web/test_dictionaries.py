"""A browser that keeps what pages have in common is sent only what they differ by, and nobody else notices."""

import json
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

import pytest
import zstandard
from flask import Flask
from playwright.sync_api import Browser as Chromium
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from telepro.db.whom import Prospect
from telepro.web import dictionaries
from tests.services.calls import calling
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.desk_stage import serving
from tests.web.long_list import LongList
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.web.office_at_work import bob, own_folder, tuesday_ten
from tests.world import World

__all__ = ["bob", "calling", "nobody", "own_folder", "pages", "rows", "tuesday_ten"]

READS = "gzip, deflate, br, zstd, dcb, dcz"


@pytest.fixture
def alice(pages: Flask, rows: Session, calling: World) -> Browser:
    """The teleprospector's browser; she is at work and has leads."""
    return browser_of(pages, rows, calling.alice)


def kept(alice: Browser, world: World) -> tuple[bytes, Mapping[str, str]]:
    """The dictionary of Alice's desk, and what her browser says of it from then on."""
    return fetched(alice, f"/desk/dictionary/fr?campaign={world.campaign.public_id}")


def fetched(browser: Browser, address: str) -> tuple[bytes, Mapping[str, str]]:
    """A dictionary, and what a browser says of it from then on."""
    found = browser.get(address)
    assert found.status_code == 200
    name = found.headers["Use-As-Dictionary"].partition('id="')[2].rstrip('"')
    digest = b64encode(sha256(found.data).digest()).decode()
    said = {
        "Accept-Encoding": READS,
        "Available-Dictionary": f":{digest}:",
        "Dictionary-ID": f'"{name}"',
    }
    return found.data, said


def read_by(dictionary: bytes, answer: TestResponse) -> str:
    """The answer as a browser with that dictionary reads it."""
    assert answer.headers["Content-Encoding"] == "dcz"
    assert answer.data[:8] == bytes.fromhex("5e2a4d1820000000")
    assert answer.data[8:40] == sha256(dictionary).digest()
    raw = zstandard.ZstdCompressionDict(dictionary, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdDecompressor(dict_data=raw).decompress(answer.data[40:]).decode()


def test_the_desk_and_the_next_lead_leave_as_what_they_differ_by(
    alice: Browser, calling: World
) -> None:
    dictionary, said = kept(alice, calling)
    for path, least in (("/desk", 3), ("/desk/state?with=html&card=&next=", 4)):
        by_it, light = alice.get(path, **said), alice.get(path, **{"Accept-Encoding": "br"})
        assert "lead-name" in read_by(dictionary, by_it)
        assert len(by_it.data) * least < len(light.data), path
        assert "Available-Dictionary" in by_it.headers["Vary"]


def test_a_process_that_never_made_it_makes_it_anew_by_its_name(
    alice: Browser, calling: World, pages: Flask
) -> None:
    dictionary, said = kept(alice, calling)
    dictionaries.of(pages)._kept.clear()
    assert "lead-name" in read_by(dictionary, alice.get("/desk", **said))


@pytest.mark.parametrize(
    "change",
    [
        {"Available-Dictionary": ":" + b64encode(b"x" * 32).decode() + ":"},
        {"Available-Dictionary": "no digest at all"},
        {"Accept-Encoding": "gzip, br"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_whoever_has_another_or_cannot_read_by_it_is_answered_as_ever(
    alice: Browser, calling: World, change: Mapping[str, str]
) -> None:
    _dictionary, said = kept(alice, calling)
    answer = alice.get("/desk", **{**said, **change})
    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") != "dcz"


def test_what_a_browser_keeps_is_about_nobody_and_for_who_works_with_it(
    alice: Browser, calling: World, rows: Session
) -> None:
    dictionary, _said = kept(alice, calling)
    text = dictionary.decode()
    assert "Personne n’a encore appelé ici" in text  # a desk's own words
    assert "Suis-je bien avec" in text and "⟦name⟧" in text  # the script, of nobody
    names = rows.scalars(select(Prospect.name)).all()
    for word in ("Alice", "Vasseur", "+33199", "01 99", *names):
        assert word not in text, word
    assert alice.get("/desk/dictionary/fr?campaign=nobodys").status_code == 404


def test_it_is_kept_under_its_fingerprint_whatever_becomes_of_the_cookie(
    alice: Browser, calling: World
) -> None:
    page = alice.get("/desk").text
    data = json.loads(page.partition('id="desk-data">')[2].partition("</script>")[0])
    found = alice.get(data["dictionary"])
    assert found.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert "Cookie" not in found.headers.get("Vary", "")


def test_a_managers_pages_have_one_too_and_nobody_else_is_told_of_it(
    bob: Browser, nobody: Browser, world: World
) -> None:
    page = bob.get("/campaigns").text
    address = page.partition('<meta name="dictionary" content="')[2].partition('"')[0]
    assert address.startswith("/dictionary/en?v=")
    found = nobody.get(address)
    assert 'match="/*"' in found.headers["Use-As-Dictionary"]
    assert world.mission.offer not in found.text
    assert 'name="dictionary"' not in nobody.get("/sign-in").text


def test_a_plan_that_is_gone_on_with_leaves_as_what_changed_since_some_versions_ago(
    bob: Browser, world: World, pages: Flask
) -> None:
    step = f"/missions/{world.mission.public_id}/plan/steps/preparation"
    page = bob.get(step)
    address = page.text.partition('<meta name="dictionary" content="')[2].partition('"')[0]
    assert "/plan/dictionary/1/en?v=" in address
    dictionary, said = fetched(bob, address.replace("&amp;", "&"))
    dictionaries.of(pages)._kept.clear()
    by_it, light = bob.get(step, **said), bob.get(step, **{"Accept-Encoding": "br"})
    assert "<fieldset" in read_by(dictionary, by_it)
    assert len(by_it.data) * 3 < len(light.data)
    played = f"/missions/{world.mission.public_id}/plan/rehearsal"
    dictionary, said = fetched(bob, f"{played}/dictionary/en")
    assert "lead-name" in read_by(dictionary, bob.get(played, **said))


@pytest.mark.parametrize(
    "name", ["", "~", "desk", "desk~~xx", "plan~a", "plan~a~9~fr", f"plan~a~{'9' * 40}~fr",
             "rehearsal~a~fr", "office~xx", "elsewhere~a~fr"],
)  # fmt: skip
def test_a_name_that_means_nothing_is_no_dictionary(bob: Browser, name: str) -> None:
    digest = b64encode(b"x" * 32).decode()
    said = {"Available-Dictionary": f":{digest}:", "Dictionary-ID": f'"{name}"'}
    answer = bob.get("/campaigns", **said, **{"Accept-Encoding": READS})
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br")


@WITH_CHROMIUM
def test_chromium_reads_a_desk_by_what_it_kept(browser: Chromium) -> None:
    with serving(LongList()) as address:
        page = browser.new_page()
        codings: list[str] = []
        page.on(
            "response",
            lambda answer: (
                codings.append(answer.headers.get("content-encoding", ""))
                if answer.url.endswith("/desk?lang=fr")
                else None
            ),
        )
        page.goto(f"{address}/desk?lang=fr")
        with page.expect_response("**/desk/dictionary*"):
            pass
        page.wait_for_timeout(300)
        page.goto(f"{address}/desk?lang=fr")
        assert page.inner_text("#lead-name") == "École Jean-Moulin"
        assert codings == ["br", "dcz"]
        page.context.close()
