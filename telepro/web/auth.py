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
from flask_login import current_user, logout_user
from flask_wtf.csrf import generate_csrf

from campaigns.problems import Problem, Refused
from campaigns.teleprospector.own_ways import MINUTES, chosen
from telepro import clock, demo
from telepro.db.doors import TooManyTries
from telepro.services import accounts, own_ways
from telepro.services import passkeys as own_passkeys
from telepro.services.accounts import NewAccount
from telepro.web import passkeys, security
from telepro.web.access import (
    anyone,
    current_person,
    person_if_any,
    public,
    settings,
    teleprospector,
)
from telepro.web.entering import door, enter, entered, safe
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
        key = _checked()
    except TooManyTries as refusal:
        return _sign_in_page(refusal.problems), 429
    except Refused as refusal:
        return _sign_in_page(refusal.problems), 422
    return enter(key, safe(request.form.get("next", "")))


@bp.route("/sign-in/again", methods=["GET", "POST"])
@public
def again() -> ResponseReturnValue:
    """Address and password over a page that stays open, so that nobody is cut off in a call."""
    person = person_if_any()
    if person is not None:
        # Signed in elsewhere meanwhile: a token of this sign-in is all that the page lacks.
        return {"person": person.public_id, "token": generate_csrf()}
    if request.method != "POST":
        return render_template("auth/_again.html", has_passkeys=passkeys.is_here())
    try:
        key = _checked()
    except Refused as refusal:
        problems = [problem.as_dict() for problem in refusal.problems]
        return {"problems": problems}, 429 if isinstance(refusal, TooManyTries) else 422
    return entered(key, "")


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
        accounts.forgot(email, door(), settings().public_base_url, clock.real_now())
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
    return enter(key, "", found.purpose)


@bp.get("/account")
@anyone
def account() -> ResponseReturnValue:
    """One's own name, address and language; for who calls, their own way of working."""
    person = current_person()
    ways = own_ways.of(person.person_id) if person.is_teleprospector else None
    return render_template(
        "auth/account.html",
        ways=ways,
        rests=_rests(),
        passkeys=own_passkeys.of(person.person_id),
        place=passkeys.place(),
        is_here=passkeys.is_here(),
    )


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


def _checked() -> str:
    email, password = request.form.get("email", ""), request.form.get("password", "")
    return accounts.sign_in(email, password, door(), clock.real_now())


def _sign_in_page(problems: tuple[Problem, ...] = ()) -> str:
    return render_template(
        "auth/sign_in.html",
        problems=problems,
        email=request.form.get("email", ""),
        has_passkeys=passkeys.is_here(),
        next=safe(request.values.get("next", "")),
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


def _language(text: str) -> str:
    return text if text in LANGUAGES else "fr"
