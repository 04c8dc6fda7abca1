"""Every key of the desk, once: what the scripts bind, what the buttons show and what is printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A key and the command behind it. `code` is its place on the keyboard, `letter` what it writes;
    one of both is empty. A `written` one is text in a field, and means nothing there."""

    command: str
    code: str
    shown: str
    aria: str
    shift: bool = False
    ctrl: bool = False
    letter: str = ""
    written: bool = False


F2 = Shortcut("primary", "F2", "F2", "F2")
SHORTCUTS = (
    F2,
    Shortcut("hangup", "F8", "F8", "F8"),
    Shortcut("mute", "F4", "F4", "F4"),
    Shortcut("leave-message", "Digit2", "Shift 2", "Shift+2", shift=True, written=True),
    Shortcut("palette", "KeyK", "Ctrl K", "Control+K", ctrl=True),
    Shortcut("say-state", "F2", "Shift F2", "Shift+F2", shift=True),
    Shortcut("escape", "Escape", "Esc", "Escape"),
)
# Only for who asked for them: a screen reader and a voice that types need the letters themselves.
LETTERS = (
    Shortcut("pause", "", "P", "P", letter="p", written=True),
    Shortcut("to-note", "", "N", "N", letter="n", written=True),
    Shortcut("to-script", "", "S", "S", letter="s", written=True),
    Shortcut("to-objections", "", "O", "O", letter="o", written=True),
    Shortcut("help", "", "?", "?", letter="?", written=True),
)
UNDO_DIGIT = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the map: the key as it is written on it, and what it does."""

    shown: str
    does: str


def for_script(with_letters: bool) -> list[dict[str, Any]]:
    """The keys as the desk's scripts bind them."""
    return [
        {
            "command": each.command, "code": each.code, "letter": each.letter,
            "shift": each.shift, "ctrl": each.ctrl, "written": each.written,
        }
        for each in bound(with_letters)
    ]  # fmt: skip


def bound(with_letters: bool) -> tuple[Shortcut, ...]:
    """The keys that count for a person."""
    return SHORTCUTS + LETTERS if with_letters else SHORTCUTS


def shown(command: str) -> str:
    """What stands on the key of a command; empty for one that has none."""
    return next((_on_caps(each.shown) for each in SHORTCUTS if each.command == command), "")


def lines(of: Iterable[Shortcut]) -> list[Line]:
    """These keys as the printed map says them."""
    said = _said()
    return [Line(_on_caps(each.shown), said[each.command]) for each in of]


def _on_caps(keys: str) -> str:
    """Keys as they are named where the page is read: a French keyboard says Maj and Échap."""
    named = {"Shift": _("Shift"), "Esc": _("Esc")}
    return " ".join(named.get(each, each) for each in keys.split())


def digit_lines(keypad: Iterable[tuple[int, str]]) -> list[Line]:
    """The digits, by the results that stand on them."""
    results = [Line(str(digit), label) for digit, label in sorted(keypad)]
    return [*results, Line(str(UNDO_DIGIT), _("Take back the last result, for ten seconds"))]


def native_lines() -> list[Line]:
    """What digits mean elsewhere, and what the browser does by itself."""
    return [
        Line("1 – 9", _("In a panel of choices: choose what stands beside the digit")),
        Line("1 – 9", _("With the script in focus: go to that step")),
        Line(_("Enter"), _("Press the button in focus")),
        Line("Tab", _("Go to the next button or field")),
    ]


def _said() -> dict[str, str]:
    return {
        "primary": _("The main button: start, call, go on after a pause"),
        "hangup": _("Hang up, while it rings and in a call"),
        "mute": _("Mute, and unmute, in a call"),
        "leave-message": _("Leave the recorded message, then the next lead"),
        "palette": _("Find an action, an objection or a result by its name"),
        "say-state": _("Say where I am"),
        "escape": _("Close a panel; keep a lead from being called by itself"),
        "pause": _("Pause or break"),
        "to-note": _("To the note"),
        "to-script": _("To the script"),
        "to-objections": _("To the objections"),
        "help": _("This map"),
    }
