"""The dictionary that a desk without a database gives its browser: of a lead without a name or a number."""

from dataclasses import replace

from flask import Response, render_template

from telepro.db.desk_views import Desk
from telepro.web import desk_dictionary, desk_page, dictionaries
from telepro.web.presentation import language
from tests.web.desk_values import NOW, card


def dictionary_of(desk: Desk) -> Response:
    """What all the leads of that desk have in common."""
    nobody = replace(card("⟦entry⟧", "⟦name⟧"), phones=(), contacts=(), history=())
    shared = {**desk_page.shared(desk, NOW), "card": nobody}
    lead = render_template("desk/_parts_of_lead.html", **shared)
    kept = dictionaries.known().keep(desk_dictionary.text(lead, language()))
    said = dictionaries.answer(kept, "/desk*", f"stage~{language()}")
    said.headers["Cache-Control"] = "max-age=600"
    return said
