"""What the desk tells whoever listens, run in Node: nothing to nobody, and each change once."""

from pathlib import Path

import pytest

from tests.web.test_desk_state import NODE, modules, run

__all__ = ["modules"]

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")


def test_a_change_is_told_once_and_only_in_a_call_that_somebody_listens_to(modules: Path) -> None:
    seen = run(
        modules,
        """import { createFollowed } from "@/followed.mjs";
        const note = { value: "" };
        const strip = { dataset: { section: "opening" } };
        const page = { getElementById: () => note, querySelector: () => strip };
        const bob = [{ kind: "listener", name: "Bob" }], paul = [{ kind: "colleague", name: "Paul" }];
        let at = { view: "connected", attempt: "a", others: paul };
        const told = [];
        const { look } = createFollowed({ page, atHand: () => at, send: (attempt, { section, note }) => told.push([attempt, section, note]) });
        look();
        at = { ...at, others: bob };
        look(); look();
        strip.dataset.section = "offer";
        look();
        note.value = "rappeler";
        look(); look();
        at = { ...at, view: "wrapup" };
        note.value = "autre";
        look();
        at = { view: "connected", attempt: "b", others: bob };
        look();
        console.log(JSON.stringify(told));
        """,
    )
    assert seen == [
        ["a", "opening", ""],
        ["a", "offer", ""],
        ["a", "offer", "rappeler"],
        ["b", "offer", "autre"],
    ]
