"""The mailbox of a TelePro without mail server: open to all in a demonstration, else to administrators."""

from flask import Blueprint, abort, render_template

from telepro.services import mailing
from telepro.web.access import Policy, person_if_any, public, settings

bp = Blueprint("mailbox", __name__, url_prefix="/mailbox")


@bp.before_request
def only_where_mail_stays_here() -> None:
    """Mail holds one-time links: without a mail server somebody trusted must hand them over."""
    person = person_if_any()
    trusted = person is not None and person.may(Policy.ADMINISTRATOR)
    if not settings().demo and not (settings().keeps_mail and trusted):
        abort(404)


@bp.get("")
@public
def mailbox() -> str:
    """The latest mails."""
    return render_template("mailbox/mailbox.html", mails=mailing.newest())


@bp.get("/<int(max=9223372036854775807):mail_id>")
@public
def letter(mail_id: int) -> str:
    """One mail."""
    found = mailing.one(mail_id)
    if found is None:
        abort(404)
    return render_template("mailbox/letter.html", mail=found)
