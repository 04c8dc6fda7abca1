"""Pages of signing in and out, one-time links and one's own account."""

from flask import (
    Blueprint,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from campaigns.problems import Problem, Refused
from campaigns.states import LinkPurpose
from campaigns.teleprospector.own_ways import MINUTES, chosen
from telepro import clock, demo
from telepro.services import accounts, own_ways
from telepro.services.accounts import Door, NewAccount, TooManyTries
from telepro.web import security
from telepro.web.access import (
    Actor,
    anyone,
    current_person,
    person_if_any,
    public,
    settings,
    teleprospector,
)
from telepro.web.navigation import home_of

bp = Blueprint("auth", __name__)

LANGUAGES = ("fr", "en")


@bp.get("/")
@public
def start() -> ResponseReturnValue:
    """The person's own home, or the sign-in."""
    person = person_if_any()
    return redirect(home_of(person) if person else url_for("auth.sign_in"), 303)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Address and password."""
    if request.method != "POST":
        return _sign_in_page()
    try:
        key = accounts.sign_in(
            request.form.get("email", ""),
            request.form.get("password", ""),
            _door(),
            clock.real_now(),
        )
    except TooManyTries as refusal:
        return _sign_in_page(refusal.problems), 429
    except Refused as refusal:
        return _sign_in_page(refusal.problems), 422
    return _enter(key, _safe(request.form.get("next", "")))


@bp.post("/sign-out")
@anyone
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    accounts.sign_out(current_user.key, clock.real_now())
    logout_user()
    session.clear()
    flash(_("You are signed out."), "good")
    return redirect(url_for("auth.sign_in"), 303)


@bp.route("/forgotten", methods=["GET", "POST"])
@public
def forgotten() -> ResponseReturnValue:
    """Ask for a link that sets a new password; the answer is the same for every address."""
    if request.method != "POST":
        return render_template("auth/forgotten.html", problems=(), email="")
    email = request.form.get("email", "")
    try:
        accounts.forgot(email, _door(), settings().public_base_url, clock.real_now())
    except TooManyTries as refusal:
        return render_template("auth/forgotten.html", problems=refusal.problems, email=email), 429
    return redirect(url_for("auth.sent"), 303)


@bp.get("/forgotten/sent")
@public
def sent() -> ResponseReturnValue:
    """What to do after asking."""
    return render_template("auth/sent.html")


@bp.get("/welcome/<token>")
@public
def welcome(token: str) -> ResponseReturnValue:
    """What a one-time link opens."""
    found = accounts.welcome(token, clock.real_now())
    if found is None:
        return render_template("auth/spent.html"), 410
    return render_template("auth/welcome.html", found=found, problems=(), given=NewAccount(""))


@bp.post("/welcome/<token>")
@public
def use(token: str) -> ResponseReturnValue:
    """Choose a password, and on the first link an account."""
    found = accounts.welcome(token, clock.real_now())
    if found is None:
        return render_template("auth/spent.html"), 410
    given = NewAccount(
        password=request.form.get("password", ""),
        name=request.form.get("name", found.name),
        email=request.form.get("email", found.email),
        language=_language(request.form.get("language", found.language)),
    )
    try:
        key = accounts.enter(token, given, clock.real_now())
    except Refused as refusal:
        page = render_template(
            "auth/welcome.html", found=found, problems=refusal.problems, given=given
        )
        return page, 422
    return _enter(key, "", found.purpose)


@bp.get("/account")
@anyone
def account() -> ResponseReturnValue:
    """One's own name, address and language; for who calls, their own way of working."""
    person = current_person()
    ways = own_ways.of(person.person_id) if person.is_teleprospector else None
    return render_template("auth/account.html", ways=ways, rests=_rests())


@bp.post("/account/ways")
@teleprospector
def choose_ways() -> ResponseReturnValue:
    """Keep how one works: letters as keys, after how much talk a rest is proposed."""
    form = request.form
    own_ways.change(
        current_person().person_id,
        lambda ways: chosen(ways, form.get("letters", ""), form.get("rest_after", "")),
    )
    flash(_("Kept."), "good")
    return redirect(url_for("auth.account"), 303)


@bp.post("/account/language")
@anyone
def choose_language() -> ResponseReturnValue:
    """Keep the language one reads in."""
    accounts.speak(current_person().person_id, _language(request.form.get("language", "")))
    response = make_response(redirect(url_for("auth.account"), 303))
    response.delete_cookie(security.LANGUAGE_COOKIE)
    return response


def _sign_in_page(problems: tuple[Problem, ...] = ()) -> str:
    return render_template(
        "auth/sign_in.html",
        problems=problems,
        email=request.form.get("email", ""),
        next=_safe(request.values.get("next", "")),
        sign_ins=_to_try() if settings().demo else (),
    )


def _to_try() -> list[tuple[str, demo.SignIn]]:
    names = {
        "teleprospector": _("Teleprospector"),
        "manager": _("Campaign manager"),
        "company": _("Company"),
        "administrator": _("Administrator"),
    }
    first = {each.role: each for each in reversed(demo.PEOPLE)}
    return [(names[role], first[role]) for role in names]


def _rests() -> list[tuple[str, str]]:
    minutes = [(str(each), _("%(num)s minutes", num=each)) for each in MINUTES if each]
    return [("0", _("Never")), *minutes]


def _enter(key: str, back: str, purpose: LinkPurpose | None = None) -> ResponseReturnValue:
    # A fresh session, so that nothing set before the sign-in lives on in it.
    session.clear()
    session.permanent = True
    found = security.signed_in(key, clock.real_now())
    if found is None:
        return redirect(url_for("auth.sign_in"), 303)
    login_user(found)
    first = _first_minutes(found.actor) if purpose is LinkPurpose.INVITATION else ""
    response = make_response(redirect(back or first or home_of(found.actor), 303))
    response.delete_cookie(security.LANGUAGE_COOKIE)
    return response


def _first_minutes(actor: Actor) -> str:
    """Where an invited teleprospector begins; empty for everybody else and for who has been there."""
    if home_of(actor) != url_for("desk.desk") or own_ways.of(actor.person_id).has_practised:
        return ""
    return url_for("desk_first.minutes")


def _door() -> Door:
    address = request.remote_addr or "unknown"
    return Door(address, settings().limits, settings().fingerprint_key)


def _language(text: str) -> str:
    return text if text in LANGUAGES else "fr"


def _safe(back: str) -> str:
    # Only a path of ours: browsers read // and /\ as another host, and drop tabs and line ends.
    inside = back.startswith("/") and not back.startswith("//") and "\\" not in back
    return back if inside and back.isprintable() else ""
