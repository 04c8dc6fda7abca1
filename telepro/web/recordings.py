"""Plays recordings to those who may hear them: the campaign's managers, and whoever made the call."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.on_call import Order
from campaigns.recording import Purpose
from campaigns.states import Role
from telepro import clock
from telepro.services import recordings
from telepro.storage import KINDS, Storage
from telepro.web.access import anyone, current_person, manager, settings

bp = Blueprint("recordings", __name__, url_prefix="/recordings")

FROM_THE_START = "bytes=0-"


@bp.get("/<recording_id>")
@anyone
def page(recording_id: str) -> str:
    """A recording with its player and its marks."""
    found = recordings.opened(_managed(), current_person().person_id, recording_id)
    return render_template(
        "manager/recording.html",
        found=found,
        marks=marks(),
        purposes=purposes(),
        may_delete=bool(_managed()),
    )


@bp.get("/<recording_id>/sound")
@anyone
def sound(recording_id: str) -> ResponseReturnValue:
    """The sound, whole or in part as a player asks for it; streamed from our own storage."""
    me, now = current_person().person_id, clock.now()
    storage = Storage(settings().recordings)
    path = recordings.sound_of(_managed(), me, recording_id, storage, now)
    if request.headers.get("Range", FROM_THE_START).startswith(FROM_THE_START):
        recordings.note_hearing(_managed(), me, recording_id, now)
    answer = send_file(path, mimetype=KINDS[path.suffix], conditional=True)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.post("/<recording_id>/delete")
@manager
def delete(recording_id: str) -> ResponseReturnValue:
    """Let a recording go before its time, because somebody asked for it."""
    by = current_person().person_id
    recordings.ask_to_delete(_managed(), by, recording_id, clock.now())
    flash(_("Nobody hears this recording any more; it is deleted within minutes."), "good")
    return redirect(url_for(".page", recording_id=recording_id), 303)


def marks() -> Mapping[Order, str]:
    """What happened during the call, by the order that brought it about."""
    return {
        Order.HOLD: _("put on hold"),
        Order.RESUME: _("back from hold"),
        Order.KEYS: _("keys pressed"),
        Order.BRING_IN: _("colleague called"),
        Order.LET_GO: _("colleague let go"),
        Order.HAND_OVER: _("handed over"),
        Order.LEAVE_MESSAGE: _("message left"),
        Order.PAUSE_RECORDING: _("recording paused"),
        Order.GO_ON_RECORDING: _("recording goes on"),
    }


def purposes() -> Mapping[str, str]:
    """What a recording serves, in words."""
    return {
        Purpose.TRAINING: _("training"),
        Purpose.QUALITY: _("quality"),
        Purpose.EVALUATION: _("evaluation"),
    }


def _managed() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
