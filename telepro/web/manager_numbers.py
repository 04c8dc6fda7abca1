"""The manager's page of what a campaign shows and is held to: its numbers, countries, caps, money."""

from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.law import countries, home_of
from campaigns.numbers.caller_ids import DAILY_CAP
from campaigns.numbers.limits import LimitProblems, Masking, read_limits
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import caller_ids, limits
from telepro.services.caller_ids import NewNumber, Pool
from telepro.web.access import current_person, manager, settings
from telepro.web.presentation import country_name, language

bp = Blueprint("manager_numbers", __name__, url_prefix="/campaigns/<campaign_id>/numbers")


@bp.get("")
@manager
def numbers(campaign_id: str) -> str:
    """The numbers that a campaign shows, how each stands, and what its calls are held to."""
    return _page(campaign_id, ())


@bp.post("")
@manager
def add(campaign_id: str) -> ResponseReturnValue:
    """Let the campaign show one more number of the account."""
    form = request.form
    new = NewNumber(form.get("e164", ""), form.get("label", ""), form.get("daily_cap", ""))
    mine, person = _mine(), current_person().person_id
    try:
        caller_ids.add(mine, campaign_id, new, settings().carrier.numbers, person, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("The campaign shows this number from its next call on."), "good")
    return redirect(url_for(".numbers", campaign_id=campaign_id), 303)


@bp.post("/<number_id>/remove")
@manager
def remove(campaign_id: str, number_id: str) -> ResponseReturnValue:
    """Show a number no more; calls under way keep it."""
    caller_ids.remove(_mine(), campaign_id, number_id, current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("The campaign shows this number no more."), "good")
    return redirect(url_for(".numbers", campaign_id=campaign_id), 303)


@bp.post("/limits")
@manager
def hold(campaign_id: str) -> ResponseReturnValue:
    """Hold the campaign's calls to other countries, caps and money."""
    wanted = read_limits(request.form, request.form.getlist("destinations"), language())
    if isinstance(wanted, LimitProblems):
        return _page(campaign_id, wanted.problems), 422
    limits.change(_mine(), campaign_id, wanted, current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("The campaign is held to this from its next call on."), "good")
    return redirect(url_for(".numbers", campaign_id=campaign_id), 303)


def _page(campaign_id: str, problems: tuple[Problem, ...]) -> str:
    now = clock.now()
    pool = caller_ids.shown(_mine(), campaign_id, settings().carrier.numbers, now)
    capped = pool.campaign.spend_cap_cents is not None
    return render_template(
        "manager/numbers.html",
        pool=pool,
        spent_cents=limits.spent(_mine(), campaign_id, now) if capped else None,
        countries=sorted(((code, country_name(code)) for code in countries()), key=_by_name),
        held=request.form if request.endpoint == "manager_numbers.hold" else _held(pool),
        named=request.form.getlist("destinations") or _called(pool),
        given=request.form,
        daily_cap=DAILY_CAP,
        problems=problems,
    )


def _held(pool: Pool) -> dict[str, str]:
    campaign = pool.campaign
    cents, cap = campaign.spend_cap_cents, campaign.caller_id_cap
    point = "," if language() == "fr" else "."
    masks = {None: Masking.AS_COMPANY, True: Masking.MASKED, False: Masking.SHOWN}
    return {
        "caller_id_cap": "" if cap is None else str(cap),
        "spend_cap": "" if cents is None else f"{cents // 100}{point}{cents % 100:02d}",
        "masking": masks[campaign.mask_numbers],
    }


def _called(pool: Pool) -> Collection[str]:
    named = pool.campaign.destinations
    return home_of(pool.campaign.country) if named is None else named


def _by_name(country: tuple[str, str]) -> str:
    return country[1]


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
