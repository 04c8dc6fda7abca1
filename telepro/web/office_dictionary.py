"""The dictionary of a manager's pages: their own words, and the plans that one begins with."""

from functools import cache

from flask import Blueprint, Flask, current_app, url_for
from flask.typing import ResponseReturnValue

from campaigns.states import Role
from campaigns.templates import TemplateKind
from telepro.files import plan_templates
from telepro.web import dictionaries
from telepro.web.access import person_if_any, public
from telepro.web.dictionaries import Dictionary
from telepro.web.presentation import language
from telepro.web.template_words import text_of

bp = Blueprint("office_dictionary", __name__, url_prefix="/dictionary")

KIND, MATCH = "office", "/*"
PAGES = "manager/"


@bp.get("/<any(fr, en):spoken>")
@public
def dictionary(spoken: str) -> ResponseReturnValue:
    """What a browser keeps of a manager's pages: what is sent of them to everybody."""
    return dictionaries.answer(_made(spoken), MATCH, f"{KIND}~{spoken}")


def install(app: Flask) -> None:
    """Tell `app` how this dictionary is made by its name, and its templates where it is."""
    dictionaries.of(app).makers[KIND] = made_anew
    app.jinja_env.globals.update(dictionary_address=address)


def address() -> str:
    """Where a manager's browser finds it; nothing for anybody else."""
    person = person_if_any()
    if person is None or not person.organisations(Role.MANAGER):
        return ""
    spoken = language()
    return url_for("office_dictionary.dictionary", spoken=spoken, v=_made(spoken).fingerprint)


def mark(spoken: str) -> str:
    """What tells the words of these pages in a language from those of another release."""
    return _made(spoken).fingerprint


def made_anew(name: str) -> Dictionary | None:
    """The dictionary of that language, None for what is none."""
    return _made(name) if name in {"fr", "en"} else None


def _made(spoken: str) -> Dictionary:
    return dictionaries.known().keep(_text(spoken))


@cache
def _text(spoken: str) -> str:
    environment = current_app.jinja_env
    names = [name for name in environment.list_templates() if name.startswith(PAGES)]
    plans = (plan_templates.text_of(kind, spoken) for kind in TemplateKind)
    return "\n".join((*plans, text_of(environment, names, spoken)))
