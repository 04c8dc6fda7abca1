"""The gates of the screens: what holds, what falls short, what wasn't measured, and how it is told."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.gating import colours, page
from scripts.gating.gates import GATES, KEYS, Reading, Unmeasured, Verdict, verdicts
from scripts.gating.kept import Kept
from scripts.gating.looks import named
from scripts.gating.reviewed import REVIEWED
from scripts.gating.words import english_only, french, parity

ROOT = Path(__file__).parent.parent


def verdict(key: str, *readings: Reading, why: str = "") -> Verdict:
    found = verdicts(readings, [Unmeasured(key, why)] if why else ())
    return found[KEYS.index(key)]


def test_each_gate_has_a_key_and_a_name_of_its_own() -> None:
    assert len(set(KEYS)) == len({gate.name for gate in GATES}) == len(GATES)


def test_a_gate_holds_when_its_worst_reading_does() -> None:
    light = verdict("weight", Reading("weight", "board", 88.2), Reading("weight", "lead", 41))
    assert (light.gate.target, light.figure, light.words) == ("≤ 90 KB", 88.2, "ok")


def test_what_falls_short_is_named_the_worst_first() -> None:
    heavy = verdict(
        "weight",
        Reading("weight", "lead", 91),
        Reading("weight", "board", 120.5),
        Reading("weight", "team", 60),
    )
    assert heavy.words == "short"
    assert [each.where for each in heavy.short] == ["board", "lead"]


def test_violations_are_counted_together_and_scores_are_judged_by_the_lowest() -> None:
    found = verdict("axe", Reading("axe", "board", 2), Reading("axe", "lead", 1))
    assert (found.figure, found.words) == (3, "short")
    scores = verdict(
        "accessibility", Reading("accessibility", "a", 1), Reading("accessibility", "b", 0.96)
    )
    assert (scores.gate.target, scores.figure, scores.words) == ("≥ 1", 0.96, "short")


def test_what_was_not_measured_does_not_pass_and_says_why() -> None:
    found = verdict("performance", why="found no Node.js with npm; install both")
    assert found.words == "not measured: found no Node.js with npm; install both"
    assert not found.short


def test_the_page_stands_alone_and_writes_what_a_screen_says_as_text() -> None:
    reading = Reading("axe", "board (fr 390 dark)", 1, ("label: <input>",), "http://127.0.0.1/x")
    told = page.html(verdicts([reading], ()), {"cores": "2"})
    assert '<a href="http://127.0.0.1/x">board (fr 390 dark)</a>' in told
    assert "label: &lt;input&gt;" in told
    assert "<script" not in told
    assert "src=" not in told
    assert "0 of 1 measured gates hold, 1 fall short" in told


def test_programs_get_each_gate_with_its_figure_and_what_fell_short() -> None:
    told = json.loads(page.as_json(verdicts([Reading("requests", "desk", 23)], ()), {}))
    requests = next(each for each in told["gates"] if each["key"] == "requests")
    assert (requests["figure"], requests["target"], requests["stands"]) == (23, "≤ 8", "short")
    assert requests["short"][0]["where"] == "desk"


def test_contrast_holds_on_every_ground_in_both_schemes() -> None:
    found = verdicts(colours.readings(), ())
    assert {each.words for each in found if each.gate.key.startswith("contrast")} == {"ok"}


def test_no_sentence_lacks_its_french_and_an_english_one_would_be_known() -> None:
    catalogue = french()
    assert parity(catalogue).value == 0
    assert "Which mission do you work on?" in english_only(catalogue)
    assert "Mission" not in english_only(catalogue)


def test_an_unknown_screen_is_refused_with_those_there_are() -> None:
    command = [sys.executable, "-m", "scripts.gating", "--screens", "cockpit"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 2
    assert "cockpit is no screen" in ran.stderr
    assert "sign-in" in ran.stderr


def test_a_run_that_was_ended_goes_on_where_it_was(tmp_path: Path) -> None:
    def ended() -> Iterator[Reading | Unmeasured]:
        yield Reading("axe", "lead", 1)
        raise KeyboardInterrupt

    first = Kept(tmp_path / "kept.jsonl")
    found = Reading("axe", "board", 2, ("label: <input>",), "http://127.0.0.1/x")
    assert list(first.step("board", lambda: [found])) == [found]
    with pytest.raises(KeyboardInterrupt):
        list(first.step("lead", ended))
    again = Kept(tmp_path / "kept.jsonl")
    assert list(again.step("board", lambda: pytest.fail("measured twice"))) == [found]
    whole = Unmeasured("performance", "found no Node.js")
    assert list(again.step("lead", lambda: [whole])) == [whole]


def test_a_look_is_named_as_its_pictures_are() -> None:
    assert str(named("fr-390-dark")) == "fr 390 dark"
    with pytest.raises(ValueError, match=r"fr-400-dark is no look\. The looks are: fr-1366-light"):
        named("fr-400-dark")


def test_each_reviewed_result_says_why_and_stands_once() -> None:
    assert all(each.why for each in REVIEWED)
    assert len({(each.rule, each.reason, each.place) for each in REVIEWED}) == len(REVIEWED)
