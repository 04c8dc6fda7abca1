"""The sign-in over the page, staged: who was signed out is refused with 401 until they come back."""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

RIGHT = "quatre mots pour entrer"
STAYS = ("/desk", "/desk/softphone", "/desk/words/fr")


def sign_in_again(stand: Any) -> Blueprint:
    """What the desk's page meets when its sign-in has ended."""
    bp = Blueprint("auth", "auth")

    @bp.before_app_request
    def refuse() -> ResponseReturnValue | None:
        is_asked = request.path.startswith("/desk") and request.path not in STAYS
        return ({"problems": []}, 401) if stand.is_signed_out and is_asked else None

    @bp.route("/sign-in/again", methods=["GET", "POST"])
    def again() -> ResponseReturnValue:
        if request.method != "POST":
            return render_template("auth/_again.html", has_passkeys=False)
        if request.form["password"] != RIGHT:
            return {"problems": [{"found": "autre chose", "fix": "Vérifiez les deux."}]}, 422
        stand.is_signed_out = False
        return {"person": stand.person, "token": generate_csrf()}

    return bp
