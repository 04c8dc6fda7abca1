"""The changes that change nothing: each is named, with the reason why no test can or need see it."""

from dataclasses import dataclass
from pathlib import Path

from tests.strength.operators import Site
from tests.strength.targets import name_of


@dataclass(frozen=True, slots=True)
class Equivalent:
    """Changes of one function or value after which every caller sees the same, and why."""

    module: str
    owner: str
    changes: tuple[str, ...]
    why: str


EQUIVALENTS = (
    Equivalent(
        "campaigns.attempts",
        "=RANK",
        ("8 becomes 9",),
        "Ranks are only compared, and a completed call stands above all others at nine as at eight.",
    ),
    Equivalent(
        "campaigns.attempts",
        "_level",
        ("1 becomes 2",),
        "Nothing heard must rank below the first word, and does so at any number below zero.",
    ),
    Equivalent(
        "campaigns.dealing.deal",
        "_Table.share_group",
        ("0 becomes -1",),
        "The leads of one wave are all callbacks or none is, so the last tells it as well as the first.",
    ),
    Equivalent(
        "telepro.services.call_lists",
        "=ROUNDS",
        ("20 becomes 21", "20 becomes 19"),
        "A deal that met about two thousand refused leads stops, and the next one goes on from there.",
    ),
    Equivalent(
        "telepro.services.call_lists",
        "_seat",
        ("0 becomes -1",),
        "A list that holds too many leads is dealt none, whether its room is zero or below zero.",
    ),
    Equivalent(
        "telepro.db.call_lists",
        "take_turn",
        ("32286 becomes 32287", "32286 becomes 32285"),
        "The number is the name of a lock that nobody else takes; every dealer uses the same.",
    ),
    Equivalent(
        "telepro.services.outcomes",
        "unsettled",
        ("200 becomes 201", "200 becomes 199"),
        "What one look at the calls that settle themselves leaves is taken by the next look.",
    ),
    Equivalent(
        "telepro.services.reconciliation",
        "=BATCH",
        ("100 becomes 101", "100 becomes 99"),
        "The silent calls that one round leaves are the oldest of the next round, and asked about then.",
    ),
    Equivalent(
        "telepro.db.event_queue",
        "=MESSAGES_OF_ONE",
        ("10 becomes 11", "10 becomes 9"),
        "It bounds how far one look reads; messages that it leaves are the oldest of the next look.",
    ),
)


def reason(path: Path, site: Site) -> str | None:
    """Why a change makes no difference, if it is one of those."""
    module = name_of(path)
    reasons = (
        each.why
        for each in EQUIVALENTS
        if (each.module, each.owner) == (module, site.owner) and site.what in each.changes
    )
    return next(reasons, None)
