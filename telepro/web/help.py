"""Help: the map of keys, from the same table that binds them, and one page for each part people play."""

from flask import Blueprint, abort, render_template

from campaigns.dispositions import DEFAULT_SET
from telepro.services import own_ways
from telepro.web import desk_keys, keyboard
from telepro.web.access import Policy, anyone, current_person
from telepro.web.help_words import DAYS, TITLES

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
@anyone
def start() -> str:
    """Where to read on; one's own part first."""
    person = current_person()
    mine = [name for name in DAYS if person.may(Policy(name))]
    others = [name for name in DAYS if name not in mine]
    return render_template("help/start.html", mine=mine, others=others, titles=TITLES)


@bp.get("/keyboard")
@anyone
def keys() -> str:
    """The map of keys, made to be printed."""
    person = current_person()
    letters = person.is_teleprospector and own_ways.of(person.person_id).letters
    keypad = desk_keys.keypad(DEFAULT_SET)
    return render_template(
        "help/keyboard.html",
        keys=keyboard.lines(keyboard.SHORTCUTS),
        digits=keyboard.digit_lines((digit, key.label) for digit, key in keypad.items()),
        letters=keyboard.lines(keyboard.LETTERS),
        letters_count=letters,
        native=keyboard.native_lines(),
        titles=TITLES,
    )


@bp.get("/<name>")
@anyone
def of_part(name: str) -> str:
    """The day of one part, in one screen of text."""
    if name not in DAYS:
        abort(404)
    is_mine = current_person().may(Policy(name))
    return render_template(
        "help/part.html", name=name, told=DAYS[name], is_mine=is_mine, titles=TITLES
    )
