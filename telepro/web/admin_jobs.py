"""The administrator's page of jobs: queues, workers, chores, failures, and what was given up."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from redis.exceptions import RedisError

from telepro import clock, queue, queue_watch
from telepro.db.dead_letters import LetterKind
from telepro.queue import Bell
from telepro.queue_watch import Standing
from telepro.services import dead_letters
from telepro.web.access import administrator, current_person
from telepro.web.asked import number

bp = Blueprint("admin_jobs", __name__, url_prefix="/admin/jobs")

KINDS = "<any(message, mail, recording):kind>"
LETTER = f"/{KINDS}/<int(max=9223372036854775807):letter_id>"
# Who takes up what is to be tried again.
ANSWERED_BY = {
    LetterKind.MESSAGE: Bell.EVENTS,
    LetterKind.MAIL: Bell.CHORES,
    LetterKind.RECORDING: Bell.IMPORTS,
}


@bp.get("")
@administrator
def jobs() -> str:
    """How everything stands that works behind the pages."""
    return render_template(
        "admin/jobs.html",
        standing=_standing(),
        kept=dead_letters.kept(clock.now()),
        # Queues keep real time, whatever the campaigns' clock says.
        real_now=clock.real_now(),
        bells=_bells(),
        kinds=_kinds(),
        chores=_chores(),
    )


@bp.post("/ring")
@administrator
def ring() -> ResponseReturnValue:
    """Ring every bell, as `telepro queue rebuild` does: each job reads its rows anew."""
    queue.ring(*Bell)
    flash(_("Every bell was rung; whatever waits is taken up."), "good")
    return redirect(url_for(".jobs"), 303)


@bp.post(f"{LETTER}/again")
@administrator
def try_again(kind: str, letter_id: int) -> ResponseReturnValue:
    """Have one tried again."""
    which = LetterKind(kind)
    done = dead_letters.try_again(which, letter_id, _me(), clock.now())
    if done:
        queue.ring(ANSWERED_BY[which])
    return _done(_("It is tried again."), done)


@bp.post(f"{LETTER}/drop")
@administrator
def drop(kind: str, letter_id: int) -> ResponseReturnValue:
    """Give one up for good, with a reason."""
    reason = request.form.get("reason", "").strip()
    if not reason:
        flash(_("Say why it is dropped: the journal keeps the reason."), "warning")
        return redirect(url_for(".jobs"), 303)
    done = dead_letters.drop(LetterKind(kind), letter_id, reason, _me(), clock.now())
    return _done(_("It is dropped."), done)


@bp.get(f"/{KINDS}/again")
@administrator
def preview(kind: str) -> str:
    """How many would be tried again."""
    found = dead_letters.preview(LetterKind(kind), clock.now())
    return render_template("admin/try_again.html", preview=found, kinds=_kinds())


@bp.post(f"/{KINDS}/again")
@administrator
def try_all_again(kind: str) -> ResponseReturnValue:
    """Have all of a kind tried again that the preview showed."""
    which, newest = LetterKind(kind), request.form.get("newest", 0, type=number)
    done = dead_letters.try_all_again(which, newest, _me(), clock.now())
    if done:
        queue.ring(ANSWERED_BY[which])
    said = ngettext("%(num)d is tried again.", "%(num)d are tried again.", done)
    return _done(said, done > 0)


def _done(said: str, done: bool) -> ResponseReturnValue:
    moved_on = _("Nothing was changed: it has moved on meanwhile.")
    flash(said if done else moved_on, "good" if done else "warning")
    return redirect(url_for(".jobs"), 303)


def _standing() -> Standing | None:
    try:
        return queue_watch.look()
    except RedisError:
        return None


def _bells() -> dict[str, str]:
    return {
        Bell.DIAL: _("Calls to place"),
        Bell.EVENTS: _("What the carrier says"),
        Bell.DEAL: _("Call lists"),
        Bell.IMPORTS: _("Files and recordings"),
        Bell.CHORES: _("Chores"),
    }


def _kinds() -> dict[str, str]:
    return {
        LetterKind.MESSAGE: _("Messages of the carrier that could not be applied"),
        LetterKind.MAIL: _("Mails that failed three times and wait for the next try"),
        LetterKind.RECORDING: _("Recordings that could not be fetched"),
    }


def _chores() -> dict[str, str]:
    return {
        "reconcile": _("Ask the carrier about silent calls"),
        "lines": _("Give back what lost lines hold"),
        "mail": _("Send mail"),
        "meetings": _("Messages about meetings"),
        "calendars": _("Read closers’ calendars"),
        "publish": _("Tell events"),
        "alarms": _("Late callbacks"),
        "promises": _("Promises that nobody could keep"),
        "results": _("Note results that nobody answered in time"),
        "recordings": _("Recordings to find and to delete"),
        "tidy": _("Forget what has served"),
        "unconfirmed": _("Drop files nobody confirmed"),
        "recount": _("Compare counters with rows"),
        "spending": _("Stop what is spent"),
        "rest": _("Rest numbers that collapse"),
        "figures": _("Look at figures’ alarms"),
        "lists": _("Look at what lists hold"),
        "outlooks": _("Foretell campaigns"),
    }


def _me() -> int:
    return current_person().person_id
