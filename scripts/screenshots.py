"""Makes the pictures of the README from a running demo: desk, plan and its steps, lead, file, company; the
board from a house that has a day of calls behind it.

With names as arguments only those are made: film, desk, office, company, builder, board.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts import desk_loop
from scripts.gating.house import Shown, shown

ROOT = Path(__file__).resolve().parent.parent
TOUR = ROOT / ".github" / "tour"
PATIENCE_SECONDS = 180
BROWSER_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE = ViewportSize(width=1366, height=768)
BOARD = ViewportSize(width=1366, height=1640)
STEP = ViewportSize(width=1200, height=700)
BRIEF = {
    "offer": "Ateliers scientifiques en classe, matériel compris",
    "audience_text": "Directions d’écoles, de collèges et de lycées du Val-de-Marne",
    "result": "La direction est présente\nUne date d’atelier est proposée",
    "target": "25",
    "deadline": "2027-01-25",
    "price": "60,00",
}


@dataclass(frozen=True)
class Demo:
    """A running demo: where it is, and who signs in with what."""

    address: str
    passwords: dict[str, tuple[str, str]]


def main(names: Sequence[str]) -> int:
    """Start what is needed, take the pictures that are asked for (none: every one), stop it again."""
    if unknown := set(names) - {*OF_THE_DEMO, "board"}:
        print(f"{min(unknown)} is none of: {', '.join(OF_THE_DEMO)}, board.", file=sys.stderr)
        return 2
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium here: install it, then run this again.", file=sys.stderr)
        return 1
    TOUR.mkdir(parents=True, exist_ok=True)
    wanted = [name for name in OF_THE_DEMO if name in names or not names]
    if wanted:
        with (
            tempfile.TemporaryDirectory() as folder,
            running(Path(folder)) as demo,
            opened(chromium) as browser,
        ):
            for name in wanted:
                OF_THE_DEMO[name](browser, demo)
    if "board" in names or not names:
        with shown() as house, opened(chromium) as browser:
            take_board(browser, house)
    return 0


@contextmanager
def opened(chromium: str) -> Iterator[Browser]:
    """A browser whose own words, such as those of a date, are French: they come from the environment."""
    words: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "fr"}
    with sync_playwright() as player:
        yield player.chromium.launch(executable_path=chromium, args=BROWSER_FLAGS, env=words)


@contextmanager
def running(folder: Path) -> Iterator[Demo]:
    """A demo of its own on a free port, with people who ring and talk five times faster."""
    process = subprocess.Popen(
        [str(ROOT / "scripts/start"), "--data", str(folder / "data"), "--port", "5890"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield awaited(process, folder)
    finally:
        os.kill(process.pid, signal.SIGINT)
        process.wait(60)


def awaited(process: "subprocess.Popen[str]", folder: Path) -> Demo:
    """The demo, once its starter has said where it is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    address = ""
    assert process.stdout is not None
    for line in process.stdout:
        print(line, end="")
        if line.startswith("TelePro is at "):
            address = line.split()[-1]
        if line.startswith("Ctrl-C") or time.monotonic() > deadline:
            break
    told = json.loads((folder / "data/output/demo.json").read_text())
    first: dict[str, tuple[str, str]] = {}
    for each in told["sign_ins"]:
        first.setdefault(each["role"], (each["email"], each["password"]))
    return Demo(address, first)


def signed_in(browser: Browser, demo: Demo, role: str, scheme: str = "light") -> Page:
    """A page of somebody with that role, in French."""
    context = browser.new_context(viewport=WIDE, locale="fr-FR", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    email, password = demo.passwords[role]
    page.goto(f"{demo.address}/sign-in")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "sign-in" not in url)
    return page


def shoot(page: Page, name: str) -> None:
    """Keep what the window shows."""
    page.screenshot(path=str(TOUR / f"{name}.png"))
    print(f"{name}.png")


def take_desk(browser: Browser, demo: Demo) -> None:
    """The desk in a call, then asking for the outcome in the dark."""
    page = signed_in(browser, demo, "teleprospector")
    if page.get_by_role("button", name="Commencer").count():
        page.get_by_role("button", name="Commencer").first.click()
    until_talking(page)
    shoot(page, "desk-call")
    page.emulate_media(color_scheme="dark")
    page.keyboard.press("F8")
    wait_for_title(page, "Résultat")
    shoot(page, "desk-outcome-dark")


def until_talking(page: Page) -> None:
    """Call one lead after the other until somebody answers."""
    for _ in range(15):
        wait_for_title(page, "Aperçu")
        page.keyboard.press("F2")
        for _ in range(60):
            time.sleep(1)
            title = page.title()
            if title.startswith("En ligne"):
                time.sleep(2)
                return
            if title.startswith("Résultat"):
                page.keyboard.press("Digit1")
            if title.startswith("Aperçu"):
                break
    raise RuntimeError("nobody answered in fifteen calls")


def wait_for_title(page: Page, beginning: str) -> None:
    """Wait until the page's state, which its title begins with, is the one given."""
    deadline = time.monotonic() + 60
    while not page.title().startswith(beginning):
        if time.monotonic() > deadline:
            raise RuntimeError(f"still {page.title()!r}, expected {beginning!r}")
        time.sleep(0.3)


def take_office(browser: Browser, demo: Demo) -> None:
    """What the manager sees: a lead, the plan, the prospect file."""
    page = signed_in(browser, demo, "manager")
    page.goto(f"{demo.address}/campaigns")
    page.click("main table a")
    page.goto(f"{page.url}/leads")
    page.click("main table a")
    shoot(page, "lead")
    page.goto(f"{demo.address}/missions")
    page.click("main a[href^='/missions/']")
    page.goto(f"{page.url}/plan")
    shoot(page, "plan")
    page.goto(f"{demo.address}/imports")
    page.click("main table a")
    shoot(page, "import")


def take_board(browser: Browser, house: Shown) -> None:
    """The live board of a campaign in its second week, at the end of a morning of calls."""
    context = browser.new_context(viewport=BOARD, locale="fr-FR")
    context.add_cookies(house.cookies_of("bob"))  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{house.address}/campaigns/{house.ids['campaign_id']}?lang=fr")
    shoot(page, "board")


def take_film(browser: Browser, demo: Demo) -> None:
    """The desk's loop: a lead, its call, what came of it, the next call; and all of it on one still."""
    page = signed_in(browser, demo, "teleprospector")
    page.set_viewport_size(WIDE)
    page.get_by_role("button", name="Commencer").first.click()
    stills = desk_loop.until_told(page)
    for name, film in (
        ("desk-loop", desk_loop.film(stills)),
        ("desk-loop-still", desk_loop.sheet(browser, stills)),
    ):
        (TOUR / f"{name}.png").write_bytes(film)
        print(f"{name}.png, {len(film) / 1000:.0f} KB")
    end_call(page)
    page.context.close()


def end_call(page: Page) -> None:
    """Hang up and say what came of it: refused, or nobody there."""
    for key in ("F8", "Digit7", "Digit1", "Digit1"):
        time.sleep(1)
        if not page.title().startswith("Aperçu"):
            page.keyboard.press(key)
    wait_for_title(page, "Aperçu")


def take_company(browser: Browser, demo: Demo) -> None:
    """What the company sees of its mission."""
    page = signed_in(browser, demo, "company")
    page.click("main a[href^='/company/missions/']:not([href$='/new'])")
    shoot(page, "company")


def take_builder(browser: Browser, demo: Demo) -> None:
    """A brief as the company writes it, then the steps that make a campaign of one."""
    page = signed_in(browser, demo, "company")
    page.set_viewport_size(STEP)
    page.goto(f"{demo.address}/company/missions/new")
    for name, text in BRIEF.items():
        page.fill(f"[name={name}]", text)
    page.evaluate("window.scrollTo(0, 0)")
    shoot(page, "brief")
    page = signed_in(browser, demo, "manager")
    page.set_viewport_size(STEP)
    page.goto(f"{demo.address}/missions")
    page.click("main a[href^='/missions/']")
    steps = f"{page.url}/plan/steps"
    for step, unfolded in (
        ("objective", ""),
        ("target", "li[id='targets.segments[1]'] summary"),
        ("preparation", "li[id='preparation.script.sections[1]'] summary"),
        ("launch", ""),
    ):
        page.goto(f"{steps}/{step}")
        page.wait_for_selector("#foreseen svg")
        page.wait_for_selector("#beside section")
        if unfolded:
            page.click(unfolded)
            page.locator(unfolded).evaluate("each => each.scrollIntoView({block: 'start'})")
            page.mouse.wheel(0, -70)
        page.wait_for_timeout(500)
        shoot(page, f"step-{step}")


OF_THE_DEMO: Mapping[str, Callable[[Browser, Demo], None]] = {
    "film": take_film,
    "desk": take_desk,
    "office": take_office,
    "company": take_company,
    "builder": take_builder,
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
