"""What the gates see of a page that is too wide or cut: also within parts that scroll by themselves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from scripts.gating.measures import cut_off

WIDE = '<p style="inline-size: 600px">Conserve</p>'


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    found = browser.new_page(viewport={"width": 400, "height": 300})
    yield found
    found.close()


def told(page: Page, body: str) -> tuple[str, ...]:
    page.set_content(f'<!doctype html><body style="margin: 0">{body}')
    return cut_off(page)


def test_what_makes_the_window_scroll_sideways_is_named(narrow: Page) -> None:
    assert told(narrow, WIDE) == ("600 of 400 px: p",)


@pytest.mark.parametrize("how", ["auto", "hidden", "clip"])
def test_what_is_wider_than_a_part_that_scrolls_or_cuts_is_named(narrow: Page, how: str) -> None:
    assert told(narrow, f'<div class="aside" style="overflow: {how}">{WIDE}</div>') == (
        "600 of 400 px in div.aside: p",
    )


def test_what_a_part_cuts_off_below_is_named(narrow: Page) -> None:
    cut = '<section style="block-size: 20px; overflow: hidden"><p>a<p>b</section>'
    [found] = told(narrow, cut)
    assert found.endswith("of 20 px high in section")


@pytest.mark.parametrize(
    "fine",
    [
        f'<div class="scroll" style="overflow-x: auto" tabindex="0">{WIDE}</div>',
        '<h1 style="overflow: hidden; text-overflow: ellipsis; white-space: nowrap">'
        + "École " * 40,
        '<textarea style="white-space: pre">' + "https://" * 90 + "</textarea>",
        '<div style="block-size: 20px; overflow: auto"><p>a<p>b</div>',
        '<div style="overflow: hidden"><p>Conserve</p></div>',
    ],
    ids=["scrolls on purpose", "three dots", "typed in", "scrolls down", "fits"],
)
def test_what_scrolls_on_purpose_or_fits_is_left_alone(narrow: Page, fine: str) -> None:
    assert told(narrow, fine) == ()
