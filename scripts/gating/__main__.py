"""The command line of `scripts/gates`: which screens, how thoroughly, told to a person or a program."""

import argparse
import shutil
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from scripts.benchmarks import report
from scripts.gating import page, parts
from scripts.gating.gates import verdicts
from scripts.gating.house import tell
from scripts.gating.kept import Kept
from scripts.gating.looks import LOOKS, named, of_day
from scripts.gating.screens import SCREENS

BAD_INPUT = 2
ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str]) -> int:
    """Measure what was asked for: 0 when every gate that was measured holds, 1 when one falls short."""
    asked = _parser().parse_args(arguments)
    unknown = [name for name in asked.screens if name not in {each.name for each in SCREENS}]
    unknown += [name for name in asked.parts if name not in parts.PARTS]
    if unknown:
        names = ", ".join(dict.fromkeys(each.name for each in SCREENS))
        known = ", ".join(parts.PARTS)
        print(f"{unknown[0]} is no screen and no part. The screens are: {names}. The parts are: {known}.", file=sys.stderr)  # fmt: skip
        return BAD_INPUT
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium here: install it, then run this again.", file=sys.stderr)
        return BAD_INPUT
    # What ends us ends the house too: only an exception unwinds what was started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    about = report.machine()
    found = verdicts(*parts.measured(chromium, _wish(asked)))
    _write(asked.out, page.html(found, about), page.markdown(found, about))
    print(page.as_json(found, about) if asked.json else page.markdown(found, about))
    return int(any(each.short for each in found))


def _wish(asked: argparse.Namespace) -> parts.Wish:
    """Which screens in which looks, and which parts."""
    day = datetime.now(UTC).timetuple().tm_yday
    chosen = [
        (screen, tuple(asked.look) or ((of_day(place, day),) if asked.quick else LOOKS))
        for place, screen in enumerate(SCREENS)
        if not asked.screens or screen.name in asked.screens
    ]
    usual = parts.SCREEN_PARTS if asked.quick or asked.screens else tuple(parts.PARTS)
    kept = asked.out / "kept.jsonl"
    if not asked.resume:
        kept.unlink(missing_ok=True)
    return parts.Wish(chosen, tuple(asked.parts) or usual, tuple(asked.look), asked.out, Kept(kept))


def _write(folder: Path, html: str, markdown: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gates.html").write_text(html, encoding="utf-8")
    (folder / "gates.md").write_text(markdown, encoding="utf-8")
    tell(f"Written: {folder / 'gates.html'} and gates.md")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/gates",
        description="Holds every screen against its gates; 1 when one of them falls short.",
        epilog="; ".join(f"{name}: {part.what}" for name, part in parts.PARTS.items()),
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="only these parts")
    parser.add_argument(
        "--screens", action="append", default=[], metavar="NAME", help="only screens of this name"
    )
    parser.add_argument(
        "--quick", action="store_true", help="each screen once, in the day's combination"
    )
    parser.add_argument(
        "--look", action="append", default=[], type=named, metavar="LOOK", help="only in this look, as fr-390-dark"
    )  # fmt: skip
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on where the last run into this directory was ended",
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument(
        "--out", type=Path, default=ROOT / "var/gates", metavar="DIR", help="where the page goes"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
