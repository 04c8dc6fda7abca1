"""Texts that become scripts where somebody forgot to say that they are text."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import cast

from sqlalchemy import Connection, text

from campaigns.plan import Plan, read_plan, write_plan
from campaigns.script import Route
from tests.world import example_plan

# Each one opens the dialog that the test listens for, in another way.
SCRIPTS = (
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=data:,alert(1)></script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    "--><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1) autofocus>x</a>",
    "<form action=javascript:alert(1)><button autofocus>x</button></form>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>*{background:url(//evil.example/x)}</style>",
    '" onmouseover=alert(1) autofocus onfocus=alert(1) x="',
    "' autofocus onfocus=alert(1) x='",
    "` autofocus onfocus=alert(1)",
    "javascript:alert(1)",
    "{{7*7}}{{config}}{% include 'x' %}",
    "${alert(1)}#{alert(1)}<%= 7*7 %>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "<div hx-get=/metrics hx-trigger=load hx-on::load=alert(1)>x</div>",
    "<div hx-on:htmx:load=alert(1) data-hx-get=/metrics data-hx-trigger=load>x</div>",
    "<template data-part=card><img src=x onerror=alert(1)></template>",
    "＜script＞alert(1)＜/script＞",
    "\u202e<img src=x onerror=alert(1)>\u2028",
)


ALL = " ".join(SCRIPTS)
LINK = "javascript:alert(1)//"

# Every column that keeps what somebody wrote or a file brought.
WRITTEN: dict[str, tuple[str, ...]] = {
    "organisations": ("name", "support_email"),
    "people": ("name", "email"),
    "missions": ("offer", "audience_text", "result"),
    "mission_terms": ("result",),
    "campaigns": ("name",),
    "imports": ("filename", "source"),
    "import_rows": ("column", "found", "expected", "fix"),
    "prospects": ("name", "address", "postal_code", "city", "source", "external_id", "note"),
    "contacts": ("name", "role", "email", "best_time"),
    "phones": ("extension",),
    "attempts": ("trouble",),
    "answers": ("field", "value"),
    "outcomes": ("note", "reason"),
    "meetings": ("place", "host"),
    "meeting_statuses": ("reason",),
    "stage_moves": ("reason", "document_id"),
    "suppressions": ("reason",),
    "work_intervals": ("reason",),
    "call_inbox": ("problem",),
    "mails": ("to_address", "subject", "body"),
    "coach_messages": ("text",),
    "reviews": ("summary", "answer"),
    "review_comments": ("text",),
}
# Documents and lists of texts, with the texts to poison inside.
DOCUMENTS = (
    "update prospects set extra = jsonb_build_object(cast(:text as text), cast(:text as text))",
    "update meetings set attendees = array[cast(:text as text)]",
    "update outcomes set details = details || jsonb_build_object('place', cast(:text as text))",
)
UNIQUE = {"email": "id::text || ", "field": "id::text || "}


def poison(connection: Connection, words: str) -> None:
    """Write the words into every column that holds somebody's."""
    for table, columns in WRITTEN.items():
        for column in columns:
            prefix = UNIQUE.get(column, "")
            connection.execute(
                text(f'update {table} set "{column}" = {prefix}:words'),  # noqa: S608
                {"words": words},
            )
    for statement in DOCUMENTS:
        connection.execute(text(statement), {"text": words})


# What a plan says in words; the rest are keys, codes and numbers.
TEXTS = {
    "answer", "advantage", "cause", "check", "checklist", "dig", "feature", "label", "limits",
    "name", "origin", "promise", "proof", "reason", "restate", "text", "title", "accepted_when",
}  # fmt: skip


SHORTEST_TEXT = 40


def poisoned_plan(scripts: Iterator[str]) -> str:
    """The example plan with the next of the scripts in every text of it."""

    def next_one(longest: int = SHORTEST_TEXT) -> str:
        # Braces are fields of a script, which a plan may not invent.
        fits = (each for each in scripts if len(each) <= longest)
        return next(each for each in fits if "{" not in each and each.isprintable())

    def walk(value: object, name: str) -> object:
        if isinstance(value, Route):
            return value
        if is_dataclass(value) and not isinstance(value, type):
            parts = {
                each.name: walk(getattr(value, each.name), each.name) for each in fields(value)
            }
            return replace(value, **parts)
        if isinstance(value, tuple):
            return tuple(walk(each, name) for each in value)
        if isinstance(value, Mapping) and name == "stages":
            return {stage: next_one() for stage in value}
        longest = SHORTEST_TEXT if name == "label" else 200
        return next_one(longest) if type(value) is str and value and name in TEXTS else value

    written = write_plan(cast(Plan, walk(example_plan(), "")))
    assert isinstance(read_plan(written), Plan), read_plan(written)
    return written
