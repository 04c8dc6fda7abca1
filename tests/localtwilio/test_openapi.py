"""Every answer of the REST API is one that Twilio's own description of it allows."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import fastjsonschema
import pytest

from telepro.localtwilio.faults import Fault
from telepro.localtwilio.messages import RestRequest
from telepro.localtwilio.rest import ROUTES
from tests.localtwilio.bench import ACCOUNT, APP, OURS, THEM
from tests.localtwilio.description import (
    Deviation,
    check,
    description,
)
from tests.localtwilio.samples import SAMPLES, Sample
from tests.localtwilio.scene import Exchanged, Stage


@pytest.fixture(scope="module")
def whole() -> Mapping[str, Any]:
    """Twilio's description."""
    return description()


@pytest.mark.parametrize(
    "sample", SAMPLES, ids=lambda each: f"{each.method} {each.route or '/'}".replace("([^/]+)", "X")
)
def test_every_answer_is_one_that_twilio_s_description_allows(
    whole: Mapping[str, Any], sample: Sample
) -> None:
    seen = Stage(journal=100).ask(sample.ask)
    assert seen[0].method == sample.method
    assert re.fullmatch(f"/2010-04-01/Accounts/{ACCOUNT.sid}{sample.route}.json", seen[0].path)
    for each in seen:
        check(whole, each.method, each.path, each.status, each.body)


def test_every_route_has_a_sample() -> None:
    routes = {(method, route) for route, methods in ROUTES.items() for method in methods}
    assert {(sample.method, sample.route) for sample in SAMPLES} == routes


def test_the_stage_knows_every_outcome_of_a_call() -> None:
    stage = Stage()
    shown = [stage.bench.shown(sid)["status"] for sid in stage.ended]
    assert shown == ["busy", "no-answer", "no-answer", "failed", "failed", "completed"]
    assert stage.bench.shown(stage.lead)["status"] == "in-progress"
    assert stage.bench.shown(stage.waiting)["status"] == "in-progress"


BASE = f"/2010-04-01/Accounts/{ACCOUNT.sid}"
SIGNED_IN = (ACCOUNT.sid, ACCOUNT.token)
REFUSALS = (
    ("GET", f"{BASE}/Calls.json", (ACCOUNT.sid, "no"), (), 401, 20003),
    ("GET", f"{BASE}/Calls/CA{'9' * 32}.json", SIGNED_IN, (), 404, 20404),
    ("GET", f"{BASE}/Conferences/CF{'9' * 32}/Participants.json", SIGNED_IN, (), 404, 20404),
    ("GET", f"/2010-04-01/Accounts/AC{'9' * 32}/Calls.json", SIGNED_IN, (), 404, 20404),
    ("PUT", f"{BASE}/Calls.json", SIGNED_IN, (), 405, 20004),
    ("POST", f"{BASE}/Calls.json", SIGNED_IN, (), 400, 21201),
)
# The description has successes only; this is what twilio.md says of all the rest.
REFUSAL: Mapping[str, Any] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "code": {"type": "integer", "minimum": 10_000, "maximum": 99_999},
            "message": {"type": "string", "minLength": 1},
            "more_info": {"pattern": "^https://www\\.twilio\\.com/docs/errors/[0-9]{5}\\Z"},
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "detail": {"type": "string", "minLength": 1},
        },
        "required": ["code", "message", "more_info", "status"],
        "additionalProperties": False,
    }
)


@pytest.mark.parametrize(("method", "path", "user", "form", "status", "code"), REFUSALS)
def test_every_refusal_has_the_form_of_twilio_s(
    method: str,
    path: str,
    user: tuple[str, str],
    form: tuple[tuple[str, str], ...],
    status: int,
    code: int,
) -> None:
    answer = Stage().bench.ask(RestRequest(method, path, (), form), user)
    assert (answer.status, refusal_of(answer.body)["code"]) == (status, code)


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [(Fault.CREATE_500, 500, 20500), (Fault.CREATE_429, 429, 20429)],
)
def test_a_refusal_made_on_purpose_has_it_too(fault: Fault, status: int, code: int) -> None:
    bench = Stage().bench
    bench.engine.exchange.mischief.set_rate(fault, 1.0)
    answer = bench.rest("POST", "/Calls", {"To": THEM, "From": OURS, "Url": f"{APP}/wait"})
    assert (answer.status, refusal_of(answer.body)["code"]) == (status, code)


def refusal_of(body: Any) -> Any:
    """The body of a refusal, once it is known to have the right form."""
    found = dict(body)
    fastjsonschema.validate(dict(REFUSAL), found)
    assert found["more_info"].endswith(str(found["code"]))
    return found


def test_an_answer_that_differs_is_noticed(whole: Mapping[str, Any]) -> None:
    (good,) = Stage().ask(lambda s: s.client.calls(s.lead).fetch())
    for wrong in (
        Exchanged("GET", good.path, 201, good.body),
        Exchanged("GET", good.path, 200, {**good.body, "status": "initiated"}),
        Exchanged("GET", good.path, 200, {**good.body, "sid": 7}),
        Exchanged("GET", good.path, 200, {**good.body, "start_time": "2026-11-23T09:00:00Z"}),
        Exchanged("GET", good.path, 200, {**good.body, "mood": "fine"}),
        Exchanged("GET", good.path, 200, {k: v for k, v in good.body.items() if k != "price"}),
        Exchanged("GET", f"{BASE}/Faxes.json", 200, {}),
    ):
        with pytest.raises(Deviation):
            check(whole, wrong.method, wrong.path, wrong.status, wrong.body)
