"""The manager's page of a campaign's meetings: who comes, who can't, what is written to them and how."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.follow_up.reminders import SMS_COUNTRIES, Wishes
from campaigns.pipeline import MEETING_LABELS
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from campaigns.validation import DECISIONS, Act, Side
from telepro import clock, ids
from telepro.services import campaign_meetings, meeting_moves, validation
from telepro.services.meeting_moves import Move
from telepro.services.validation import Speaker, Word
from telepro.web.access import current_person, manager, settings
from telepro.web.answering import answer_word
from telepro.web.asked import local_moment, page_before
from telepro.web.presentation import language

bp = Blueprint("manager_meetings", __name__, url_prefix="/campaigns/<campaign_id>/meetings")


@bp.get("")
@manager
def meetings(campaign_id: str) -> str:
    """A campaign's meetings, the latest first."""
    return _page(campaign_id, ())


@bp.post("")
@manager
def write_by(campaign_id: str) -> ResponseReturnValue:
    """Choose by which channels prospects are written to."""
    wishes = Wishes(*(name in request.form for name in ("mail", "sms", "both")))
    numbers, by = settings().carrier.sms_numbers, current_person().person_id
    try:
        campaign_meetings.write_by(_mine(), campaign_id, wishes, numbers, by, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    flash(_("Noted. It counts for meetings booked from now on."), "good")
    return redirect(url_for(".meetings", campaign_id=campaign_id), 303)


@bp.post("/<meeting_id>/move")
@manager
def move(campaign_id: str, meeting_id: str) -> ResponseReturnValue:
    """Move a meeting to another moment."""
    by, local = current_person().person_id, local_moment("starts_local")
    wanted = Move((), _mine(), meeting_id, by, local, language())
    try:
        meeting_moves.move(wanted, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    flash(_("The meeting is moved. Its prospect is written to about the new moment."), "good")
    return redirect(url_for(".meetings", campaign_id=campaign_id), 303)


@bp.post("/<meeting_id>/answer")
@manager
def answer(campaign_id: str, meeting_id: str) -> ResponseReturnValue:
    """Answer what a company contests."""
    campaign_meetings.managed(_mine(), campaign_id)
    return _say(
        campaign_id, answer_word(meeting_id), _("Your answer is sent. The company reads it.")
    )


@bp.post("/<meeting_id>/settle")
@manager
def settle(campaign_id: str, meeting_id: str) -> ResponseReturnValue:
    """Settle a contested meeting, where the mission's terms give that to the manager."""
    campaign_meetings.managed(_mine(), campaign_id)
    wanted = request.form.get("decision", "")
    if wanted not in DECISIONS:
        abort(400)
    key = request.form.get("key", "")[:80] or ids.public_id()
    word = Word(meeting_id, Act(wanted), key, words=request.form.get("words", ""))
    return _say(campaign_id, word, _("Settled. The company and the teleprospector are told."))


def _say(campaign_id: str, word: Word, said: str) -> ResponseReturnValue:
    speaker = Speaker(Side.MANAGER, current_person().person_id, _mine())
    try:
        validation.say(speaker, word, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    flash(said, "good")
    return redirect(url_for(".meetings", campaign_id=campaign_id), 303)


def _page(campaign_id: str, problems: tuple[Problem, ...]) -> str:
    page = campaign_meetings.of_campaign(_mine(), campaign_id, page_before())
    last = page.meetings[-1] if page.meetings and page.has_more else None
    return render_template(
        "manager/meetings.html",
        page=page,
        campaign=page.campaign,
        older=f"{last.starts_at.timestamp()}~{last.public_id}" if last else None,
        labels=MEETING_LABELS,
        numbers=settings().carrier.sms_numbers,
        texts_are_lawful=page.campaign.country in SMS_COUNTRIES,
        problems=problems,
        now=clock.now(),
    )


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
