"""The pages of the office at large: language, names as text, a demo's mailbox, how much may be sent."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.web.office import Browser, nobody, pages, rows
from tests.web.office_at_work import bob, own_folder, read, words
from tests.world import World

__all__ = ["bob", "nobody", "own_folder", "pages", "rows"]


def test_names_from_files_are_shown_as_text(bob: Browser, rows: Session, world: World) -> None:
    lead = world.lead(name="<script>alert(1)</script>")
    rows.commit()
    for path in (f"/leads/{lead.public_id}", f"/campaigns/{world.campaign.public_id}/leads"):
        page = read(bob.get(path))
        assert not [each for each in page.select("script") if "alert" in each.text]
        assert "<script>alert(1)</script>" in words(page)


def test_french_and_english_are_switched_by_the_page_and_kept(bob: Browser, world: World) -> None:
    assert "Campagnes" in words(read(bob.get("/campaigns?lang=fr")))
    assert "Campagnes" in words(read(bob.get("/campaigns")))
    assert "Campaigns" in words(read(bob.get("/campaigns?lang=en")))


def test_the_mailbox_exists_only_in_a_demonstration(
    pages: Flask, nobody: Browser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert nobody.get("/mailbox").status_code == 200
    settings = pages.extensions["telepro.settings"]
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, demo=False))
    assert nobody.get("/mailbox").status_code == 404


def test_what_is_too_large_is_refused_in_words(bob: Browser, world: World) -> None:
    answer = bob.post(f"/missions/{world.mission.public_id}/plan", {"text": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "too large" in answer.text
