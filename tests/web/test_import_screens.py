"""Each screen of a prospect file's way in is accessible and fits, wide and narrow, light and dark."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import make_server

from app import create_app
from campaigns.dispositions import SuppressionScope
from campaigns.prospects import Audience
from campaigns.states import ImportState
from campaigns.survivorship import MergePolicy
from telepro import clock, queue
from telepro.db import accounts, db, suppressions
from telepro.embedded.ports import free_port
from telepro.files.limits import UPLOAD
from telepro.files.refusals import Reader
from telepro.services import exclusions, import_checks, import_undo, imports
from telepro.settings import Settings
from tests.conftest import TUESDAY_TEN, empty_every_table
from tests.services.prospect_files import FIRST_ROW, STATED
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.test_desk_accessible import (
    NARROW_AND_DARK,
    NARROW_AND_LIGHT,
    WIDE_AND_DARK,
    WIDE_AND_LIGHT,
    Form,
    complaints_of,
    show,
)
from tests.world import World

pytestmark = WITH_CHROMIUM

HEAD = "Société;Téléphone;Portable;Code postal;Ville;SIRET;Contact;E-mail;Pays;ID_SALON\n"
KNOWN = HEAD + "Menuiserie Vasseur;01 99 00 00 01;;75001;Paris;;;;;1\n"
SALON = HEAD + (
    "Menuiserie Vasseur SARL;01 99 00 00 01;02 61 91 00 02;75001;Lyon;21940034800195;Alice Durand;a@vasseur.example;;88121\n"
    "Delorme;199000002;;1000;Bourg;;;;;88122\n"
    ";01 99 00 00 03;;75003;Paris;;;pas une adresse;;88123\n"
    "Café des Arts;pas de numéro;;75004;Paris;;;;;88124\n"
    "Bar du Port;01 99 00 00 05;;75005;Paris;;;;Atlantide;88125\n"
    "Numéro vert;0 800 00 00 00;;75006;Paris;;;;;88126\n"
    "Zinc,01 99 00 00 06,,75006,Paris,,,,FR,88127\n"
    "Garage du Nord;01 99 00 00 07;;75007;Paris;;;;;88128\n"
    "Opposé;01 99 00 00 08;;75008;Paris;;;;;88129\n"
    + "".join(f"Société {n};01 99 00 01 {n:02d};;75009;Paris;;;;;{n}\n" for n in range(30))
)


@dataclass
class Office:
    """Bob's office, served: its address, his cookie, the pages with a file in each state."""

    address: str
    cookie: dict[str, str]
    places: dict[str, str]


@pytest.fixture(scope="module")
def office(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = create_app(replace(settings, data=folder, public_base_url=address))
    server = make_server("127.0.0.1", port, app, threaded=True)
    before = clock.shift()
    clock.set_shift((TUESDAY_TEN - clock.real_now()).total_seconds())
    with app.app_context():
        world = World(db.session(), TUESDAY_TEN)
        places = furnished(world, folder)
        accounts.add_sign_in(world.rows, world.bob, "bobs-secret", clock.real_now())
        db.session.commit()
    with app.test_client() as client:
        with client.session_transaction() as kept:
            kept["_user_id"], kept["_fresh"] = "bobs-secret", True
        name = app.config["SESSION_COOKIE_NAME"]
        cookie = client.get_cookie(name)
    assert cookie is not None
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Office(address, {"name": name, "value": cookie.value, "url": address}, places)
    server.shutdown()
    thread.join()
    server.server_close()
    clock.set_shift(before.total_seconds())
    with app.app_context():
        empty_every_table()
        db.engine.dispose()
        queue.redis().close()


def furnished(world: World, folder: Path) -> dict[str, str]:
    """A file in each state, and a list of customers; the address of each page."""
    world.rows.commit()
    finished(world, folder, KNOWN, "salon-2025.csv")
    suppressions.add(
        world.rows, world.company.id, SuppressionScope.NUMBER, "+33199000008", "asked", world.now
    )
    path = folder / "clients.csv"
    path.write_text("Nom\nGarage du Nord\nAncien client\n;\n-\n", encoding="utf-8")
    sent = exclusions.Sent(world.company.id, path, Reader("clients.csv", "fr"), world.bob.id)
    exclusions.put(sent, world.now)
    exclusions.put(sent, world.now)
    checked = looked_at(world, folder, SALON, "salon-angers.csv")
    dead = finished(world, folder, SALON.replace("01 99 00 0", "02 61 91 0"), "salon-nantes.csv")
    import_undo.ask([world.company.id], dead, world.bob.id, "fr", world.now)
    undo(world, dead)
    done = finished(world, folder, SALON, "salon-angers-2.csv")
    corrected = SALON.splitlines()[0] + "\nCafé des Arts;01 99 00 00 04;;75004;Paris;;;;;88124\n"
    finished(world, folder, corrected, "corrigé.csv", corrects=done)
    return {
        "files": "/imports",
        "upload": "/imports/new",
        "corrected": f"/imports/new?corrects={done}",
        "check": f"/imports/{checked}",
        "result": f"/imports/{done}",
        "undone": f"/imports/{dead}",
        "exclusions": "/imports/exclusions",
    }


def looked_at(world: World, folder: Path, content: str, name: str, **said: str) -> str:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    sent = imports.Sent(
        world.company.id,
        path,
        name,
        replace(STATED, audience=Audience.B2B, source="salon d'Angers"),
        FIRST_ROW,
        UPLOAD,
        "fr",
        by_id=world.bob.id,
        begins_as=ImportState.CHECKING,
        **said,  # type: ignore[arg-type]
    )
    received = imports.receive(sent, folder / "imports", world.now)
    import_checks.run(received.import_id, world.now, lambda: world.now)
    return received.public_id


def finished(world: World, folder: Path, content: str, name: str, **said: str) -> str:
    public_id = looked_at(world, folder, content, name, **said)
    import_checks.begin([world.company.id], public_id, MergePolicy.NEWER, world.bob.id, world.now)
    for import_id in imports.waiting(world.now):
        imports.run(import_id, world.now, lambda: world.now)
    return public_id


def undo(world: World, public_id: str) -> None:
    for import_id in import_undo.waiting(world.now):
        import_undo.run(import_id, world.now, lambda: world.now)


@pytest.fixture
def page(browser: Browser, office: Office) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    context.add_cookies([office.cookie])  # type: ignore[list-item]
    yield context.new_page()
    context.close()


FORMS: dict[str, tuple[Form, Form]] = {
    "fr": (WIDE_AND_LIGHT, NARROW_AND_DARK),
    "en": (NARROW_AND_LIGHT, WIDE_AND_DARK),
}
SCREENS = ("files", "upload", "corrected", "check", "result", "undone", "exclusions")


@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_is_accessible_and_fits(
    page: Page, office: Office, screen: str, language: str
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(
        f"{office.address}{office.places[screen]}{'&' if '?' in office.places[screen] else '?'}lang={language}"
    )
    page.evaluate(
        "document.querySelectorAll('main details').forEach((each) => { each.open = true })"
    )
    for form in FORMS[language]:
        show(page, form)
        assert complaints_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= form[0]
    assert complaints == []


def test_a_file_is_looked_at_repaired_and_imported_by_keyboard(page: Page, office: Office) -> None:
    page.goto(f"{office.address}{office.places['check']}?lang=fr")
    button = page.get_by_role("button", name="Mettre le numéro comme nom")
    expect(button).to_have_accessible_description("Sans nom de société ni de personne 1 ligne")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("En cours de contrôle")
