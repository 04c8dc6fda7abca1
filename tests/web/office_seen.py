"""An office page in Chromium: what the browser asks for, the application answers in this very test."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route

from tests.web.office import Browser

ORIGIN = "http://office.example.org"


@contextmanager
def seen(chromium: Chromium, bob: Browser, path: str, width: int, scheme: str) -> Iterator[Page]:
    """A page as the person of this browser sees it, so wide, light or dark."""

    def answer(route: Route) -> None:
        asked = route.request
        found = bob.client.get(asked.url.removeprefix(ORIGIN), headers=dict(asked.headers))
        headers = {name: value for name, value in found.headers if name != "Set-Cookie"}
        route.fulfill(status=found.status_code, headers=headers, body=found.data)
        found.close()

    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = context.new_page()
    page.route("**/*", answer)
    page.goto(ORIGIN + path)
    yield page
    context.close()
