"""Scripts in every text that somebody can write stay text on every page, as Chromium reads them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from itertools import cycle
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Route,
    sync_playwright,
)
from sqlalchemy import text
from werkzeug.serving import make_server

from app import create_app
from telepro import clock, queue
from telepro.db import db
from telepro.embedded.ports import free_port
from telepro.settings import Settings
from tests.conftest import TUESDAY_TEN, empty_every_table
from tests.security.houses import OURS, House, furnished
from tests.security.matrix import WHO, rows
from tests.security.payloads import ALL, LINK, SCRIPTS, poison, poisoned_plan
from tests.security.test_forged_forms import filled, who_may
from tests.web.desk_browser import CHROMIUM, WITH_CHROMIUM

ROWS = rows()
PAGES = [
    (name, route)
    for route, (own, _foreign) in ROWS.items()
    if route.startswith("GET ")
    for name, status in zip(WHO, own, strict=True)
    if name != "anonymous" and status == 200
]
# The same for everybody, or no page.
PAGES = [
    (name, route)
    for name, route in PAGES
    if not re.search(r"static|rejected\.csv|csv, xlsx|livez|readyz|metrics", route)
    and (name == "bob" or ("forgotten" not in route and "sign-in" not in route))
]
# On how many pages at least each of them reads something that was written with a script in it.
SHOWN = {"alice": 2, "bob": 12, "carla": 3, "dominique": 4}
WATCH = """
window.seen = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
window.alert = (words) => window.seen.push(`alert ${words}`);
"""
STRANGERS = """() => [...document.querySelectorAll("*")].filter((each) =>
  [...each.attributes].some((one) => /^on|^hx-on|srcdoc/i.test(one.name)
    || /^\\s*(javascript|data:text)/i.test(one.value) && /href|src|action|data/i.test(one.name))
  || each.matches("script:not([src]):not([type='application/json']), iframe, object, embed, base, meta[http-equiv=refresh]")
).map((each) => each.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def served(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[House, str]]:
    """Both houses in rows that stay, served over HTTP."""
    folder, port = tmp_path_factory.mktemp("served"), free_port()
    address = f"http://127.0.0.1:{port}"
    app = create_app(replace(settings, data=folder, demo=False, public_base_url=address))
    before = clock.shift()
    clock.set_shift((TUESDAY_TEN - clock.real_now()).total_seconds())
    with app.app_context():
        connection = db.engine.connect()
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    try:
        house = furnished(app, connection, folder)
        thread.start()
        yield house, address
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        connection.close()
        clock.set_shift(before.total_seconds())
        with app.app_context():
            empty_every_table()
            db.engine.dispose()
            queue.redis().close()


def poisoned(house: House, words: str) -> None:
    """Write the words everywhere, the plan's own texts included."""
    written = poisoned_plan(cycle(SCRIPTS if words == ALL else [words]))
    with house.app.app_context(), db.engine.begin() as connection:
        poison(connection, words)
        connection.execute(text("update plans set text = :text"), {"text": written})


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


def context_of(house: House, address: str, chromium: Browser, name: str) -> BrowserContext:
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script(WATCH)
    # Letters look the same to a script in any face.
    context.route("**/*.woff2", lambda route: route.abort())
    cookie = house.app.config["SESSION_COOKIE_NAME"]
    context.add_cookies([{"name": cookie, "value": house.visitors[name].cookie, "url": address}])
    return context


def listening(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and everything it says that would be a script of somebody's."""
    page, said = context.new_page(), list[str]()

    def heard(line: ConsoleMessage) -> None:
        if "Security Policy" in line.text:
            said.append(line.text)

    def asked(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", asked)
    page.on("console", heard)
    return page, said


def look(page: Page, url: str) -> list[str]:
    """What a page did that no page of ours does, and what stands in it that no template wrote."""
    answer = page.goto(url, wait_until="load")
    assert answer
    assert answer.status == 200, url
    page.mouse.move(400, 300)
    return [*page.evaluate("window.seen"), *page.evaluate(STRANGERS)]


# A player that is left in the middle of a sound leaves its file to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@WITH_CHROMIUM
@pytest.mark.parametrize("name", OURS)
def test_no_page_runs_what_somebody_wrote(
    served: tuple[House, str], chromium: Browser, name: str
) -> None:
    house, address = served
    poisoned(house, ALL)
    context = context_of(house, address, chromium, name)
    shown = 0
    page, said = listening(context)
    for route in [route for who, route in PAGES if who == name]:
        assert look(page, address + filled(house, route)[0]) + said == [], route
        shown += "alert(1)" in page.inner_text("body")
    context.close()
    assert shown >= SHOWN[name]


@WITH_CHROMIUM
def test_a_page_that_forgot_would_be_found(served: tuple[House, str], chromium: Browser) -> None:
    house, address = served
    context = context_of(house, address, chromium, "bob")
    policy = {"Content-Security-Policy": "default-src 'self'"}
    for script in ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>"):
        page, said = listening(context)
        page.route("**/forgot", partial(forgetful, script, policy))
        assert look(page, f"{address}/forgot")
        assert said
    context.close()


def forgetful(script: str, policy: dict[str, str], route: Route) -> None:
    route.fulfill(status=200, headers=policy, content_type="text/html", body=script)


@WITH_CHROMIUM
def test_the_headings_and_cells_of_a_file_stay_text(
    served: tuple[House, str], chromium: Browser, tmp_path: Path
) -> None:
    house, address = served
    context = context_of(house, address, chromium, "bob")
    page, said = listening(context)
    headings = ";".join(f'"{script.replace(chr(34), chr(34) * 2)}"' for script in SCRIPTS)
    file = tmp_path / "<img src=x onerror=alert(1)>.csv"
    file.write_text(f"{headings};Nom;Telephone\n{headings};Garage;01 99 00 10 99\n", "utf-8")
    assert look(page, f"{address}/imports/new") == []
    page.set_input_files("input[type=file]", file)
    page.fill("input[name=source]", "<script>alert(1)</script>")
    page.evaluate("document.querySelector('[name=audience][value=B2B]').checked = true")
    page.evaluate(
        "document.querySelector('[name=basis][value=legitimate_interest]').checked = true"
    )
    page.evaluate("document.querySelector('main form').submit()")
    page.wait_for_url("**/imports/columns", timeout=5_000)
    assert look(page, f"{address}/imports/columns") + said == []
    context.close()


def test_no_page_makes_a_link_of_a_script(served: tuple[House, str]) -> None:
    house, _address = served
    poisoned(house, LINK)
    for name, route in PAGES:
        with house.client(name).get(filled(house, route)[0]) as answer:
            page = answer.get_data(as_text=True)
        assert not re.search(r"(?i)(href|src|action)\s*=\s*[\"']?\s*javascript", page), route


REFLECTED = ("search", "next", "before", "after", "stage", "outcome", "files", "lang", "version")


def test_nothing_that_is_asked_comes_back_as_a_script(served: tuple[House, str]) -> None:
    house, _address = served
    poisoned(house, LINK)
    for name, route in PAGES:
        query = dict.fromkeys(REFLECTED, ALL)
        with house.client(name).get(filled(house, route)[0], query_string=query) as page:
            assert page.status_code < 500
            # What a browser keeps to read pages by is plain text, and never shown as anything else.
            if page.mimetype != "text/plain":
                assert strangers(page.get_data(as_text=True)) == [], route


def test_a_form_that_is_refused_comes_back_as_text(served: tuple[House, str]) -> None:
    house, _address = served
    poisoned(house, LINK)
    for route in [route for route in ROWS if route.startswith("POST ")]:
        path, form = filled(house, route)
        name = who_may(route)
        page = house.client(name).post(
            path, data=dict.fromkeys(form, ALL), headers=house.token(name)
        )
        assert page.status_code < 500, route
        assert strangers(page.get_data(as_text=True)) == [], route


class Strangers(HTMLParser):
    """Gathers elements and attributes that no template of ours has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        own = dict(attrs)
        bare = tag == "script" and "src" not in own and own.get("type") != "application/json"
        if bare or tag in {"iframe", "object", "base"} or any(key.startswith("on") for key in own):
            self.found.append(str(self.get_starttag_text()))


def strangers(html: str) -> list[str]:
    """Elements and attributes that no template of ours has."""
    parser = Strangers()
    parser.feed(html)
    return parser.found
