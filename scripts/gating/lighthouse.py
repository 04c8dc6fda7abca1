"""Asks Lighthouse about the key screens, on a telephone and on a desk, three times each."""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from scripts.gating.gates import Reading, Unmeasured
from scripts.gating.house import Shown, tell
from scripts.gating.screens import Screen
from scripts.gating.visit import at
from telepro.web.security import LANGUAGE_COOKIE

VERSION = "12.8.2"  # the last one that Node 20 runs
CATEGORIES = ("performance", "accessibility", "best-practices")
PRESETS = {"telephone": (), "desk": ("--preset=desktop",)}
TIMES = 3
PATIENCE = 180  # seconds
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"


def readings(
    chromium: str, house: Shown, screens: Sequence[Screen]
) -> Iterator[Reading | Unmeasured]:
    """The median of each category on each screen; where Lighthouse isn't to be had, why."""
    place = installed()
    if isinstance(place, str):
        yield from (Unmeasured(each, place) for each in CATEGORIES)
        return
    for screen in screens:
        with at(house, screen) as address:
            for preset, flags in PRESETS.items():
                tell(f"Lighthouse: {screen.title} on a {preset}")
                asked = [*_command(place, house, screen, address), *flags]
                found = [_asked(asked, chromium) for _ in range(TIMES)]
                yield from _told(f"{screen.title} on a {preset}", found, address)


def installed() -> Path | str:
    """Lighthouse's own program, fetched once into the person's cache; else why there is none."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / f"telepro-gates/lighthouse-{VERSION}"
    program = folder / "node_modules/lighthouse/cli/index.js"
    npm = shutil.which("npm")
    if not program.exists() and npm:
        folder.mkdir(parents=True, exist_ok=True)
        tell(f"Fetching Lighthouse {VERSION}")
        flags = ("--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder))
        with subprocess.Popen(
            [npm, "install", *flags, f"lighthouse@{VERSION}"], stdout=subprocess.DEVNULL
        ) as got:
            got.wait()
    if not shutil.which("node") or not npm:
        return "found no Node.js with npm; install both"
    return program if program.exists() else f"npm could not fetch lighthouse@{VERSION}"


def _command(program: Path, house: Shown, screen: Screen, url: str) -> list[str]:
    # As a header, which the browser drops for cookies of its own as soon as a page sets any: so the
    # language comes with it instead of being asked for by address.
    known = (*house.cookies_of(screen.who), {"name": LANGUAGE_COOKIE, "value": "fr"})
    cookies = "; ".join(f"{each['name']}={each['value']}" for each in known)
    headers = ["--extra-headers", json.dumps({"Cookie": cookies})]
    only = f"--only-categories={','.join(CATEGORIES)}"
    quiet = ("--output=json", "--quiet", f"--chrome-flags={CHROME}")
    return ["node", str(program), url, only, *quiet, *headers]


def _asked(command: Sequence[str], chromium: str) -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory(prefix="telepro-lighthouse-") as place:
        told = Path(place) / "told.json"
        environment = {**os.environ, "CHROME_PATH": chromium, "TMPDIR": place}
        order = [*command, f"--output-path={told}"]
        subprocess.run(order, env=environment, capture_output=True, timeout=PATIENCE, check=False)
        return dict(json.loads(told.read_text(encoding="utf-8"))) if told.exists() else {}


def _told(
    where: str, found: Sequence[Mapping[str, Any]], address: str
) -> Iterator[Reading | Unmeasured]:
    whole = [each for each in found if each.get("categories")]
    for category in CATEGORIES:
        scores = [each["categories"][category]["score"] for each in whole]
        known = [score for score in scores if score is not None]
        if not known:
            yield Unmeasured(category, f"Lighthouse said nothing of {where}")
            continue
        yield Reading(category, where, median(known), _faults(whole[-1], category), address)


def _faults(told: Mapping[str, Any], category: str) -> tuple[str, ...]:
    """What costs points, by its title."""
    weights = told["categories"][category]["auditRefs"]
    costly = (told["audits"][each["id"]] for each in weights if each["weight"])
    return tuple(
        f"{each['title']} {each.get('displayValue', '')}".strip()
        for each in costly
        if each["score"] is not None and each["score"] < 0.9
    )[:5]
