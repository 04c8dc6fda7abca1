"""The page on which a manager listens to a line of their own campaigns, whispers or joins."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.call.on_call import Mode
from campaigns.states import Role
from telepro import clock, ids, queue
from telepro.queue import Bell
from telepro.services import listening
from telepro.telephony import softphone as phones
from telepro.web import line_ticket
from telepro.web.access import current_person, manager, settings

bp = Blueprint("listening", __name__)


@bp.post("/campaigns/<campaign_id>/team/<person_id>/listen")
@manager
def begin(campaign_id: str, person_id: str) -> ResponseReturnValue:
    """Listen to a teleprospector's line."""
    me = current_person()
    mine = me.organisations(Role.MANAGER)
    begun = listening.begin(me.person_id, mine, campaign_id, person_id, clock.now())
    queue.announce(queue.desk_topic(begun.topics[0]))
    return redirect(url_for(".page", leg_id=begun.leg_id), 303)


@bp.get("/listening/<leg_id>")
@manager
def page(leg_id: str) -> str:
    """The line a manager listens to, and how they take part."""
    ear = listening.shown(current_person().person_id, leg_id)
    return render_template(
        "manager/listening.html", ear=ear, modes=modes(), data=_data(ear), now=clock.now()
    )


@bp.get("/listening/<leg_id>/ticket")
@manager
def ticket(leg_id: str) -> dict[str, str | list[str]]:
    """What the page's softphone needs to open the manager's leg, or why it can't."""
    ear = listening.shown(current_person().person_id, leg_id)
    if ear.is_over:
        return line_ticket.none(_("you have left this line"))
    return line_ticket.ticket(
        settings().carrier, lambda account: phones.listener_token(account, leg_id)
    )


@bp.get("/listening/<leg_id>/state")
@manager
def state(leg_id: str) -> dict[str, str]:
    """How far the leg has come, how it takes part, and the call on the line."""
    ear = listening.shown(current_person().person_id, leg_id)
    call = render_template("manager/_heard_call.html", call=ear.call, now=clock.now())
    return {"mode": ear.mode, "state": ear.state, "call": call}


@bp.post("/listening/<leg_id>/<any(listen, whisper, join):mode>")
@manager
def take_part(leg_id: str, mode: str) -> ResponseReturnValue:
    """Listen, whisper or join from now on."""
    key = ids.public_id()
    listening.take_part(current_person().person_id, leg_id, Mode(mode), key, clock.now())
    queue.ring(Bell.DIAL)
    return redirect(url_for(".page", leg_id=leg_id), 303)


@bp.post("/listening/<leg_id>/stop")
@manager
def stop(leg_id: str) -> ResponseReturnValue:
    """Leave the line and go back to the board."""
    ear = listening.stop(current_person().person_id, leg_id, ids.public_id(), clock.now())
    queue.ring(Bell.DIAL)
    there = url_for("manager_campaigns.campaign", campaign_id=ear.campaign_id)
    return redirect(there, 303)


def modes() -> list[tuple[Mode, str, str, str]]:
    """The ways to take part: code, key, name, who hears it."""
    return [
        (Mode.LISTEN, "L", _("Listen"), _("Nobody hears you.")),
        (Mode.WHISPER, "W", _("Whisper"), _("Only the teleprospector hears you.")),
        (Mode.JOIN, "J", _("Join"), _("Everybody on the call hears you.")),
    ]


def _data(ear: listening.Ear) -> dict[str, object]:
    return {
        "ticket": url_for(".ticket", leg_id=ear.id),
        "state": url_for(".state", leg_id=ear.id),
        "mode": ear.mode,
        "words": {
            "opening": _("Opening your line"),
            "open": _("On the line of %(person)s", person=ear.person),
            "lost": _("Line lost, opening it again"),
            "unavailable": _("No softphone"),
            "heard": _("Simulated voice:"),
            "joinAgain": _("Once more to join"),
            "joinSaid": _("Once more to join: the prospect will hear you"),
            "lineSent": _("Sent."),
            "lineNotSent": _(
                "Not sent: they are no longer at work, or have not answered five others."
            ),
        },
    }
