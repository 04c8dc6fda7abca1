"""The manager's page of a sample: what it holds and where to look at it, and both words, in and out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import samples
from telepro.services.samples import Asker
from telepro.web.access import current_person, manager, settings
from telepro.web.companies import mine
from telepro.web.presentation import language

bp = Blueprint("manager_samples", __name__, url_prefix="/sample")


@bp.get("")
@manager
def sample() -> str:
    """What the sample holds, what can be tried with it, and what goes when it is taken out."""
    return _page(())


@bp.post("")
@manager
def put_in() -> ResponseReturnValue:
    """Put the sample in; where it is in already, show it."""
    asker = Asker(mine(), current_person().person_id, language())
    samples.put_in(asker, settings().data / "imports", clock.now())
    queue.ring(Bell.IMPORTS)
    flash(_("The sample is in. All of it bears its mark, and none of it is ever called."), "good")
    return redirect(url_for(".sample"), 303)


@bp.post("/out")
@manager
def take_out() -> ResponseReturnValue:
    """Take the sample out with everything that was made with it."""
    company, by = request.form.get("company", ""), current_person().person_id
    try:
        samples.take_out(mine(), company, by, clock.now())
    except Refused as refusal:
        return _page(refusal.problems), 409
    flash(_("The sample is gone, with everything that was made with it."), "good")
    return redirect(url_for("manager_campaigns.campaigns_page"), 303)


@bp.app_template_global("sample_is_offered")
def is_offered() -> bool:
    """Tell a page whether the manager at hand has nothing yet."""
    return samples.is_offered(mine())


@bp.app_template_global("sample_name")
def name() -> str | None:
    """Give a page the name of the sample that the manager at hand has, if any."""
    return samples.named(mine())


def _page(problems: tuple[Problem, ...]) -> str:
    return render_template("manager/sample.html", sample=samples.at_hand(mine()), problems=problems)
