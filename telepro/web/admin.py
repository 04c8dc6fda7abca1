"""The administrator's pages: people and roles, organisations, do-not-call list, journal, health."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from redis.exceptions import RedisError

from campaigns.problems import Problem, Refused
from campaigns.states import OrganisationKind, Role
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import health, objections, organisations, people
from telepro.services.objections import NewObjection
from telepro.services.organisations import NewOrganisation
from telepro.services.people import NewPerson
from telepro.web.access import administrator, current_person, settings
from telepro.web.asked import number
from telepro.web.presentation import language

bp = Blueprint("admin", __name__, url_prefix="/admin")

TELEPROSPECTOR = "teleprospector"


@bp.get("/people")
@administrator
def people_page() -> str:
    """Everybody who may sign in."""
    return _people((), {})


@bp.post("/people")
@administrator
def add_person() -> ResponseReturnValue:
    """Invite somebody, or give a role to somebody who is here already."""
    role = request.form.get("role", TELEPROSPECTOR)
    new = NewPerson(
        name=request.form.get("name", ""),
        email=request.form.get("email", ""),
        role=Role(role) if role in set(Role) else None,
        organisation=request.form.get("organisation") or None,
        language=request.form.get("language", "fr"),
        spoken=tuple(request.form.getlist("spoken")) or ("fr",),
    )
    try:
        people.add(new, _me(), settings().public_base_url, clock.real_now())
    except Refused as refusal:
        return _people(refusal.problems, request.form), 422
    queue.ring(Bell.CHORES)
    flash(_invited(new.name), "good")
    return redirect(url_for(".people_page"), 303)


@bp.get("/people/<person_id>")
@administrator
def person(person_id: str) -> str:
    """One person: roles, invitation, account."""
    return render_template("admin/person.html", found=people.opened(person_id))


@bp.post("/people/<person_id>/invite")
@administrator
def invite(person_id: str) -> ResponseReturnValue:
    """Send another invitation; the old link stops working."""
    sent = people.invite_again(person_id, _me(), settings().public_base_url, clock.real_now())
    queue.ring(Bell.CHORES)
    words = _("A fresh invitation is written.") if sent else _("They have a password already.")
    flash(words, "good" if sent else "warning")
    return redirect(url_for(".person", person_id=person_id), 303)


@bp.post("/people/<person_id>/roles/end")
@administrator
def end_role(person_id: str) -> ResponseReturnValue:
    """Take a role away; open pages lose it at their next request."""
    organisation = request.form.get("organisation", "")
    role = request.form.get("role", "")
    if role not in set(Role):
        abort(404)
    people.take_role(person_id, organisation, Role(role), _me(), clock.real_now())
    flash(_("The role has ended."), "good")
    return redirect(url_for(".person", person_id=person_id), 303)


@bp.post("/people/<person_id>/disable")
@administrator
def disable(person_id: str) -> ResponseReturnValue:
    """Close an account and every page it has open."""
    people.disable(person_id, _me(), clock.real_now())
    flash(_("The account is closed."), "good")
    return redirect(url_for(".person", person_id=person_id), 303)


@bp.post("/people/<person_id>/enable")
@administrator
def enable(person_id: str) -> ResponseReturnValue:
    """Open a closed account again."""
    people.enable(person_id, _me(), clock.real_now())
    flash(_("The account is open again."), "good")
    return redirect(url_for(".person", person_id=person_id), 303)


@bp.get("/organisations")
@administrator
def organisations_page() -> str:
    """Every company and agency."""
    return _organisations((), {})


@bp.post("/organisations")
@administrator
def add_organisation() -> ResponseReturnValue:
    """Add a company or an agency."""
    agency = request.form.get("kind") == OrganisationKind.AGENCY
    new = NewOrganisation(
        name=request.form.get("name", ""),
        kind=OrganisationKind.AGENCY if agency else OrganisationKind.COMPANY,
        country=request.form.get("country", "FR").strip(),
        language=request.form.get("language", "fr"),
        time_zone=request.form.get("time_zone", "").strip(),
    )
    try:
        added = organisations.add(new, _me(), clock.now())
    except Refused as refusal:
        return _organisations(refusal.problems, request.form), 422
    flash(_("%(name)s is here now. Invite its people next.", name=added.name), "good")
    return redirect(url_for(".organisations_page"), 303)


@bp.get("/do-not-call")
@administrator
def do_not_call() -> str:
    """Who must not be called, company by company."""
    return _objections((), {})


@bp.post("/do-not-call")
@administrator
def add_objection() -> ResponseReturnValue:
    """Put a number on a company's do-not-call list, or on everybody's."""
    new = NewObjection(
        number=request.form.get("number", ""),
        country=request.form.get("country", "FR"),
        organisation=request.form.get("organisation") or None,
        reason=request.form.get("reason", ""),
        language=language(),
    )
    try:
        objections.add(new, _me(), clock.now())
    except Refused as refusal:
        return _objections(refusal.problems, request.form), 422
    queue.ring(Bell.DEAL)
    flash(_("This number will not be called again."), "good")
    return redirect(url_for(".do_not_call"), 303)


@bp.get("/health")
@administrator
def health_page() -> str:
    """What runs, what waits, what is stuck."""
    return render_template(
        "admin/health.html",
        database=health.database(),
        gauges=health.gauges(clock.now()),
        jobs=_jobs_waiting(),
        carrier=settings().carrier,
    )


def _invited(name: str) -> str:
    if settings().keeps_mail:
        words = _("%(name)s is invited: the letter with the link is in the mailbox.", name=name)
        return str(words)
    return str(_("%(name)s is invited by mail.", name=name))


def _jobs_waiting() -> dict[str, int] | None:
    try:
        return queue.waiting()
    except RedisError:
        return None


def _people(problems: tuple[Problem, ...], given: object) -> str:
    search = request.args.get("search", "")[:100]
    return render_template(
        "admin/people.html",
        people=people.listed(search),
        organisations=organisations.listed(),
        roles=tuple(Role),
        search=search,
        problems=problems,
        given=given,
    )


def _organisations(problems: tuple[Problem, ...], given: object) -> str:
    return render_template(
        "admin/organisations.html",
        organisations=organisations.listed(),
        problems=problems,
        given=given,
    )


def _objections(problems: tuple[Problem, ...], given: object) -> str:
    before = request.args.get("before", type=number)
    return render_template(
        "admin/do_not_call.html",
        page=objections.page(before),
        organisations=organisations.listed(),
        problems=problems,
        given=given,
    )


def _me() -> int:
    return current_person().person_id
