"""A page of the office in Chromium: whatever it asks for is answered by a signed-in person's browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, Route

from tests.web.office import Browser

ADDRESS = "http://office.example"
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def complaints_of(page: Page) -> list[str]:
    """What axe finds, but for targets that the bar at the bottom covers until the page is scrolled."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['html']}"
        for rule in found
        for node in rule["nodes"]
        if not any(
            (check.get("data") or {}).get("messageKey") == "partiallyObscured"
            for check in node["any"]
        )
    ]


@contextmanager
def seen(chromium: Chromium, person: Browser, width: int, scheme: str) -> Iterator[Page]:
    """A window of this width, light or dark, in which this person is signed in."""
    page = chromium.new_page(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )

    def answer(route: Route) -> None:
        asked = route.request
        parts = urlsplit(asked.url)
        found = person.client.open(
            f"{parts.path}?{parts.query}",
            method=asked.method,
            data=asked.post_data_buffer,
            headers={
                name: value
                for name, value in asked.headers.items()
                if name in {"content-type", "accept", "hx-request", "x-csrftoken"}
            }
            | ({"Host": parts.netloc} if parts.hostname == "localhost" else {}),
        )
        # The page's own address is no real one, and its cookies stay with the person's browser.
        kept = {name: value for name, value in found.headers.items() if name != "Set-Cookie"}
        body = found.get_data()
        found.close()
        if found.location:
            # Chromium would look for a real server where a made-up answer sends it on to.
            body = f'<meta http-equiv="refresh" content="0; url={found.location}">'.encode()
            route.fulfill(status=200, content_type="text/html", body=body)
        else:
            route.fulfill(status=found.status_code, headers=kept, body=body)

    page.route("**/*", answer)
    yield page
    page.close()
