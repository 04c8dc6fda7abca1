"""Every screen can be read and used: accessible, no wider than its window, nothing too small to hit.

Each is seen in one of its eight combinations of language, width and scheme: the day's, where
SCREENS_OF_DAY says which day it is. `scripts/gates` sees all of them, whole.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect
from werkzeug.serving import make_server

from app import create_app
from scripts.gating import measures
from scripts.gating.house import Shown
from scripts.gating.looks import LOOKS, of_day
from scripts.gating.screens import NOT_SCREENS, SCREENS, Screen
from scripts.gating.visit import signed_in, visiting
from telepro import clock, queue
from telepro.db import db
from telepro.embedded.ports import free_port
from telepro.settings import Settings
from tests.conftest import TUESDAY_TEN, empty_every_table
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import pages
from tests.web.whole_house import furnish

__all__ = ["pages"]

DAY = int(os.environ.get("SCREENS_OF_DAY", "0"))


@pytest.fixture(scope="module")
def house(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Everybody's work, served."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    here = replace(settings, data=tmp_path_factory.mktemp("house"), public_base_url=address)
    app = create_app(here)
    before = clock.shift()
    clock.set_shift((TUESDAY_TEN - clock.real_now()).total_seconds())
    whole = furnish(app, here)
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield Shown(address, whole.ids, whole.cookies, whole.cookie_name)
    server.shutdown()
    thread.join()
    server.server_close()
    clock.set_shift(before.total_seconds())
    with app.app_context():
        empty_every_table()
        db.engine.dispose()
        queue.redis().close()


@pytest.fixture(scope="module")
def people(browser: Browser, house: Shown) -> Iterator[dict[str, BrowserContext]]:
    """A browser for each person, which keeps what it has fetched from screen to screen."""
    with ExitStack() as held:
        cast = {each.who for each in SCREENS}
        yield {who: held.enter_context(signed_in(browser, house, who)) for who in cast}


def test_every_page_is_a_screen_of_the_table_or_said_to_be_none(pages: Flask) -> None:
    answers = {rule.rule for rule in pages.url_map.iter_rules() if "GET" in (rule.methods or ())}
    screens = {screen.rule for screen in SCREENS}
    assert answers - screens == set(NOT_SCREENS)
    assert screens <= answers
    assert all(NOT_SCREENS.values())


def test_a_screen_and_its_state_stand_once_in_the_table() -> None:
    assert len({(screen.title, screen.who) for screen in SCREENS}) == len(SCREENS)


def test_a_screen_has_had_every_combination_after_eight_days() -> None:
    assert {of_day(5, day) for day in range(300, 308)} == set(LOOKS)
    assert of_day(5, 300) != of_day(6, 300)


def left_out(place: int) -> tuple[str, ...]:
    """Contrast as drawn, the spacing of targets and the menus take most of a look: one day in four.

    Each day, every pair of tokens is computed (`test_colours`) and every target measured below.
    """
    return () if (place + DAY) % 4 == 0 else ("color-contrast", "target-size")


@WITH_CHROMIUM
@pytest.mark.parametrize(
    ("place", "screen"),
    list(enumerate(SCREENS)),
    ids=[f"{each.title} {each.who}" for each in SCREENS],
)
def test_a_screen_can_be_read_and_used(
    people: dict[str, BrowserContext], house: Shown, place: int, screen: Screen
) -> None:
    look = of_day(place, DAY)
    with visiting(people[screen.who], house, screen) as visit:
        visit.show(look)
        visit.open(look.language)
        measures.make_ready(visit.page)
        # What axe leaves undecided hangs on how far a page is scrolled: the gates count it.
        assert measures.judged(visit.page, left_out(place)).violations == (), look
        assert measures.cut_off(visit.page) == (), look
        assert measures.small_targets(visit.page) == (), look
        assert visit.troubles == [], look


@WITH_CHROMIUM
def test_a_file_is_looked_at_and_repaired_by_keyboard(
    people: dict[str, BrowserContext], house: Shown
) -> None:
    (screen,) = [each for each in SCREENS if each.title == "file, checked"]
    with visiting(people["bob"], house, screen) as visit:
        visit.open("fr")
        button = visit.page.get_by_role("button", name="Mettre le numéro comme nom")
        expect(button).to_have_accessible_description("Sans nom de société ni de personne 1 ligne")
        button.focus()
        visit.page.keyboard.press("Enter")
        expect(visit.page.get_by_role("status").first).to_contain_text("En cours de contrôle")
