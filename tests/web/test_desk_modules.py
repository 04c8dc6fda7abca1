"""The desk's outbox, keys, palette and forms, run in Node."""

import json
from pathlib import Path

import pytest

from telepro.web import keyboard
from tests.web.test_desk_state import NODE, modules, run

__all__ = ["modules"]

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")

KEYS = json.dumps(keyboard.for_script(with_letters=True))
STORE = """
const kept = new Map();
const storage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
  removeItem: (name) => kept.delete(name),
};
"""


def test_a_result_leaves_the_outbox_only_when_the_server_has_it(modules: Path) -> None:
    seen = run(
        modules,
        """import { createOutbox } from "@/outbox.mjs";"""
        + STORE
        + """
        const answers = [null, { ok: false, status: 503 }, { ok: false, status: 401 }, { ok: true, status: 200, body: {} }];
        const counts = [], keys = [];
        const outbox = createOutbox({
          storage, name: "o", wait: (again) => setTimeout(again, 1), told: ({ count }) => counts.push(count),
          send: async (item) => { keys.push(item.key); const answer = answers.shift(); if (!answer) throw new Error(); return answer; },
        });
        await outbox.put({ key: "k1" });
        await new Promise((after) => setTimeout(after, 50));
        console.log(JSON.stringify({ counts, keys, left: kept.size }));
        """,
    )
    assert seen == {"counts": [1, 1, 1, 1, 0], "keys": ["k1"] * 4, "left": 0}


def test_a_refused_result_leaves_the_outbox_with_its_reasons(modules: Path) -> None:
    seen = run(
        modules,
        """import { createOutbox } from "@/outbox.mjs";"""
        + STORE
        + """
        const told = [];
        const outbox = createOutbox({
          storage, name: "o", told: (news) => told.push(news),
          send: async () => ({ ok: false, status: 409, body: { problems: [1] } }),
        });
        await outbox.put({ key: "k1" });
        console.log(JSON.stringify({ refused: told.at(-1).refused.answer.body.problems, left: kept.size }));
        """,
    )
    assert seen == {"refused": [1], "left": 0}


def test_results_are_sent_in_the_order_they_were_pressed(modules: Path) -> None:
    seen = run(
        modules,
        """import { createOutbox } from "@/outbox.mjs";"""
        + STORE
        + """
        const sent = [];
        const outbox = createOutbox({ storage, name: "o", told: () => {}, send: async ({ key }) => {
          await new Promise((after) => setTimeout(after, 5 - key)); sent.push(key); return { ok: true, status: 200 }; } });
        await Promise.all([outbox.put({ key: 1 }), outbox.put({ key: 2 }), outbox.put({ key: 3 })]);
        console.log(JSON.stringify(sent));
        """,
    )
    assert seen == [1, 2, 3]


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        ('{ code: "Digit1", key: "&" }', {"digit": 1}),  # AZERTY, without Shift
        ('{ code: "Numpad7", key: "7" }', {"digit": 7}),
        ('{ code: "Digit1", shiftKey: true }', None),
        ('{ code: "Digit1", altKey: true }', None),
        ('{ code: "Digit1", repeat: true }', None),
        ('{ code: "Digit1", isComposing: true }', None),
        ('{ code: "F2" }', {"command": "primary"}),
        ('{ code: "F2", shiftKey: true }', {"command": "say-state"}),
        ('{ code: "F8" }', {"command": "hangup"}),
        ('{ code: "F4", altKey: true }', None),  # closes the window
        ('{ code: "KeyK", ctrlKey: true }', {"command": "palette"}),
        ('{ code: "KeyK", ctrlKey: true, altKey: true }', None),  # AltGr
        ('{ code: "Escape" }', {"command": "escape"}),
        ('{ code: "Digit2", shiftKey: true }', {"command": "leave-message", "isText": True}),
        ('{ code: "KeyP", key: "p" }', {"command": "pause", "isText": True}),
        ('{ code: "KeyM", key: "?", shiftKey: true }', {"command": "help", "isText": True}),
        ('{ code: "KeyP", key: "p", ctrlKey: true }', None),  # prints
    ],
)
def test_keys_mean_their_place_on_the_keyboard(modules: Path, event: str, meaning: object) -> None:
    code = f"""import {{ meaningOf }} from "@/keys.mjs"; console.log(JSON.stringify(meaningOf({event}, {KEYS})));"""
    assert run(modules, code) == meaning


def test_a_bounced_key_is_one_digit(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { bindKeys } from "@/keys.mjs";
        const digits = [], times = [0, 0, 200, 200, 260, 260];
        let hear;
        bindKeys({ addEventListener: (_, listener) => { hear = listener; } }, {
          keys: [], command: () => {}, digit: (n) => digits.push(n), now: () => times.shift() ?? 999 });
        for (let n = 0; n < 3; n += 1) hear({ code: "Digit1", target: null, preventDefault() {} });
        console.log(JSON.stringify(digits));
        """,
    )
    assert seen == [1]


def test_the_palette_finds_without_accents(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { matching } from "@/palette.mjs";
        const all = [{ label: "Rappel", kind: "résultat" }, { label: "Répondeur", kind: "résultat" }, { label: "Pause", kind: "action" }];
        console.log(JSON.stringify([matching(all, "repon"), matching(all, "resultat r"), matching(all, "")].map((found) => found.length)));
        """,
    )
    assert seen == [1, 2, 3]


def test_a_meeting_is_said_back_with_its_weekday(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { longMoment } from "@/forms.mjs";
        console.log(JSON.stringify([longMoment("2026-11-26T14:00", "fr"), longMoment("2026-11-26T14:00", "en-GB")]));
        """,
    )
    assert seen == ["jeudi 26 novembre, 14:00", "Thursday 26 November, 14:00"]


def test_news_that_comes_while_the_desk_is_being_fetched_is_fetched_after_it(modules: Path) -> None:
    seen = run(
        modules,
        """import { createNetwork } from "@/network.mjs";
        const answers = ["talking", "over"], taken = [];
        let deliver;
        globalThis.fetch = () => new Promise((done) => {
          const desk = answers.shift();
          deliver = () => done({ ok: true, status: 200, json: async () => desk });
        });
        const { refresh } = createNetwork({
          token: "t", dispatch: () => {}, trouble: {}, urls: { state: "/desk/state" },
          known: () => ({}), take: (desk) => taken.push(desk),
        });
        refresh();
        const second = refresh();
        refresh();
        deliver();
        await new Promise((after) => setTimeout(after, 20));
        deliver();
        await second;
        console.log(JSON.stringify({ taken, left: answers.length }));
        """,
    )
    assert seen == {"taken": ["talking", "over"], "left": 0}


def test_a_manager_s_line_is_said_once_and_never_during_a_call(modules: Path) -> None:
    seen = run(
        modules,
        """
        import { createCoach } from "@/coach.mjs";
        const parts = {};
        const root = { dataset: {}, hidden: true, querySelector: (name) => (parts[name] ??= {}) };
        const said = [], told = [];
        const coach = createCoach({
          root, url: "/desk/coach", words: { coachSays: "{by}: {text}", coachMore: "+{n}" },
          say: (text) => said.push(text), tell: async (url) => { told.push(url); return { ok: true }; },
          refresh: () => {}, isSeen: () => true,
        });
        coach.draw([{ id: "m1", by: "Bob", text: "Bravo", read: false }, { id: "m2", by: "Bob", text: "Pause", read: false }]);
        const shown = [root.hidden, parts['[data-coach="text"]'].textContent, parts['[data-coach="more"]'].textContent];
        for (const at of [0, 2000, 4000]) coach.tick("connected", at);
        const during = said.length;
        coach.tick("wrapup", 5000);
        for (const at of [6000, 7000, 8000, 9000, 12000, 20000]) coach.tick("preview", at);
        await coach.answer("understood");
        await coach.answer("understood");
        console.log(JSON.stringify({ shown, during, said, told, hidden: root.hidden }));
        """,
    )
    assert seen == {
        "shown": [False, "Bravo", "+1"],
        "during": 0,
        "said": ["Bob: Bravo", "Bob: Pause"],
        "told": [
            "/desk/coach/m1/read",
            "/desk/coach/m2/read",
            "/desk/coach/m1/answer",
            "/desk/coach/m2/answer",
        ],
        "hidden": True,
    }


def test_without_the_choice_letters_are_letters(modules: Path) -> None:
    keys = json.dumps(keyboard.for_script(with_letters=False))
    code = f"""import {{ meaningOf }} from "@/keys.mjs"; console.log(JSON.stringify(meaningOf({{ code: "KeyP", key: "p" }}, {keys})));"""
    assert run(modules, code) is None


@pytest.mark.parametrize(
    ("events", "minutes", "proposed"),
    [
        ([{"type": "talk", "seconds": 2999}], 50, None),
        ([{"type": "talk", "seconds": 3000}], 50, "talk"),
        ([{"type": "talk", "seconds": 3000}], 0, None),
        ([{"type": "talk", "seconds": 3000}, {"type": "rested", "seconds": 119}], 50, "talk"),
        ([{"type": "talk", "seconds": 3000}, {"type": "rested", "seconds": 120}], 50, None),
        ([{"type": "talk", "seconds": 3000}, {"type": "later", "at": 500}], 50, None),
        ([{"type": "hard"}], 0, "hard"),
        ([{"type": "hard"}, {"type": "later", "at": 500}], 0, None),
    ],
)
def test_a_rest_is_proposed_when_the_persons_own_limit_is_reached(
    modules: Path, events: list[dict[str, object]], minutes: int, proposed: str | None
) -> None:
    seen = run(
        modules,
        f"""
        import {{ fresh, noted, proposal }} from "@/rest.mjs";
        const kept = {json.dumps(events)}.reduce(noted, fresh("2026-11-24"));
        console.log(JSON.stringify(proposal(kept, {minutes}, 1000)));
        """,
    )
    assert seen == proposed


SCENE = {
    "fits": ["documentation"],
    "hint": "5, then the information",
    "objection": {"key": "no_time", "label": "I have no time"},
    "offer": ["offer"],
    "sections": ["opening", "need", "offer"],
}
DONE = {
    "disposition": "documentation",
    "label": "Wants information",
    "opened": ["opening", "offer"],
    "cards": ["no_time"],
    "wait": 2,
    "note": False,
}


@pytest.mark.parametrize(
    ("done", "codes"),
    [
        ({}, ["fits", "steps", "offerHeard", "cardOpen", "quick"]),
        ({"disposition": "machine"}, ["misfits", "steps", "offerHeard", "cardOpen", "quick"]),
        (
            {"opened": ["opening"], "cards": [], "wait": 20, "note": True},
            ["fits", "oneStep", "offerUnheard", "cardClosed", "slow", "note"],
        ),
        ({"byNetwork": True}, ["itself"]),
    ],
)
def test_a_practice_call_is_judged_by_what_was_said_and_read(
    modules: Path, done: dict[str, object], codes: list[str]
) -> None:
    seen = run(
        modules,
        f"""
        import {{ judge }} from "@/judging.mjs";
        console.log(JSON.stringify(judge({json.dumps(SCENE)}, {json.dumps(DONE | done)}).map(({{ code }}) => code)));
        """,
    )
    assert seen == codes
