"""The desk's sounds and the buttons of a headset: what is heard when, and what is never heard."""

from pathlib import Path

import pytest

from tests.web.test_desk_state import NODE, modules, run

__all__ = ["modules"]

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")

HEARD = """
import { createSounds } from "@/sounds.mjs";
const heard = [];
let desk = null;
const at = (view, waiting = 0) => {
  desk ??= createSounds((name) => heard.push(name), { view, waiting });
  desk.look({ view, waiting });
};
"""
SAY = "console.log(JSON.stringify(heard));"


def test_a_call_is_heard_to_go_out_to_be_answered_and_to_end(modules: Path) -> None:
    script = "['preview', 'dialing', 'dialing', 'connected', 'connected', 'wrapup', 'preview'].forEach((view) => at(view));"
    assert run(modules, HEARD + script + SAY) == ["dialing", "connected", "ended"]


def test_a_result_given_while_it_rings_is_heard_as_an_end(modules: Path) -> None:
    script = "['preview', 'dialing', 'preview', 'dialing'].forEach((view) => at(view));"
    assert run(modules, HEARD + script + SAY) == ["dialing", "ended", "dialing"]


def test_a_page_that_is_opened_in_mid_call_sounds_nothing(modules: Path) -> None:
    assert run(modules, HEARD + "at('connected'); at('connected');" + SAY) == []


def test_a_line_from_a_manager_is_heard_at_once_between_calls(modules: Path) -> None:
    script = "at('preview'); at('preview', 1); at('preview', 1); at('preview', 0);"
    assert run(modules, HEARD + script + SAY) == ["message"]


@pytest.mark.parametrize("after", ["at('wrapup', 1); at('preview', 1);", "at('preview', 1);"])
def test_a_line_that_comes_during_a_call_is_heard_after_it(modules: Path, after: str) -> None:
    script = f"at('preview'); at('dialing'); at('connected', 1); {after} at('preview', 1);"
    assert run(modules, HEARD + script + SAY) == ["dialing", "connected", "ended", "message"]


@pytest.mark.parametrize(
    ("kept", "wanted"),
    [
        ("null", None),
        ("'not json'", None),
        ('\'{"loudness":"shouting"}\'', None),
        ('\'{"loudness":"soft","output":""}\'', {"loudness": "soft", "output": ""}),
    ],
)
def test_silence_is_usual_and_what_makes_no_sense_is_silence(
    modules: Path, kept: str, wanted: dict[str, str] | None
) -> None:
    script = f"""import {{ chosen }} from "@/sounds.mjs";
    console.log(JSON.stringify(chosen({{ getItem: () => {kept} }})));"""
    assert run(modules, script) == wanted


def test_a_headset_hangs_up_and_mutes_where_the_browser_speaks_of_its_buttons(
    modules: Path,
) -> None:
    script = """
    import { bindHeadset } from "@/headset.mjs";
    const bound = {}, done = [];
    const session = {
      setActionHandler(action, act) { if (action === "hangup") throw new TypeError("unknown"); bound[action] = act; },
      setMicrophoneActive: (active) => done.push(active),
    };
    const headset = bindHeadset({ hangup: () => done.push("hangup"), mute: () => done.push("mute") }, session);
    bound.togglemicrophone();
    headset.muted(true);
    bindHeadset({}, null).muted(true);
    console.log(JSON.stringify(done));"""
    assert run(modules, script) == ["mute", False]
