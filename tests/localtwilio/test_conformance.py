"""The tables of what is done name tests that exist, and leave out nothing that is there."""

import ast
import inspect
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from twilio.rest.api.v2010.account.call import CallList
from twilio.rest.api.v2010.account.conference.participant import ParticipantList
from twilio.twiml import voice_response

from telepro.cli import commands as cli
from telepro.localtwilio import invitations
from telepro.localtwilio.conformance.codes import DEBUGGER, REFUSALS
from telepro.localtwilio.conformance.documents import TWIML
from telepro.localtwilio.conformance.operations import OPERATIONS, PARAMETERS
from telepro.localtwilio.conformance.participants import CREATED
from telepro.localtwilio.conformance.tables import TABLES, all_verdicts, counts
from telepro.localtwilio.conformance.verdicts import MISSING, State, Table
from telepro.localtwilio.creation import UNDERSTOOD
from telepro.localtwilio.inspector.meanings import MEANINGS
from telepro.localtwilio.refusals import SENTENCES
from telepro.localtwilio.rest import ROUTES
from telepro.localtwilio.twiml import KNOWN
from tests.localtwilio import prism

ROOT = Path(__file__).parent.parent.parent
DONE = [
    (title, name, verdict.words)
    for title, name, verdict in all_verdicts()
    if verdict.state is State.DONE
]


@cache
def functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_test_that_is_named_exists() -> None:
    wrong = []
    for title, name, words in DONE:
        path, _, function = words.partition("::")
        if not (ROOT / path).exists() or function not in functions_of(path):
            wrong.append(f"{title}, {name}: {words}")
    assert wrong == []


def test_every_reason_goes_on_after_because() -> None:
    for _, name, verdict in all_verdicts():
        if verdict.state is State.NOT_NEEDED:
            assert re.fullmatch(r"[a-z0-9].{12,}[^.]", verdict.words), name


def operation(method: str, route: str) -> str:
    path = route.replace("([^/]+)", "{Sid}").lstrip("/")
    return f"{method} {path or 'Account'}"


def test_every_route_is_in_the_table_and_what_is_done_is_routed() -> None:
    routed = {operation(method, route) for route, methods in ROUTES.items() for method in methods}
    assert routed <= set(OPERATIONS)
    assert [name for name in sorted(routed) if OPERATIONS[name].state is State.MISSING] == []
    done = {
        name
        for name, verdict in OPERATIONS.items()
        if verdict.state is State.DONE and re.match(r"(GET|POST|DELETE) ", name)
    }
    assert done - routed <= {"GET Recordings/{Sid} as sound"}


def test_every_parameter_that_is_understood_is_in_the_table() -> None:
    assert set(PARAMETERS) >= UNDERSTOOD
    assert [name for name in UNDERSTOOD if PARAMETERS[name].state is not State.DONE] == []
    heeded = invitations.UNDERSTOOD
    assert set(CREATED) >= heeded
    assert [name for name in heeded if CREATED[name].state is not State.DONE] == []


@pytest.mark.parametrize(
    ("create", "table"), [(CallList.create, PARAMETERS), (ParticipantList.create, CREATED)]
)
def test_every_parameter_of_the_official_library_is_in_the_table(
    create: Callable[..., object], table: Table
) -> None:
    named = set(inspect.signature(create).parameters) - {"self"}
    words = {re.sub("(?:^|_)(.)", lambda found: found[1].upper(), one.rstrip("_")) for one in named}
    assert {word for word in words if word not in table} == set()


# Where the library keeps the text of an element among the arguments of its attributes.
TEXTS = {"number", "url", "name", "message", "phone_number", "identity", "self", "kwargs"}
ATTRIBUTES_NAMED_SO = {("Number", "url"), ("Client", "url")}
NOUNS = {"Number", "Client", "Conference"}
VERBS = {"Say", "Play", "Pause", "Redirect", "Hangup", "Reject", "Dial", "Gather", "Record"}


@pytest.mark.parametrize("name", sorted(NOUNS | VERBS))
def test_every_attribute_of_the_official_library_is_in_the_table(name: str) -> None:
    builder = voice_response.Dial if name in NOUNS else voice_response.VoiceResponse
    named = set(inspect.signature(getattr(builder, name.lower())).parameters)
    known = {word for word in named if word not in TEXTS or (name, word) in ATTRIBUTES_NAMED_SO}
    camel = {re.sub("_(.)", lambda found: found[1].upper(), word) for word in known}
    assert {word for word in camel if f"<{name} {word}>" not in TWIML} == set()


def test_every_element_of_the_official_library_is_in_the_table() -> None:
    verbs = {
        name
        for name, _ in inspect.getmembers(voice_response.VoiceResponse, inspect.isfunction)
        if not name.startswith("_") and hasattr(voice_response, name.capitalize())
    }
    nouns = {"Number", "Client", "Conference", "Queue", "Sip", "Sim", "WhatsApp", "Application"}
    assert len(verbs) > 18
    for name in {verb.capitalize() for verb in verbs} | nouns:
        assert f"<{name}>" in TWIML, name


def test_what_documents_may_hold_is_in_the_table_and_what_is_done_may_be_held() -> None:
    held = set(KNOWN) & (NOUNS | VERBS)
    assert [name for name in sorted(held) if TWIML[f"<{name}>"] is MISSING] == []
    for name, verdict in TWIML.items():
        if verdict.state is not State.DONE or "><" in name:
            continue
        element, _, attribute = name.strip("<>").partition(" ")
        assert element in KNOWN, name
        assert not attribute or attribute in KNOWN[element].attributes, name


def test_every_code_that_is_given_is_in_its_table() -> None:
    assert [code for code in SENTENCES if str(code) not in REFUSALS] == []
    assert [
        code for code in MEANINGS if f"{code}" not in DEBUGGER and f"{code}" not in REFUSALS
    ] == []
    given = {
        str(attribute.fault)
        for element in KNOWN.values()
        for attribute in element.attributes.values()
    }
    assert given <= set(DEBUGGER) | {"21626"}


def test_the_command_prints_every_part_and_ends_with_1_while_anything_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["twilio", "conformance"])
    assert end.value.code == (1 if counts()[State.MISSING] else 0)
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(list(all_verdicts())) + 2 * len(TABLES) + 1
    assert (
        "  DELETE Calls/{Sid}: done and tested by tests/localtwilio/test_calls.py::"
        "test_a_finished_call_can_be_deleted_and_a_live_one_not"
    ) in said
    assert (
        "  Queues: not needed because calls wait in the product's own call lists, "
        "never in a Twilio queue"
    ) in said


def test_the_command_speaks_json(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["twilio", "conformance", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == counts()
    assert told["prism"] is None
    assert set(told["parts"][0]) == {"table", "name", "state", "words"}


def test_without_node_the_run_through_prism_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert prism.main() == 1
    assert "found no npm and node on PATH. Install Node 20" in capsys.readouterr().err
