"""Lines between a manager and people at work: the manager's page, and what the desk sends back.

    POST /desk/coach/ID/read                                                    -> {}
    POST /desk/coach/ID/answer  {reply: understood | listen_to_me | call_me}    -> {}

The desk's state carries them as `session.coach`: [{id, by, text, sent_at, read}], the oldest first.
"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.listening.coaching import LONGEST, Reply
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock, queue
from telepro.services import coaching
from telepro.web import desk_forms
from telepro.web.access import current_person, manager, teleprospector
from telepro.web.asked import body

bp = Blueprint("coaching", __name__)


@bp.get("/campaigns/<campaign_id>/team/<person_id>/message")
@manager
def thread(campaign_id: str, person_id: str) -> str:
    """What was written to somebody today, and a line to add."""
    return _page(campaign_id, person_id, ())


@bp.post("/campaigns/<campaign_id>/team/<person_id>/message")
@manager
def write(campaign_id: str, person_id: str) -> ResponseReturnValue:
    """Write a line to somebody at work."""
    me, said = current_person().person_id, request.form.get("text", "")
    try:
        topics = coaching.write(me, _mine(), campaign_id, person_id, said, clock.now())
    except Refused as refusal:
        return _page(campaign_id, person_id, refusal.problems), 422
    _announce(topics)
    flash(_("Sent. They see it at the foot of their page, and hear of it after the call."), "good")
    return redirect(url_for(".thread", campaign_id=campaign_id, person_id=person_id), 303)


@bp.post("/desk/coach/<coach_id>/read")
@teleprospector
def read(coach_id: str) -> dict[str, str]:
    """A line was said at the desk."""
    _announce(coaching.read(current_person().person_id, coach_id, clock.now()))
    return {}


@bp.post("/desk/coach/<coach_id>/answer")
@teleprospector
def answer(coach_id: str) -> dict[str, str]:
    """Answer a line with one press."""
    reader = desk_forms.Reader(body())
    reply = reader.code("reply", Reply)
    reader.require("reply", reply, ", ".join(Reply))
    reader.done()
    me = current_person().person_id
    _announce(coaching.answer(me, coach_id, reply or Reply.UNDERSTOOD, clock.now()))
    return {}


def _page(campaign_id: str, person_id: str, problems: tuple[Problem, ...]) -> str:
    return render_template(
        "manager/message.html",
        thread=coaching.thread(_mine(), campaign_id, person_id, clock.now()),
        problems=problems,
        given=request.form,
        most=LONGEST,
    )


def _announce(topics: tuple[str, str]) -> None:
    person, campaign = topics
    queue.announce(queue.desk_topic(person), queue.board_topic(campaign))


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
