"""The desk's way to the server, run in Node."""

from pathlib import Path

import pytest

from tests.web.test_desk_state import NODE, modules, run

__all__ = ["modules"]

pytestmark = pytest.mark.skipif(NODE is None, reason="Node is not installed")


def test_whoever_was_signed_out_is_waited_for_and_then_all_is_sent_with_the_new_token(
    modules: Path,
) -> None:
    seen = run(
        modules,
        """import { createNetwork } from "@/network.mjs";
        const sent = [];
        let entered = 0;
        globalThis.fetch = async (url, { headers }) => {
          sent.push([url, headers["X-CSRFToken"] ?? ""]);
          const isIn = entered > 0 || (!headers["X-CSRFToken"] && !url.startsWith("/state"));
          return { ok: isIn, status: isIn ? 200 : 401, json: async () => ({ now: "later" }) };
        };
        const enter = async () => { await new Promise((after) => setTimeout(after, 5)); entered += 1; return "new"; };
        const taken = [];
        const network = createNetwork({ token: "old", enter, dispatch: () => {}, trouble: {}, urls: { state: "/state" }, known: () => ({}), take: (desk) => taken.push(desk.now) });
        const answers = await Promise.all([network.send("/outcome", {}), network.send("/hangup", {})]);
        await network.refresh();
        console.log(JSON.stringify({ entered, statuses: answers.map((each) => each.status), sent, taken }));
        """,
    )
    assert seen["entered"] == 1
    assert seen["statuses"] == [200, 200]
    assert seen["sent"][:4] == [
        ["/outcome", "old"],
        ["/hangup", "old"],
        ["/outcome", "new"],
        ["/hangup", "new"],
    ]
    assert seen["taken"] == ["later"]


def test_who_is_asked_in_vain_is_not_asked_again_by_the_same_request(modules: Path) -> None:
    seen = run(
        modules,
        """import { createNetwork } from "@/network.mjs";
        let entered = 0;
        globalThis.fetch = async () => ({ ok: false, status: 401, json: async () => ({}) });
        const enter = async () => { entered += 1; return "another"; };
        const network = createNetwork({ token: "old", enter, dispatch: () => {}, trouble: {}, urls: {}, known: () => ({}), take: () => {} });
        const { status } = await network.send("/outcome", {});
        console.log(JSON.stringify({ entered, status }));
        """,
    )
    assert seen == {"entered": 1, "status": 401}
