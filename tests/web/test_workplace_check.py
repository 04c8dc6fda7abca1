"""The check of a workplace before a day of calls, in a Chromium with a microphone that beeps, or with none."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect

from tests.web.desk_browser import CHROMIUM, WITH_CHROMIUM, soon
from tests.web.desk_stage import Stand, serving
from tests.web.desk_values import PREVIEW
from tests.web.seen import RULES

pytestmark = WITH_CHROMIUM
SDK = (Path(__file__).parent / "twilio_device.js").read_text(encoding="utf-8")
A_MICROPHONE = "--use-fake-device-for-media-stream"
ALLOWED = "--use-fake-ui-for-media-stream"
ELSEWHERE = "--host-resolver-rules=MAP desk.example 127.0.0.1"


@contextmanager
def chromium(browser: Chromium, *flags: str) -> Iterator[Chromium]:
    """Another Chromium beside the one of all tests, started with these flags."""
    args = ["--no-sandbox", *flags]
    found = browser.browser_type.launch(executable_path=CHROMIUM, args=args)
    yield found
    found.close()


@pytest.fixture(scope="module")
def equipped(browser: Chromium) -> Iterator[Chromium]:
    """A Chromium with a microphone that beeps and may be used."""
    with chromium(browser, A_MICROPHONE, ALLOWED) as found:
        yield found


@pytest.fixture
def stand() -> Stand:
    """Nadia, who has not begun to work."""
    return Stand(replace(PREVIEW, session=None))


@pytest.fixture
def address(stand: Stand) -> Iterator[str]:
    with serving(stand) as found:
        yield found


@pytest.fixture
def choice(equipped: Chromium, address: str) -> Iterator[Page]:
    """The choice of a mission, in French."""
    context = equipped.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.goto(f"{address}/desk?lang=fr")
    yield page
    context.close()


def checked(page: Page) -> list[str]:
    """Check by keyboard alone; what was found, line by line."""
    page.locator("#check-start").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#check-said")).to_contain_text("Vérifié à", timeout=20_000)
    return page.locator("#check-found li").all_inner_texts()


def test_a_workplace_is_checked_by_one_key_and_who_speaks_sees_and_hears_themselves(
    choice: Page,
) -> None:
    choice.evaluate(
        "globalThis.levels = []; globalThis.played = 0;"
        "const start = AudioBufferSourceNode.prototype.start;"
        "AudioBufferSourceNode.prototype.start = function () { played += this.buffer.duration; start.call(this); };"
        "setInterval(() => levels.push(document.getElementById('check-meter').value), 50)"
    )
    found = checked(choice)
    assert found[0] == "On vous entend bien."
    assert found[1].startswith("Votre réseau répond en ")
    assert found[2] == "Les appels sont simulés ici\u00a0: la ligne n’a pas besoin d’essai."
    expect(choice.locator("#check-said")).to_contain_text("tout va bien")
    assert choice.evaluate("document.activeElement.id") == "check-start"
    assert choice.evaluate("Math.max(...levels)") > 0.5
    once = choice.evaluate("played")
    assert 1.5 < once < 3
    choice.get_by_role("button", name="Me réécouter").press("Enter")
    assert soon(choice, lambda: bool(choice.evaluate("played") > 1.5 * once))


def test_a_check_and_a_chosen_output_are_kept_the_check_for_the_day(choice: Page) -> None:
    checked(choice)
    outputs = choice.get_by_label("Le son sort par")
    expect(outputs).to_be_visible()
    second = outputs.locator("option").nth(1).get_attribute("value")
    outputs.select_option(second)
    assert choice.evaluate("localStorage.getItem('telepro-output')") == second
    choice.reload()
    expect(choice.locator("#check-said")).to_contain_text("tout va bien")
    expect(choice.locator("#check-found li")).to_have_count(3)
    choice.evaluate(
        "const name = 'telepro-check-nadia'; const kept = JSON.parse(localStorage.getItem(name));"
        "localStorage.setItem(name, JSON.stringify({ ...kept, day: '2020-01-01' }))"
    )
    choice.reload()
    expect(choice.get_by_role("button", name="Vérifier mon poste")).to_be_visible()
    expect(choice.locator("#check-found li")).to_have_count(0)


def test_nothing_of_a_check_stands_in_the_way_of_work(choice: Page, stand: Stand) -> None:
    choice.locator("#check-start").press("Enter")
    choice.get_by_role("button", name="Commencer").first.press("Enter")
    assert soon(choice, lambda: bool(stand.sent("/desk/start")))


def test_a_network_that_loses_answers_and_a_server_without_a_line_are_told(
    choice: Page, stand: Stand
) -> None:
    stand.adapter = "none"
    choice.route("**/livez", lambda route: route.abort(), times=3)
    _, network, line = checked(choice)
    assert network == (
        "Votre réseau perd des réponses\u00a0: 3 sur 10. "
        "Un câble au lieu du Wi-Fi aide le plus\u00a0; rapprochez-vous de la box."
    )
    assert "TWILIO_APP_SID n’est pas réglé" in line
    expect(choice.locator("#check-said")).to_contain_text("tout ne va pas bien")


@pytest.mark.parametrize(
    ("event", "facts", "found"),
    [
        ("completed", {"callQuality": "great"}, "Votre ligne vers l’opérateur est bonne."),
        ("completed", {"callQuality": "degraded"}, "Votre ligne vers l’opérateur est mauvaise"),
        ("failed", {"code": 31003}, "Votre ligne vers l’opérateur n’a pas pu être essayée."),
    ],
)
def test_a_line_to_the_carrier_is_tried_by_the_sdk_itself(
    choice: Page, stand: Stand, event: str, facts: dict[str, object], found: str
) -> None:
    stand.adapter = "twilio"
    choice.route(
        "**/vendor/twilio-voice-sdk.min.js",
        lambda route: route.fulfill(body=SDK, content_type="text/javascript"),
    )
    choice.locator("#check-start").press("Enter")
    expect(choice.locator("#check-said")).to_contain_text("Essai de votre ligne", timeout=20_000)
    tried = "globalThis.carrier?.trials.length === 1"
    assert soon(choice, lambda: bool(choice.evaluate(tried)))
    choice.evaluate("([event, facts]) => carrier.trials[0].emit(event, facts)", [event, facts])
    expect(choice.locator("#check-found li").nth(2)).to_contain_text(found)


# What a browser answers for whoever refused it the microphone: the one of the tests can't be refused.
REFUSED = """navigator.mediaDevices.getUserMedia =
    () => Promise.reject(new DOMException("Permission denied", "NotAllowedError"))"""


def test_a_refused_microphone_says_where_to_allow_it(browser: Chromium, address: str) -> None:
    page = browser.new_page()
    page.add_init_script(REFUSED)
    page.goto(f"{address}/desk?lang=fr")
    [found, *others] = checked(page)
    assert found == (
        "Le navigateur n’a pas eu le droit d’utiliser le micro. Cliquez sur le cadenas "
        "à côté de l’adresse, choisissez Autoriser pour le micro, puis vérifiez de nouveau."
    )
    assert len(others) == 2
    page.close()


def test_without_a_microphone_the_headset_is_asked_for(browser: Chromium, address: str) -> None:
    page = browser.new_context(permissions=["microphone"]).new_page()
    page.goto(f"{address}/desk?lang=fr")
    assert checked(page)[0].startswith(
        "Aucun micro n’a été trouvé, ou un autre programme le tient."
    )
    page.context.close()


def test_an_address_without_https_is_named_as_the_reason(browser: Chromium, address: str) -> None:
    with chromium(browser, A_MICROPHONE, ALLOWED, ELSEWHERE) as elsewhere:
        page = elsewhere.new_page()
        page.goto(f"{address.replace('127.0.0.1', 'desk.example')}/desk?lang=fr")
        found = checked(page)
        assert found[0].startswith("Cette adresse n’est pas sûre")
        assert "https" in found[0]


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("fr", 390, "dark"), ("en", 1366, "light")]
)
def test_a_check_is_accessible_and_fits(
    equipped: Chromium, address: str, language: str, width: int, scheme: str
) -> None:
    page = equipped.new_page(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/desk?lang={language}")
    page.locator("#check-start").press("Enter")
    expect(page.locator("#check-found li")).to_have_count(3, timeout=20_000)
    assert Axe().run(page, options=RULES).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    page.close()
