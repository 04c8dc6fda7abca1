"""The sign-in over the page, staged: who was signed out is refused with 401 until they come back."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

RIGHT = "quatre mots pour entrer"
STAYS = ("/desk", "/desk/softphone", "/desk/words/fr")


@dataclass
class SignIn:
    """Whether the page's sign-in is over, whether there is another one in another tab, and whose."""

    is_over: bool = False
    is_anew: bool = False
    person: str = "nadia"


def sign_in_again(sign_in: SignIn) -> Blueprint:
    """What the desk's page meets when its sign-in has ended."""
    bp = Blueprint("auth", "auth")

    @bp.before_app_request
    def refuse() -> ResponseReturnValue | None:
        is_asked = request.path.startswith("/desk") and request.path not in STAYS
        return ({"problems": []}, 401) if sign_in.is_over and is_asked else None

    def entered() -> ResponseReturnValue:
        sign_in.is_over = False
        return {"person": sign_in.person, "token": generate_csrf()}

    @bp.route("/sign-in/again", methods=["GET", "POST"])
    def again() -> ResponseReturnValue:
        if sign_in.is_anew:
            return entered()
        if request.method != "POST":
            return render_template("auth/_again.html", has_passkeys=False)
        if request.form["password"] != RIGHT:
            return {"problems": [{"found": "autre chose", "fix": "Vérifiez les deux."}]}, 422
        return entered()

    return bp
