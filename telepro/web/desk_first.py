"""A teleprospector's first minutes: how they use the keyboard, a microphone that works, three keys, a call.

Each part may be left out; what they choose is theirs and can be changed on their account's page.
"""

from dataclasses import replace

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.dispositions import RULES, Disposition
from campaigns.teleprospector.own_ways import OwnWays, chosen
from telepro.services import accounts, own_ways
from telepro.web import desk_page, keyboard, security
from telepro.web.access import current_person, teleprospector

bp = Blueprint("desk_first", __name__, url_prefix="/desk/first")

LANGUAGES = ("fr", "en")
TO_TRY = ("F2", "F8", "1")


@bp.get("")
@teleprospector
def minutes() -> str:
    """Language and letters, the check of the workplace, three keys to try, on one page."""
    person = current_person()
    return render_template(
        "desk/first.html",
        ways=own_ways.of(person.person_id),
        check=desk_page.check_data(person.public_id),
        to_try=TO_TRY,
        no_answer=RULES[Disposition.NO_ANSWER].labels,
        keyboard=keyboard.for_script(with_letters=False),
    )


@bp.post("")
@teleprospector
def choose() -> ResponseReturnValue:
    """Keep what they chose, and go to the practice call, or to the desk for who skips it."""
    person = current_person()
    if (language := request.form.get("language", "")) in LANGUAGES:
        accounts.speak(person.person_id, language)
    own_ways.change(person.person_id, _chosen)
    skips = request.form.get("go") == "skip"
    goal = url_for("desk.desk") if skips else url_for("desk_training.practise", first=1)
    response = make_response(redirect(goal, 303))
    response.delete_cookie(security.LANGUAGE_COOKIE)
    return response


def _chosen(ways: OwnWays) -> OwnWays:
    form = request.form
    return replace(chosen(ways, form.get("letters", ""), ""), has_practised=True)
