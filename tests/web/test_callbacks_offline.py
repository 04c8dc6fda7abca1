"""The page of callbacks without a network, in Chromium: read, dated, and gone with its person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from types import SimpleNamespace

import pytest
from flask import Response, render_template, render_template_string
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from telepro.web import content_policy, desk_callbacks
from telepro.web.desk_callbacks import Group, Line, View
from telepro.web.sent_files import STATIC
from tests.web.desk_browser import PAUSE, WITH_CHROMIUM
from tests.web.desk_stage import Stand, application
from tests.web.desk_values import NOW

pytestmark = WITH_CHROMIUM

PAGE = """{% extends "layout.html" %}{% block scripts %}<script type="module" src="{{ static("js/callbacks.js") }}"></script>{% endblock %}
{% block page %}<h1>{{ "Rappels" if person else "Connexion" }}</h1>{% endblock %}"""


@dataclass
class Door:
    """Who is signed in."""

    person: SimpleNamespace | None


def promised() -> desk_callbacks.Page:
    call = SimpleNamespace(
        due_at=NOW + timedelta(hours=3), time_zone="Europe/Paris", flexible=False,
        prospect_name="École Jean-Moulin", campaign_name="Rentrée", note="Demander Mme Vasseur",
    )  # fmt: skip
    line = Line(call, clashes=False)  # type: ignore[arg-type]
    days = (NOW.date(), NOW.date() + timedelta(days=1))
    return desk_callbacks.Page(View.LIST, days, (), (Group("Aujourd’hui", (line,)),), (), 1)


@pytest.fixture
def door() -> Door:
    return Door(SimpleNamespace(public_id="alice-1", name="Alice"))


@pytest.fixture
def address(door: Door) -> Iterator[str]:
    """The real templates and scripts, with the promises and the person of this test."""
    app = application(Stand())
    app.context_processor(lambda: {"person": door.person})
    app.view_functions["desk.callbacks"] = lambda: render_template_string(PAGE)
    app.add_url_rule("/sign-in", "sign_in", lambda: render_template_string(PAGE))
    app.add_url_rule(
        "/desk/callbacks/offline", "kept",
        lambda: render_template("desk/callbacks_kept.html", page=promised(), now=NOW),
    )  # fmt: skip

    def worker() -> Response:
        answer = Response((STATIC / "js/worker.js").read_bytes(), mimetype="text/javascript")
        answer.headers["Service-Worker-Allowed"] = "/desk/callbacks"
        answer.headers["Content-Security-Policy"] = content_policy.OF_A_WORKER
        return answer

    app.add_url_rule("/desk/callbacks/worker.js", "worker", worker)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = True  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def stores(page: Page) -> list[str]:
    found: list[str] = page.evaluate("caches.keys()")
    return found


def has_kept(page: Page) -> bool:
    """Whether the page of promises is kept and its worker is at work, within ten seconds."""
    asked = "caches.match('/desk/callbacks/offline').then(Boolean).then((kept) => kept && Boolean(navigator.serviceWorker.controller))"
    for _ in range(200):
        if page.evaluate(asked):
            return True
        page.wait_for_timeout(PAUSE)
    return False


def test_promises_are_read_without_a_network_and_nothing_is_left_after_the_sign_out(
    page: Page, address: str, door: Door
) -> None:
    page.goto(f"{address}/desk/callbacks")
    assert has_kept(page)
    page.context.set_offline(True)
    page.goto(f"{address}/desk/callbacks?view=week")
    expect(page.get_by_role("heading", name="Rappels")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("tels qu’ils étaient le mar. 24 nov. 10:24")
    expect(page.locator(".promised")).to_contain_text("École Jean-Moulin")
    # Drawn by the sheet that was kept with it.
    sheets = page.evaluate("[...document.styleSheets].map((sheet) => sheet.cssRules.length)")
    assert sheets and min(sheets) > 0
    page.context.set_offline(False)
    door.person = None
    page.goto(f"{address}/sign-in")
    expect(page.get_by_role("heading", name="Connexion")).to_be_visible()
    for _ in range(100):
        if not stores(page):
            break
        page.wait_for_timeout(PAUSE)
    assert stores(page) == []


def test_whoever_signs_in_next_finds_nothing_of_the_one_before(
    page: Page, address: str, door: Door
) -> None:
    page.goto(f"{address}/desk/callbacks")
    assert has_kept(page)
    door.person = SimpleNamespace(public_id="nadia-2", name="Nadia")
    page.goto(f"{address}/desk/callbacks")
    for _ in range(200):
        if stores(page) == ["telepro-callbacks-nadia-2"]:
            break
        page.wait_for_timeout(PAUSE)
    assert stores(page) == ["telepro-callbacks-nadia-2"]
