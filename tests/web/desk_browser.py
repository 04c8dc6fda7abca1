"""The desk in Chromium: how a test opens it and what it asks of the page."""

import shutil
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.web.desk_stage import Stand

# The one without windows computes half as much for the same pages.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
WITH_CHROMIUM = pytest.mark.skipif(
    CHROMIUM is None, reason="neither chromium-headless-shell nor chromium is installed"
)
PAUSE = 50  # milliseconds between two looks at what the server got


def view(page: Page, name: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-view", name)


def focused(page: Page) -> str:
    found: str = page.evaluate(
        "document.activeElement.dataset.do ?? document.activeElement.dataset.digit ?? document.activeElement.tagName"
    )
    return found


def look_again(page: Page) -> None:
    """What a push message does."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def answered(page: Page, stand: Stand) -> None:
    """Call, and the person answers."""
    page.keyboard.press("F2")
    view(page, "dialing")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    stand.answer()
    view(page, "connected")


def soon(page: Page, true: Callable[[], bool]) -> bool:
    """Whether something comes true at the server within five seconds: the page moves on first."""
    for _ in range(100):
        if true():
            return True
        page.wait_for_timeout(PAUSE)
    return False
