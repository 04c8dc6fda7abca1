"""Decides how webhooks are shown: one try to a row, with what was sent and what came back."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from telepro.localtwilio.inspector.explanations import PURPOSES
from telepro.localtwilio.inspector.frame import View, instant, table

Facts = dict[str, Any]


def requests(view: View, tries: Sequence[Facts]) -> Markup:
    """A table of webhooks, each try a row."""
    words = view.words
    if not tries:
        return Markup("<p>{}</p>").format(words["none_requests"])
    rows = [
        (
            instant(tried["at"]),
            _purpose(view, tried),
            _address(view, tried),
            _answer(view, tried),
        )
        for tried in tries
    ]
    heads = (words["at"], words["purpose"], words["address"], words["answer"])
    return table(heads, rows, words["requests"])


def _purpose(view: View, tried: Facts) -> Markup:
    why = PURPOSES[view.language].get(tried["purpose"], "")
    return Markup('<strong>{}</strong><span class="why">{}</span>').format(tried["purpose"], why)


def _address(view: View, tried: Facts) -> Markup:
    fields = "\n".join(f"{name}={value}" for name, value in tried["fields"].items())
    return Markup("<code>{} {}</code><details><summary>{}</summary><pre>{}</pre></details>").format(
        tried["method"], tried["url"], view.words["fields"], fields
    )


def _answer(view: View, tried: Facts) -> Markup:
    words = view.words
    good = tried["status"] is not None and tried["status"] < 400
    said = tried["status"] if tried["status"] is not None else tried["trouble"]
    took = f"{words['attempt'].format(n=tried['attempt'])} · {tried['milliseconds']:g} ms"
    head = Markup('<span class="chip {}">{}</span><span class="why">{}</span>').format(
        "good" if good else "bad", said, took
    )
    if not tried["answer"]:
        return head
    body = Markup("<details><summary>{}</summary><pre>{}</pre></details>")
    return head + body.format(tried["content_type"] or words["answer"], tried["answer"])
