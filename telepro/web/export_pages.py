"""The page from which prospects leave as a file, the same for a manager and for a company."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.problems import Problem, Refused
from campaigns.prospect_base.exporting import FileForm
from campaigns.states import Role
from telepro import clock
from telepro.files.tables import TYPES
from telepro.services import prospect_exports
from telepro.services.prospect_exports import Taker, Wish
from telepro.web import prospect_form
from telepro.web.access import current_person
from telepro.web.presentation import language


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page stands: the role it is opened in, and the template that frames it."""

    role: Role
    template: str


def page(place: Place, problems: Sequence[Problem] = ()) -> str:
    """The form, what is left of the day, and what left before."""
    offered = prospect_exports.offer(_taker(place), clock.now())
    # The file is chosen here anew; the rest of a search is carried along.
    searched = {
        name: value
        for name in prospect_form.FIELDS
        if name not in {"company", "file"} and (value := request.form.get(name, ""))
    }
    words = {"problems": problems, "given": request.form, "searched": searched}
    return render_template(place.template, offer=offered, **words)


def send(place: Place) -> ResponseReturnValue:
    """The file; or the form again with what is wrong."""
    form = request.form
    wish = Wish(
        company=form.get("company", ""),
        file=form.get("file", "")[:40],
        campaign=form.get("campaign", "")[:40],
        form=FileForm.XLSX if form.get("form") == FileForm.XLSX else FileForm.CSV,
        reason=form.get("reason", ""),
        narrowed=prospect_form.wanted({**form, "company": ""}, ()),
    )
    try:
        leaving = prospect_exports.take_out(_taker(place), wish, clock.now())
    except Refused as refusal:
        return page(place, refusal.problems), 422
    response = Response(leaving.pieces, mimetype=TYPES[leaving.form])
    response.headers.set("Content-Disposition", "attachment", filename=leaving.name)
    return response


def _taker(place: Place) -> Taker:
    person = current_person()
    return Taker(person.person_id, place.role, person.organisations(place.role), language())
