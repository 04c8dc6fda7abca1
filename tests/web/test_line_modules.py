"""The modules around the desk's line, run in Node: what is heard, what was lost, what is sent as digits."""

from pathlib import Path
from typing import Any

import pytest

from tests.web.test_desk_state import CALL, NODE, OPEN, after, attempt, done, modules, run, server

__all__ = ["modules"]

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")

LOST = {"session": {"work_state": "line_lost", "since": "2026-11-24T09:30:00+00:00"}}
SILENT = {"type": "hearing", "what": "silent"}


def heard(modules: Path, *levels: tuple[float, float], muted: bool = False) -> Any:
    """What is told of a microphone with these (moment in seconds, level) in a call."""
    code = f"""
        import {{ createHearing }} from "@/hearing.mjs";
        let at = 0;
        const told = [];
        const hearing = createHearing({{ now: () => at, changed: (what) => told.push([at / 1000, what]) }});
        hearing.mute({str(muted).lower()});
        for (const [second, level] of {[list(each) for each in levels]}) {{ at = second * 1000; hearing.level(level, true); }}
        hearing.level(0, false);
        console.log(JSON.stringify(told));
    """
    return run(modules, code)


def test_eight_seconds_without_a_sound_are_told_and_the_next_sound_ends_it(modules: Path) -> None:
    assert heard(modules, (0, 0), (7.9, 0)) == []
    assert heard(modules, (0, 0), (8, 0), (9, 0), (10, 0.3)) == [[8, "silent"], [10, None]]


def test_a_quiet_room_is_no_silence(modules: Path) -> None:
    assert heard(modules, *((second, 0.1) for second in range(30))) == []


def test_speaking_into_a_muted_microphone_is_told_and_listening_is_not(modules: Path) -> None:
    assert heard(modules, *((second, 0.1) for second in range(30)), muted=True) == []
    assert heard(modules, (0, 0.7), (0.5, 0.7), (1, 0.7), (1.2, 0.1), muted=True) == [
        [1, "muted"],
        [1.2, None],
    ]


def test_the_end_of_a_call_ends_what_was_told_of_it(modules: Path) -> None:
    assert heard(modules, (0, 0), (8, 0)) == [[8, "silent"], [8, None]]


def test_a_level_is_nothing_only_where_there_is_no_microphone(modules: Path) -> None:
    levels = run(
        modules,
        """
        import { levelOf } from "@/levels.mjs";
        const of = (amplitude) => levelOf(new Float32Array(512).fill(amplitude));
        console.log(JSON.stringify([of(0), of(0.001), of(0.1), of(1)].map((level) => Number(level.toFixed(2)))));
        """,
    )
    assert levels == [0, 0.33, 0.78, 1]


def test_a_microphone_nobody_hears_is_said_once_a_call(modules: Path) -> None:
    gone = {"type": "hearing", "what": None}
    assert done(after(modules, server(), OPEN, CALL, SILENT)) == ["say-unheard"]
    again = after(modules, server(), OPEN, CALL, SILENT, gone, SILENT)
    assert (done(again), again["state"]["hearing"]) == ([], "silent")


def test_calls_go_over_a_weak_line_and_wait_for_one_that_is_coming_back(modules: Path) -> None:
    weak, away = ({"type": "line", "status": status} for status in ("weak", "reconnecting"))
    assert done(after(modules, server(), weak, CALL)) == ["dial"]
    assert done(after(modules, server(), away, CALL)) == ["open-line"]


def test_a_lost_line_is_a_pause_that_f2_opens_and_the_server_ends(modules: Path) -> None:
    waiting = after(modules, server(**LOST), {"type": "resume"})
    assert (waiting["view"], done(waiting)) == ("paused", ["open-line"])
    assert waiting["state"]["work"] == "line_lost"
    assert after(modules, server(**LOST), server())["view"] == "preview"


def test_a_call_that_a_lost_line_cut_off_wants_its_result_first(modules: Path) -> None:
    cut_off = server(**LOST, attempt=attempt("ended", seconds=20))
    assert after(modules, server(), OPEN, CALL, cut_off)["view"] == "wrapup"


def test_losses_are_told_in_order_when_the_network_is_back(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { createLosses } from "@/losses.mjs";
        const sent = [], answers = [null, { status: 503 }, { status: 200 }, { status: 409 }];
        let settle;
        const losses = createLosses({
          later: (then) => { settle = then; },
          send: async (body) => { const answer = answers.shift(); if (!answer) throw new Error(); sent.push([body.leg, answer.status]); return answer; },
        });
        const settled = async () => { await settle(); await new Promise((done) => setTimeout(done, 5)); };
        losses.lost("CA1", "network_lost");
        await losses.flush();
        await settled();
        losses.lost(null, "network_lost");
        losses.lost("CA2", "line_hung_up");
        await settled();
        await losses.flush();
        console.log(JSON.stringify({ sent, left: answers.length }));
        """,
    )
    assert seen == {"sent": [["CA1", 503], ["CA1", 200], ["CA2", 409]], "left": 0}


def test_a_line_that_is_cut_as_its_page_closes_was_closed_with_it(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { createLosses } from "@/losses.mjs";
        const last = [];
        let settle;
        const losses = createLosses({ later: (then) => { settle = then; }, send: async () => ({ status: 200 }), last: (body) => last.push(body) });
        losses.closing(null);
        losses.lost("CA1", "network_lost");
        losses.closing(null);
        settle();
        losses.closing(null);
        losses.closing("CA2");
        console.log(JSON.stringify(last.map(({ leg, reason }) => [leg, reason])));
        """,
    )
    assert seen == [["CA1", "browser_closed"], ["CA2", "browser_closed"]]


def test_digits_go_to_the_leg_of_the_simulated_line(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { createSoftphone } from "@/softphone.mjs";
        const posts = [], streams = [];
        globalThis.EventSource = class {
          constructor(url) { this.url = url; this.heard = {}; streams.push(this); }
          addEventListener(name, listener) { this.heard[name] = listener; }
          close() {}
        };
        globalThis.fetch = async (url, { body }) => { posts.push([url, String(body)]); return { ok: true }; };
        const softphone = createSoftphone({ told: () => {}, ticket: async () => ({ adapter: "simulated", token: "t", base_url: "http://line" }) });
        await softphone.open();
        softphone.digits("1");
        streams[0].heard.connected({ data: '{"call_sid": "CA1"}' });
        softphone.digits("12#");
        softphone.mute(true);
        console.log(JSON.stringify({ posts, leg: softphone.leg() }));
        softphone.close();
        """,
    )
    assert seen == {
        "posts": [
            ["http://line/softphone/CA1/digits", "digits=12%23"],
            ["http://line/softphone/CA1/mute", "muted=true"],
        ],
        "leg": "CA1",
    }


def test_a_line_that_is_closed_while_its_ticket_is_on_its_way_never_opens(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { createSoftphone } from "@/softphone.mjs";
        let streams = 0, answer;
        globalThis.EventSource = class { constructor() { streams += 1; } };
        const softphone = createSoftphone({ told: () => {}, ticket: () => new Promise((done) => { answer = done; }) });
        const opening = softphone.open();
        softphone.close();
        answer({ adapter: "simulated", token: "t", base_url: "http://line" });
        await opening;
        console.log(JSON.stringify(streams));
        """,
    )
    assert seen == 0


def test_what_was_measured_is_judged_in_words(modules: Path) -> None:
    judged = run(
        modules,
        """
        import { lineOf, networkOf, ofToday, troubleOf, voiceOf } from "@/checking.mjs";
        console.log(JSON.stringify([
          networkOf([30, 20, 40]), networkOf([500, 401, 402]), networkOf([20, null, 20]), networkOf([null, null]),
          voiceOf(0), voiceOf(0.3), voiceOf(0.8),
          lineOf({ callQuality: "excellent" }), lineOf({ callQuality: "fair" }), lineOf({}),
          troubleOf({ name: "NotAllowedError" }), troubleOf({ name: "NotReadableError" }),
          ofToday("{not json", "2026-11-24"), ofToday('{"day": "2026-11-24", "verdicts": []}', "2026-11-24").day,
        ]));
        """,
    )
    assert judged == [
        {"verdict": "network_good", "rtt": 30, "lost": 0},
        {"verdict": "network_slow", "rtt": 402, "lost": 0},
        {"verdict": "network_lossy", "rtt": 20, "lost": 1},
        {"verdict": "network_none", "rtt": None, "lost": 2},
        "voice_none", "voice_quiet", "voice_good",
        "line_good", "line_poor", "line_good",
        "microphone_refused", "no_microphone",
        None, "2026-11-24",
    ]  # fmt: skip
