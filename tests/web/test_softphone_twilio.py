"""The desk on the carrier's own softphone, whose SDK is played by the test: what the page makes of its events."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.web.desk_browser import WITH_CHROMIUM, focused, soon, view
from tests.web.desk_stage import Stand, serving

pytestmark = WITH_CHROMIUM
SDK = (Path(__file__).parent / "twilio_device.js").read_text(encoding="utf-8")
MINUTE = 60_000


def play_the_sdk(route: Route) -> None:
    route.fulfill(body=SDK, content_type="text/javascript")


@pytest.fixture
def stand() -> Stand:
    return Stand(adapter="twilio")


@pytest.fixture
def context(browser: Chromium) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 1366, "height": 768}, locale="fr-FR")
    found.route("**/vendor/twilio-voice-sdk.min.js", play_the_sdk)
    yield found
    found.close()


@pytest.fixture
def desk(context: BrowserContext, stand: Stand) -> Iterator[Page]:
    """The desk, whose leg is on its way."""
    with serving(stand) as address:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{address}/desk?lang=fr")
        until(page, "globalThis.carrier?.calls.length === 1")
        page.clock.run_for(100)
        yield page


def until(page: Page, true: str) -> None:
    """Wait for something that is true in the page, whose own policy lets nobody evaluate there."""
    assert soon(page, lambda: bool(page.evaluate(true))), true


def say(page: Page, event: str, *facts: Any) -> None:
    """Let the newest call's leg tell something."""
    page.evaluate("([event, facts]) => carrier.calls.at(-1).emit(event, ...facts)", [event, facts])


def opened(page: Page) -> None:
    say(page, "accept")
    expect(page.locator("#network")).to_have_text("Ligne ouverte")


def talking(page: Page, stand: Stand) -> None:
    opened(page)
    page.keyboard.press("F2")
    view(page, "dialing")
    expect(page.locator("[data-digit='1']")).to_be_enabled()
    stand.answer()
    page.clock.run_for(2500)
    view(page, "connected")


def test_the_sdk_gets_what_a_poor_home_line_needs(desk: Page) -> None:
    [device] = desk.evaluate("carrier.devices.map(({ token, options }) => ({ token, options }))")
    assert device == {
        "token": "token-1",
        "options": {
            "codecPreferences": ["opus", "pcmu"],
            "maxAverageBitrate": 24000,
            "maxCallSignalingTimeoutMs": 30000,
            "closeProtection": True,
            "allowIncomingWhileBusy": False,
            "tokenRefreshMs": 60000,
            "edge": ["dublin", "roaming"],
        },
    }


def test_a_simulated_line_never_fetches_the_sdk(context: BrowserContext) -> None:
    with serving(Stand()) as address:
        page = context.new_page()
        page.goto(f"{address}/desk?lang=fr")
        expect(page.locator("#network")).to_have_text("Ligne ouverte")
        assert page.evaluate("globalThis.Twilio === undefined")


def test_a_line_is_open_when_the_leg_has_reached_the_carrier(desk: Page) -> None:
    expect(desk.locator("#network")).to_have_text("Ouverture de la ligne")
    opened(desk)
    assert focused(desk) == "call"


def test_a_weak_network_is_told_and_calls_go_on(desk: Page, stand: Stand) -> None:
    opened(desk)
    say(desk, "warning", "high-rtt")
    say(desk, "warning", "low-mos")
    say(desk, "warning", "constant-audio-input-level")
    expect(desk.locator("#network")).to_have_text("Réseau faible")
    say(desk, "warning-cleared", "high-rtt")
    expect(desk.locator("#network")).to_have_text("Réseau faible")
    desk.keyboard.press("F2")
    view(desk, "dialing")
    say(desk, "warning-cleared", "low-mos")
    expect(desk.locator("#network")).to_have_text("Ligne ouverte")


def test_a_line_that_is_cut_off_and_comes_back_is_the_same_line(desk: Page, stand: Stand) -> None:
    opened(desk)
    say(desk, "reconnecting", {"code": 53405})
    expect(desk.locator("#network")).to_have_text("Ligne coupée, elle revient")
    say(desk, "reconnected")
    expect(desk.locator("#network")).to_have_text("Ligne ouverte")
    assert stand.tickets == 1
    assert stand.sent("/desk/line") == []


@pytest.mark.parametrize(("before", "reason"), [([], "line_hung_up"), (["error"], "network_lost")])
def test_a_line_that_ends_is_opened_again_with_a_new_ticket_and_told_with_its_reason(
    desk: Page, stand: Stand, before: list[str], reason: str
) -> None:
    opened(desk)
    for event in before:
        say(desk, event, {"code": 53000})
    say(desk, "disconnect")
    expect(desk.locator("#network")).to_have_text("Ligne perdue, réouverture")
    desk.clock.run_for(1100)
    until(desk, "carrier.calls.length === 2")
    assert desk.evaluate("carrier.devices[0].destroyed")
    assert desk.evaluate("carrier.devices[1].token") == "token-2"
    opened(desk)
    assert soon(desk, lambda: stand.sent("/desk/line") == [{"leg": "CA1", "reason": reason}])


def test_a_loss_that_could_not_be_told_is_told_when_the_line_is_back(
    desk: Page, stand: Stand
) -> None:
    opened(desk)
    stand.fail["/desk/line"] = (503, {})
    say(desk, "disconnect")
    desk.clock.run_for(600)
    assert soon(desk, lambda: len(stand.sent("/desk/line")) == 1)
    stand.fail.clear()
    desk.clock.run_for(600)
    until(desk, "carrier.calls.length === 2")
    opened(desk)
    assert soon(desk, lambda: len(stand.sent("/desk/line")) == 2)


def test_a_page_that_is_closed_says_so_as_it_goes(desk: Page, stand: Stand) -> None:
    opened(desk)
    desk.goto("about:blank")
    assert soon(desk, lambda: stand.sent("/desk/line") != [])
    assert stand.sent("/desk/line") == [{"leg": "CA1", "reason": "browser_closed"}]


def test_a_token_is_replaced_before_it_ends_and_asked_for_until_it_comes(
    desk: Page, stand: Stand
) -> None:
    opened(desk)
    desk.route("**/desk/softphone", lambda route: route.abort(), times=1)
    desk.evaluate("carrier.devices[0].emit('tokenWillExpire')")
    desk.clock.run_for(5100)
    until(desk, "carrier.devices[0].token === 'token-2'")


@pytest.mark.parametrize(
    ("code", "found", "todo"),
    [
        (31401, "Le navigateur n’a pas eu le droit d’utiliser le micro.", "Cliquez sur le cadenas"),
        (
            31402,
            "Aucun micro n’a été trouvé, ou un autre programme le tient.",
            "Branchez le casque",
        ),
    ],
)
def test_without_a_microphone_the_page_says_what_to_do_and_f2_tries_again(
    desk: Page, code: int, found: str, todo: str
) -> None:
    say(desk, "error", {"code": code})
    expect(desk.locator("#network")).to_have_text("Pas de téléphone")
    expect(desk.locator("#notices")).to_contain_text(found)
    expect(desk.locator("#notices")).to_contain_text(todo)
    desk.keyboard.press("F2")
    until(desk, "carrier.calls.length === 2")


def test_a_page_on_an_insecure_address_says_so(context: BrowserContext, stand: Stand) -> None:
    context.add_init_script(
        "Object.defineProperty(navigator, 'mediaDevices', { value: undefined })"
    )
    with serving(stand) as address:
        page = context.new_page()
        page.goto(f"{address}/desk?lang=fr")
        expect(page.locator("#notices")).to_contain_text("Cette adresse n’est pas sûre")
        assert page.evaluate("globalThis.carrier === undefined")


def test_a_server_without_the_whole_account_names_what_is_missing(
    context: BrowserContext, stand: Stand
) -> None:
    stand.adapter = "none"
    with serving(stand) as address:
        page = context.new_page()
        page.goto(f"{address}/desk?lang=fr")
        expect(page.locator("#notices")).to_contain_text("TWILIO_APP_SID n’est pas réglé.")


def test_the_rail_shows_both_levels_once_there_are_any(desk: Page) -> None:
    opened(desk)
    expect(desk.locator("#levels")).to_be_hidden()
    say(desk, "volume", 0.4, 0.7)
    expect(desk.locator("#levels")).to_be_visible()
    assert desk.evaluate(
        "['mine', 'theirs'].map((who) => document.getElementById(`level-${who}`).value)"
    ) == [0.4, 0.7]


def test_a_microphone_that_gives_nothing_for_eight_seconds_is_told_once_and_stops_nothing(
    desk: Page, stand: Stand
) -> None:
    talking(desk, stand)
    for _ in range(7):
        say(desk, "volume", 0, 0.5)
        desk.clock.run_for(1000)
    expect(desk.locator("#unheard")).to_be_hidden()
    desk.clock.run_for(1100)
    say(desk, "volume", 0, 0.5)
    silent = "Personne ne vous entend\u00a0: votre micro ne donne aucun son"
    expect(desk.locator("#unheard")).to_have_text(silent)
    expect(desk.locator("#said")).to_have_text(silent)
    view(desk, "connected")
    assert focused(desk) == "hangup"
    say(desk, "volume", 0.5, 0.5)
    expect(desk.locator("#unheard")).to_be_hidden()
    desk.evaluate("document.getElementById('said').textContent = ''")
    for _ in range(10):
        say(desk, "volume", 0, 0.5)
        desk.clock.run_for(1000)
    expect(desk.locator("#unheard")).to_have_text(silent)
    expect(desk.locator("#said")).to_have_text("")


def test_who_speaks_while_muted_is_told(desk: Page, stand: Stand) -> None:
    talking(desk, stand)
    desk.keyboard.press("F4")
    assert desk.evaluate("carrier.calls[0].asked") == [["mute", True]]
    for _ in range(3):
        say(desk, "volume", 0.7, 0)
        desk.clock.run_for(600)
    expect(desk.locator("#unheard")).to_have_text(
        "Personne ne vous entend\u00a0: votre micro est coupé (F4)"
    )
    desk.keyboard.press("F4")
    expect(desk.locator("#unheard")).to_be_hidden()


def test_nobody_needs_to_hear_a_person_who_is_in_no_call(desk: Page) -> None:
    opened(desk)
    for _ in range(12):
        say(desk, "volume", 0, 0)
        desk.clock.run_for(1000)
    expect(desk.locator("#unheard")).to_be_hidden()
