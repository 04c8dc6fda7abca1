"""The pages of the law: which rules apply, what a company asks of itself beyond them, what compliance eases."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.law import PACKS, countries, table
from campaigns.law.asking import Form
from campaigns.law.term_words import sentence
from campaigns.problems import Problem, Refused
from campaigns.states import OrganisationKind, Role
from telepro import clock, queue
from telepro.db.law_changes import Line
from telepro.queue import Bell
from telepro.services import law, organisations
from telepro.web.access import administrator, anyone, company, current_person
from telepro.web.companies import company_ids
from telepro.web.presentation import HOME_ZONE, country_name, language

bp = Blueprint("law", __name__)

WORKING_WEEK = ("0", "1", "2", "3", "4")


@bp.get("/law")
@anyone
def rules() -> str:
    """Which rules apply in a country, and what is set beside them for one's companies."""
    asked = request.args.get("country", "")
    country = asked if asked in table.counts() else PACKS[0].country
    return render_template(
        "law/rules.html",
        lines=table.lines(country),
        country=country,
        packs=[(pack.country, country_name(pack.country)) for pack in PACKS],
        left=table.left_to_people(country),
        not_known=table.NOT_KNOWN,
        who_may=table.WHO_MAY,
        today=clock.now().date(),
        changes=law.standing(_theirs(), clock.now()),
        said=_said,
    )


@bp.get("/company/law")
@company
def own() -> str:
    """What the company asks of itself beyond the law."""
    return _own(())


@bp.post("/company/law")
@company
def hold() -> ResponseReturnValue:
    """Ask more of the company's own calls."""
    try:
        law.hold(_mine()[0], _form(), current_person().person_id, language(), clock.now())
    except Refused as refusal:
        return _own(refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("Every call is held to this from the next one on."), "good")
    return redirect(url_for(".own"), 303)


@bp.post("/company/law/<change_id>/end")
@company
def release(change_id: str) -> ResponseReturnValue:
    """Take back what the company asked of itself; the law stands as before."""
    law.take_back(_mine(), change_id, current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("It is taken back: the law holds as it stands."), "good")
    return redirect(url_for(".own"), 303)


@bp.get("/admin/law")
@administrator
def house() -> str:
    """What companies ask of themselves, and what compliance has eased."""
    return _house(())


@bp.post("/admin/law")
@administrator
def loosen() -> ResponseReturnValue:
    """Set a figure of the law anew, for one company or for all."""
    owner, by_id = request.form.get("company", ""), current_person().person_id
    try:
        law.loosen(owner, _form(), by_id, language(), clock.now())
    except Refused as refusal:
        return _house(refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("Every call is judged by this from the next one on."), "good")
    return redirect(url_for(".house"), 303)


@bp.post("/admin/law/<change_id>/end")
@administrator
def end(change_id: str) -> ResponseReturnValue:
    """End a change, whoever made it."""
    law.take_back(None, change_id, current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("It is taken back: the law holds as it stands."), "good")
    return redirect(url_for(".house"), 303)


def _own(problems: Sequence[Problem]) -> str:
    named = [("", _("Every country")), *_countries()]
    changes = law.standing(_mine(), clock.now())
    return _page("law/own.html", problems, changes, countries=named, closable=_countries())


def _house(problems: Sequence[Problem]) -> str:
    kept = [each for each in organisations.listed() if each.kind is OrganisationKind.COMPANY]
    owners = [("", _("Every company")), *((each.public_id, each.name) for each in kept)]
    return _page("law/house.html", problems, law.standing(None, clock.now()), owners=owners)


def _page(name: str, problems: Sequence[Problem], changes: object, **more: Any) -> str:
    return render_template(
        name,
        problems=problems,
        given=request.form,
        kind=request.form.get("kind", "figure"),
        days=request.form.getlist("days") or WORKING_WEEK,
        figures=[(f"{each.id}/{figure}", each, figure, held) for each, figure, held in _figures()],
        changes=changes,
        said=_said,
        **more,
    )


def _figures() -> list[tuple[table.Line, str, int]]:
    """Every figure that may be changed, once for each rule: its line, its name, what the law asks."""
    found = {
        (line.id, str(figure)): (line, str(figure), held)
        for country in table.counts()
        for line in table.lines(country)
        if not line.ended(clock.now().date())
        for figure, held in line.figures.items()
    }
    return list(found.values())


def _said(line: Line) -> str:
    return sentence(line.term, language(), HOME_ZONE)


def _form() -> Form:
    return Form(request.form.to_dict(), request.form.getlist("days"))


def _countries() -> list[tuple[str, str]]:
    return sorted(((each, country_name(each)) for each in countries()), key=lambda each: each[1])


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.COMPANY)


def _theirs() -> tuple[int, ...] | None:
    """The companies whose changes the person at hand may see; None for all."""
    person = current_person()
    if person.organisations(Role.ADMINISTRATOR):
        return None
    return (*_mine(), *company_ids()) if person.organisations(Role.MANAGER) else _mine()
