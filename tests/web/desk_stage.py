"""A desk without a database: the real page and scripts, and a server that answers as the services do.

It remembers every request and lets a test say what happens on the line.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Blueprint, Flask, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_wtf import CSRFProtect
from werkzeug.serving import make_server

from campaigns.states import WorkState
from telepro.db.attempt_views import Phase
from telepro.db.desk_views import Desk
from telepro.web import desk_page, lightness, presentation, same_page, validation_words
from tests.web.again_staged import SignIn, sign_in_again
from tests.web.desk_dictionary_staged import dictionary_of
from tests.web.desk_values import CHOICES, NOW, PREVIEW, attempt
from tests.web.headers_staged import hardened

ROOT = Path(__file__).parents[2]


@dataclass
class Stand:
    """What the stand-in server shows and what it was asked."""

    desk: Desk = PREVIEW
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    events: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    fail: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    says: str = "D’accord, voyons-nous jeudi."
    slots: list[dict[str, str]] = field(default_factory=list)
    has_calendar: bool = False
    doubts: list[str] = field(default_factory=list)
    better: dict[str, str] | None = None
    closed: bool = False
    adapter: str = "simulated"
    tickets: int = 0
    sign_in: SignIn = field(default_factory=SignIn)

    def sent(self, ending: str) -> list[dict[str, Any]]:
        """The bodies of the requests whose path ends so."""
        return [body for path, body in self.asked if path.endswith(ending)]

    def line(self, event: str, **facts: Any) -> None:
        """Let the softphone hear something."""
        self.events.append((event, facts))

    def answer(self) -> None:
        """The person answers: the call is connected and both are in the conference."""
        if self.desk.attempt:
            talking = replace(self.desk.attempt, phase=Phase.CONNECTED, answered_at=NOW)
            self.desk = replace(self.desk, attempt=talking)
        self.line("conference", participants=[{"call_sid": "CAme"}, {"call_sid": "CAother"}])

    def hang_up(self) -> None:
        """The call ends, whoever ended it."""
        if self.desk.attempt:
            self.desk = replace(
                self.desk,
                attempt=replace(self.desk.attempt, phase=Phase.ENDED, ended_at=NOW, seconds=192),
            )

    def recorded(self, attempt_id: str) -> None:
        """A result arrived: the next lead is at hand."""
        if self.desk.attempt and self.desk.attempt.id == attempt_id:
            self.desk = replace(self.desk, attempt=None)
            self.move_on()

    def move_on(self) -> None:
        """The next lead is at hand."""
        self.desk = replace(self.desk, card=self.desk.next_card, next_card=None)

    def work(self, state: WorkState) -> None:
        """The person pauses or resumes."""
        if self.desk.session:
            self.desk = replace(self.desk, session=replace(self.desk.session, work_state=state))


def application(stand: Stand) -> Flask:
    """The page's server: the desk's own templates and answers, on the literal values of `stand`."""
    app = Flask(
        "stand", template_folder=ROOT / "templates", static_folder=ROOT / "telepro" / "static"
    )
    app.config.update(
        SECRET_KEY="k" * 40, BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "telepro" / "locale")
    )
    Babel(
        app, locale_selector=lambda: request.args.get("lang") or request.cookies.get("lang") or "fr"
    )
    csrf = CSRFProtect(app)
    lightness.install(app)
    presentation.install(app)
    same_page.install(app)
    validation_words.install(app)
    app.context_processor(lambda: {"now": NOW})
    app.register_blueprint(_pages(stand))
    app.register_blueprint(_alive())
    app.register_blueprint(sign_in_again(stand.sign_in))
    line = _line(stand)
    csrf.exempt(line)
    app.register_blueprint(line)

    @app.after_request
    def strict(response: Response) -> Response:
        hardened(response)
        if "lang" in request.args:
            response.set_cookie("lang", request.args["lang"])
        return response

    return app


def _pages(stand: Stand) -> Blueprint:
    bp = Blueprint("desk", "desk", url_prefix="/desk")

    @bp.before_request
    def remember() -> ResponseReturnValue | None:
        if request.method != "POST":
            return None
        stand.asked.append((request.path, request.get_json(silent=True) or request.form.to_dict()))
        failure = next(
            (each for end, each in stand.fail.items() if request.path.endswith(end)), None
        )
        return (failure[1], failure[0]) if failure else None

    @bp.get("")
    def desk() -> str:
        if stand.desk.session is None:
            return render_template(
                "desk/choose.html",
                choices=CHOICES,
                unfinished=(),
                own_figures={},
                check=desk_page.check_data("nadia"),
            )
        more = {"person": "nadia", "push": "", "dictionary": url_for(".dictionary")}
        return desk_page.page(stand.desk, NOW, more)

    @bp.get("/dictionary")
    def dictionary() -> Response:
        return dictionary_of(stand.desk)

    @bp.get("/state")
    def state() -> dict[str, Any]:
        known = (request.args.get(part, "") for part in ("card", "next", "day"))
        html = desk_page.fragments(stand.desk, NOW, *known)
        return {**desk_page.for_page(stand.desk, NOW), "html": html}

    @bp.get("/words/<language>")
    def words(language: str) -> Response:
        kept = {"Cache-Control": "max-age=60, immutable"}
        return Response(desk_page.said(language).body, mimetype="application/json", headers=kept)

    @bp.get("/callbacks")
    def callbacks() -> str:
        return ""

    @bp.get("/softphone")
    @bp.get("/softphone/trial", endpoint="trial")
    def softphone() -> dict[str, Any]:
        base = request.host_url.rstrip("/")
        stand.tickets += 1
        edges = ["dublin", "roaming"]
        token = f"token-{stand.tickets}"
        return {
            "adapter": stand.adapter, "token": token, "base_url": base, "edges": edges,
            "why": "TWILIO_APP_SID n’est pas réglé",
        }  # fmt: skip

    @bp.post("/line")
    def line_lost() -> dict[str, str]:
        return {}

    def done() -> dict[str, str]:
        stand.work(WorkState.READY)
        return {}

    bp.add_url_rule("/start", "start", done, methods=["POST"])
    bp.add_url_rule("/finish", "finish", done, methods=["POST"])
    bp.add_url_rule("/resume", "resume", done, methods=["POST"])

    @bp.post("/pause")
    def pause() -> dict[str, str]:
        stand.work(WorkState(request.get_json()["state"]))
        return {}

    @bp.post("/entries/<entry>/dial")
    def dial(entry: str) -> Any:
        stand.desk = replace(
            stand.desk, attempt=attempt(Phase.INTENDED, entry_id=entry, id=f"call-of-{entry}")
        )
        return desk_page.plain(stand.desk.attempt)

    @bp.post("/entries/<entry>/skip")
    def skip(entry: str) -> dict[str, str]:
        stand.move_on()
        return {}

    @bp.post("/entries/<entry>/corrections")
    def correct(entry: str) -> dict[str, str]:
        if stand.desk.attempt:
            return {"html": ""}
        return {"html": desk_page.fragments(stand.desk, NOW, "", "")["card"]}

    @bp.post("/entries/<entry>/data-requests")
    def ask_for_data(entry: str) -> dict[str, str]:
        return {}

    @bp.post("/attempts/<attempt_id>/hangup")
    def hang_up(attempt_id: str) -> dict[str, str]:
        stand.hang_up()
        return {}

    @bp.post("/attempts/<attempt_id>/facts")
    def facts(attempt_id: str) -> dict[str, str]:
        return {}

    @bp.get("/attempts/<attempt_id>/slots")
    def slots(attempt_id: str) -> dict[str, Any]:
        return {"slots": stand.slots, "has_calendar": stand.has_calendar}

    @bp.get("/attempts/<attempt_id>/moments")
    def moments(attempt_id: str) -> dict[str, Any]:
        asked = request.args.getlist("at")
        stand.asked.append((request.path, request.args.to_dict(flat=False)))
        said = {"said": stand.doubts, "better": stand.better}
        return {"moments": [{"at": at, **said} for at in asked]}

    @bp.post("/attempts/<attempt_id>/outcome")
    def outcome(attempt_id: str) -> dict[str, str]:
        stand.recorded(attempt_id)
        return {"outcome_id": "o"}

    return bp


def _alive() -> Blueprint:
    bp = Blueprint("health", "health")
    bp.add_url_rule("/livez", "alive", lambda: "ok")
    return bp


def _line(stand: Stand) -> Blueprint:
    """The local Twilio's softphone, as far as the page speaks to it."""
    bp = Blueprint("line", "line")

    @bp.get("/softphone/connect")
    def connect() -> Response:
        def stream() -> Iterator[str]:
            yield _event("connected", {"call_sid": "CAme"})
            yield _event("conference", {"participants": [{"call_sid": "CAme"}]})
            said = len(stand.events)
            while not stand.closed:
                time.sleep(0.02)
                for event, facts in stand.events[said:]:
                    said += 1
                    yield _event(event, facts)

        return Response(stream(), mimetype="text/event-stream")

    @bp.post("/softphone/<sid>/<what>")
    def tell(sid: str, what: str) -> tuple[str, int]:
        stand.asked.append((request.path, request.form.to_dict()))
        return "", 204

    @bp.get("/people/calls/<sid>")
    def person(sid: str) -> dict[str, str]:
        return {"says": "meeting", "text": stand.says}

    return bp


def _event(name: str, facts: dict[str, Any]) -> str:
    return f"event: {name}\ndata: {json.dumps(facts)}\n\n"


@contextmanager
def serving(stand: Stand) -> Iterator[str]:
    """Serve a stand on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, application(stand), threaded=True)
    server.daemon_threads = True  # type: ignore[attr-defined]
    # Looks often whether it is to stop: each test waits for that.
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        stand.closed = True
        server.shutdown()
