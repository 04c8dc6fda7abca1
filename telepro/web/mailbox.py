"""The demonstration's mailbox: the mail that a real system would send, open to whoever tries it out."""

from flask import Blueprint, abort, render_template

from telepro.services import mailing
from telepro.web.access import public, settings

bp = Blueprint("mailbox", __name__, url_prefix="/mailbox")


@bp.before_request
def only_in_a_demonstration() -> None:
    """Mail holds one-time links: outside a demonstration this page does not exist."""
    if not settings().demo:
        abort(404)


@bp.get("")
@public
def mailbox() -> str:
    """The latest mails."""
    return render_template("mailbox/mailbox.html", mails=mailing.newest())


@bp.get("/<int:mail_id>")
@public
def letter(mail_id: int) -> str:
    """One mail."""
    found = mailing.one(mail_id)
    if found is None:
        abort(404)
    return render_template("mailbox/letter.html", mail=found)
