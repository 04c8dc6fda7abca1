"""The desk's pure reducer and its neighbours, run in Node: events in, view and effects out."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).parents[2] / "telepro" / "static" / "js"
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")

SESSION = {"work_state": "ready", "since": "2026-11-24T09:12:00+00:00"}
DESK: dict[str, Any] = {
    "session": SESSION,
    "card": {"entry_id": "e1"},
    "next_card": {"entry_id": "e2"},
    "attempt": None,
    "empty": None,
}
CALL = {"type": "call", "key": "k1", "now": "2026-11-24T09:24:00Z", "lead": "École A"}
OPEN = {"type": "line", "status": "open"}


def attempt(phase: str, **more: Any) -> dict[str, Any]:
    usual = {
        "id": "a1", "entry_id": "e1", "lead_name": "École A", "phase": phase,
        "since": "2026-11-24T09:24:00Z", "answered_at": None, "ended_at": None, "seconds": 0,
        "trouble": None, "decision_maker": False, "argued": False, "recorded": None,
    }  # fmt: skip
    return usual | more


def server(**more: Any) -> dict[str, Any]:
    return {"type": "server", "desk": DESK | more}


def result(code: str = "no_answer", clock: int = 1000) -> dict[str, Any]:
    return {
        "type": "result",
        "body": {"disposition": code},
        "label": code,
        "now": "2026-11-24T09:25:00Z",
        "clock": clock,
    }


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts as Node reads modules: by their ending."""
    folder = tmp_path_factory.mktemp("scripts")
    for script in SCRIPTS.glob("*.js"):
        text = script.read_text(encoding="utf-8").replace('.js";', '.mjs";')
        (folder / f"{script.stem}.mjs").write_text(text, encoding="utf-8")
    return folder


def run(modules: Path, code: str) -> Any:
    found = subprocess.run(
        [str(NODE), "--input-type=module"],
        input=code.replace("@/", modules.as_uri() + "/"),
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert found.returncode == 0, found.stderr
    return json.loads(found.stdout)


def after(modules: Path, *events: dict[str, Any]) -> Any:
    """The view, the state and the effects of the last event."""
    return run(
        modules,
        f"""
        import {{ blank, reduce, viewOf }} from "@/state.mjs";
        let step = {{ state: blank(), effects: [] }};
        for (const event of {json.dumps(events)}) step = reduce(step.state, event);
        console.log(JSON.stringify({{ view: viewOf(step.state), ...step }}));
        """,
    )


def done(step: Any) -> list[str]:
    return [effect["do"] for effect in step["effects"]]


def test_a_lead_at_hand_is_a_preview(modules: Path) -> None:
    step = after(modules, server())
    assert (step["view"], done(step)) == ("preview", ["show-card"])


def test_no_lead_is_idle(modules: Path) -> None:
    assert after(modules, server(card=None, next_card=None))["view"] == "idle"


def test_without_a_session_the_page_is_left_once(modules: Path) -> None:
    assert done(after(modules, server(session=None))) == ["leave"]
    assert done(after(modules, server(session=None), server(session=None))) == []


def test_f2_dials_the_lead_at_hand(modules: Path) -> None:
    step = after(modules, server(), OPEN, CALL)
    assert step["view"] == "dialing"
    assert step["effects"] == [{"do": "dial", "entry": "e1", "key": "k1"}]


def test_f2_on_a_closed_line_opens_the_line(modules: Path) -> None:
    step = after(modules, server(), CALL)
    assert (step["view"], done(step)) == ("preview", ["open-line"])


def test_f2_twice_is_one_call(modules: Path) -> None:
    assert done(after(modules, server(), OPEN, CALL, CALL)) == []


def test_f2_without_a_network_does_nothing(modules: Path) -> None:
    step = after(modules, server(), OPEN, {"type": "network", "online": False}, CALL)
    assert (step["view"], done(step)) == ("preview", [])


def test_a_refused_call_is_a_preview_again_with_its_reasons(modules: Path) -> None:
    reasons = [{"place": "lead", "found": "x", "expected": "y", "fix": "z"}]
    step = after(modules, server(), OPEN, CALL, {"type": "refused", "problems": reasons})
    assert (step["view"], step["state"]["problems"], done(step)) == (
        "preview",
        reasons,
        ["refresh"],
    )


def test_an_answered_call_is_connected(modules: Path) -> None:
    step = after(modules, server(), OPEN, CALL, server(attempt=attempt("connected")))
    assert step["view"] == "connected"


def test_during_a_call_the_lead_of_the_call_stays(modules: Path) -> None:
    later = server(
        attempt=attempt("connected"), card={"entry_id": "e2"}, next_card={"entry_id": "e3"}
    )
    step = after(modules, server(), OPEN, CALL, server(attempt=attempt("ringing")), later)
    assert (step["state"]["entry"], done(step)) == ("e1", [])


def test_a_page_opened_during_a_call_never_shows_another_lead(modules: Path) -> None:
    step = after(
        modules, server(attempt=attempt("connected"), card=None, next_card={"entry_id": "e2"})
    )
    assert (step["view"], step["state"]["entry"], step["state"]["next"]) == (
        "connected",
        "e1",
        "e2",
    )
    assert done(step) == []


def test_a_digit_while_ringing_hangs_up_records_and_shows_the_next_lead(modules: Path) -> None:
    step = after(modules, server(), OPEN, CALL, server(attempt=attempt("ringing")), result())
    assert done(step) == ["hangup", "record", "show-next"]
    assert (step["view"], step["state"]["entry"]) == ("preview", "e2")


def test_a_result_without_a_next_lead_is_idle(modules: Path) -> None:
    ringing = server(attempt=attempt("ringing"), next_card=None)
    step = after(modules, server(next_card=None), OPEN, CALL, ringing, result())
    assert (step["view"], done(step)) == ("idle", ["hangup", "record", "show-idle"])


def test_a_result_before_the_call_has_an_id_waits(modules: Path) -> None:
    assert done(after(modules, server(), OPEN, CALL, result())) == []


def test_an_answer_of_the_server_from_before_the_result_is_ignored(modules: Path) -> None:
    ended = server(attempt=attempt("ended"))
    step = after(modules, server(), ended, result(), ended)
    assert (step["view"], step["state"]["entry"]) == ("preview", "e2")


def test_hanging_up_shows_the_keys_at_once(modules: Path) -> None:
    hangup = {"type": "hangup", "now": "2026-11-24T09:26:00Z"}
    step = after(modules, server(), server(attempt=attempt("connected")), hangup)
    assert (step["view"], done(step)) == ("wrapup", ["hangup"])


def test_a_late_connected_does_not_undo_a_hang_up(modules: Path) -> None:
    talking = server(attempt=attempt("connected"))
    hangup = {"type": "hangup", "now": "2026-11-24T09:26:00Z"}
    assert after(modules, server(), talking, hangup, talking)["view"] == "wrapup"


def test_what_the_network_settled_moves_on_by_itself(modules: Path) -> None:
    ringing = server(attempt=attempt("ringing"))
    step = after(modules, server(), ringing, server(card={"entry_id": "e2"}, next_card=None))
    assert (step["view"], step["state"]["entry"]) == ("preview", "e2")
    assert "say-settled" in done(step)


def test_a_note_being_written_keeps_a_settled_lead_on_the_page(modules: Path) -> None:
    note = {"type": "note", "dirty": True}
    settled = server(attempt=attempt("ended", recorded="busy"), card={"entry_id": "e2"})
    step = after(modules, server(), server(attempt=attempt("ringing")), note, settled)
    assert (step["view"], step["state"]["entry"]) == ("wrapup", "e1")


def test_undo_within_ten_seconds_reopens_the_result(modules: Path) -> None:
    ended = server(attempt=attempt("ended"))
    step = after(modules, server(), ended, result(clock=1000), {"type": "undo", "clock": 10_900})
    assert (step["view"], step["state"]["correcting"]["id"]) == ("wrapup", "a1")


def test_undo_after_ten_seconds_does_nothing(modules: Path) -> None:
    ended = server(attempt=attempt("ended"))
    step = after(modules, server(), ended, result(clock=1000), {"type": "undo", "clock": 11_001})
    assert step["view"] == "preview"


def test_the_next_digit_after_undo_corrects_the_same_call(modules: Path) -> None:
    ended = server(attempt=attempt("ended"))
    undo = {"type": "undo", "clock": 2000}
    step = after(modules, server(), ended, result(), undo, result("busy", 3000))
    recorded = [effect for effect in step["effects"] if effect["do"] == "record"]
    assert [(effect["attempt"], effect["body"]["disposition"]) for effect in recorded] == [
        ("a1", "busy")
    ]
    assert (step["view"], step["state"]["entry"]) == ("preview", "e2")


def test_a_result_that_the_server_refuses_comes_back(modules: Path) -> None:
    refused = {
        "type": "result-refused",
        "attempt": {"id": "a1", "entry": "e1", "lead": "École A", "was": None},
        "problems": [{"place": "reason", "found": "x", "expected": "y", "fix": "z"}],
    }
    step = after(modules, server(), server(attempt=attempt("ended")), result(), refused)
    assert (step["view"], done(step)) == ("wrapup", ["show-previous"])


def test_a_pause_during_a_call_waits_for_its_result(modules: Path) -> None:
    pause = {"type": "pause", "state": "break", "reason": "break"}
    ended = server(attempt=attempt("ended"))
    assert done(after(modules, server(), ended, pause)) == ["say-pause-later"]
    step = after(modules, server(), ended, pause, result())
    assert {"do": "pause", "state": "break", "reason": "break"} in step["effects"]
    assert step["view"] == "break"


def test_what_was_said_in_the_call_is_kept_from_older_answers(modules: Path) -> None:
    talking = server(attempt=attempt("connected"))
    fact = {"type": "fact", "name": "argued", "value": True}
    assert after(modules, server(), talking, fact, talking)["state"]["call"]["argued"] is True


def test_a_skipped_lead_gives_way_to_the_next(modules: Path) -> None:
    step = after(modules, server(), {"type": "skip", "reason": "conflict"}, server())
    assert step["state"]["entry"] == "e2"


def test_an_unknown_event_changes_nothing(modules: Path) -> None:
    assert done(after(modules, server(), {"type": "surprise"})) == []
