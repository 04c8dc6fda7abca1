"""What the pages of the law share: the figures that may be changed, the form as typed, the table's words."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request

from campaigns.law import countries, table
from campaigns.law.asking import Form
from campaigns.law.term_words import sentence
from campaigns.problems import Problem
from telepro import clock
from telepro.db.law_changes import Line
from telepro.web.presentation import HOME_ZONE, country_name, language

WORKING_WEEK = ("0", "1", "2", "3", "4")


def page(name: str, changes: Sequence[Line], problems: Sequence[Problem], **more: Any) -> str:
    """A page on which figures are set, with what is set already and what is wrong with the form."""
    return render_template(
        name,
        changes=changes,
        problems=problems,
        given=request.form,
        kind=request.form.get("kind", "figure"),
        days=request.form.getlist("days") or WORKING_WEEK,
        figures=_figures(),
        said=said,
        **more,
    )


def said(line: Line) -> str:
    """A change as a sentence."""
    return sentence(line.term, language(), HOME_ZONE)


def form() -> Form:
    """The form as typed."""
    return Form(request.form.to_dict(), request.form.getlist("days"))


def named_countries() -> list[tuple[str, str]]:
    """Every country that may be called, with its name, by name."""
    return sorted(((each, country_name(each)) for each in countries()), key=lambda each: each[1])


def _figures() -> list[tuple[str, table.Line, str, int]]:
    """Every figure that may be changed, once for each rule: its value in a form, its line, its name, what
    the law asks."""
    found = {
        f"{line.id}/{figure}": (line, str(figure), held)
        for country in table.counts()
        for line in table.lines(country)
        if not line.ended(clock.now().date())
        for figure, held in line.figures.items()
    }
    return [(value, *rest) for value, rest in found.items()]
