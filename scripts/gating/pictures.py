"""Takes a picture of every screen as people see it, and a page that shows them side by side."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Error

from scripts.gating.gates import Reading
from scripts.gating.house import Shown, tell
from scripts.gating.looks import Look
from scripts.gating.screens import Screen
from scripts.gating.visit import signed_in, visiting

USUAL = (Look("fr", 1366, "light"), Look("en", 390, "dark"))
SETTLES = 250  # milliseconds in which a page fetches its last parts
STYLE = """
:root { color-scheme: light dark; } body { font: 1rem/1.4 Verdana, "DejaVu Sans", sans-serif; margin: 1rem; }
main { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; } figure { margin: 0; width: 20rem; }
img { width: 100%; max-height: 30rem; object-fit: cover; object-position: top; border: 1px solid gray; }
"""


def taken(
    browser: Browser,
    house: Shown,
    screens: Sequence[tuple[Screen, Sequence[Look]]],
    folder: Path,
) -> Iterator[Reading]:
    """Pictures of these screens in these looks, written to a folder; a reading for each that did not come."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (screen, looks) in enumerate(screens, 1):
        tell(f"[{number}/{len(screens)}] picture of {screen.title}")
        for look in looks:
            try:
                _take(browser, house, screen, look, folder / named(screen, look))
            except (Error, AssertionError) as error:
                where = f"{screen.title} ({look})"
                yield Reading("console", where, 1, (f"no picture: {str(error)[:300]}",))
    (folder / "index.html").write_text(side_by_side(folder), encoding="utf-8")


def named(screen: Screen, look: Look) -> str:
    """The file of a picture: « board-empty-bob-fr-1366-light.png »."""
    words = re.sub(r"[^a-z0-9]+", "-", f"{screen.title} {screen.who}".lower()).strip("-")
    return f"{words}-{look.language}-{look.width}-{look.scheme}.png"


def side_by_side(folder: Path) -> str:
    """A page of all pictures that lie in a folder."""
    shown = "".join(
        f'<figure><a href="{escape(each.name)}"><img loading="lazy" alt="{escape(each.stem)}" '
        f'src="{escape(each.name)}"></a><figcaption>{escape(each.stem)}</figcaption></figure>'
        for each in sorted(folder.glob("*.png"))
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Pictures of the screens</title><style>{STYLE}</style></head>"
        f"<body><h1>Pictures of the screens</h1><main>{shown}</main></body></html>\n"
    )


def _take(browser: Browser, house: Shown, screen: Screen, look: Look, file: Path) -> None:
    with (
        signed_in(browser, house, screen.who) as person,
        visiting(person, house, screen) as visit,
    ):
        visit.show(look)
        visit.open(look.language)
        visit.page.wait_for_timeout(SETTLES)
        visit.page.screenshot(path=file, full_page=True)
