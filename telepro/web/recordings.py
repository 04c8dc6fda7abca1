"""Plays recordings to those who may hear them: the campaign's managers, and whoever made the call."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import PurePosixPath

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from campaigns.call.on_call import Order
from campaigns.call.recording import Purpose
from campaigns.problems import NotFound
from campaigns.states import Role
from telepro import clock
from telepro.services import recordings
from telepro.storage import KINDS, Pieces
from telepro.storage.chosen import storage_of
from telepro.web import errors
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
    kept = recordings.sound_of(_managed(), me, recording_id, now)
    part = _part_of(kept.size)
    if part is None:
        return _no_such_part(kept.size)
    try:
        pieces = storage_of(settings()).read(kept.place, *part)
    except FileNotFoundError:
        raise NotFound(recording_id) from None
    except OSError as trouble:
        return errors.no_storage(trouble)
    with ExitStack() as unless_sent:
        unless_sent.callback(pieces.close)
        if request.headers.get("Range", FROM_THE_START).startswith(FROM_THE_START):
            recordings.note_hearing(_managed(), me, recording_id, now)
        unless_sent.pop_all()
    return _streamed(pieces, kept, part)


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


def _part_of(size: int) -> tuple[int, int] | None:
    """From where to before where a player wants to hear; None for what can't be had in one part."""
    if "Range" not in request.headers:
        return 0, size
    return request.range.range_for_length(size) if request.range else None


def _no_such_part(size: int) -> Response:
    answer = make_response(errors.by_status(RequestedRangeNotSatisfiable(size)))
    answer.headers["Content-Range"] = f"bytes */{size}"
    return answer


def _streamed(pieces: Pieces, kept: recordings.Kept, part: tuple[int, int]) -> Response:
    start, stop = part
    answer = Response(pieces, mimetype=KINDS[PurePosixPath(kept.place).suffix])
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Accept-Ranges"] = "bytes"
    answer.content_length = stop - start
    if request.range:
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{kept.size}"
    return answer


def _managed() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
