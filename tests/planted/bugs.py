"""Which bugs are planted, and where each must be seen: in a simulation under faults, or by a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.planted import patches as by
from tests.planted.patches import Patch
from tests.planted.scenes import BRIEF, FEW_LEADS, LONGER, Scene


@dataclass(frozen=True, slots=True)
class Bug:
    """One bug: what it does, how it is patched in, the scene that must show it; `test` names the
    test that must, where a bug is of nothing that a simulation plays.

    `breaks` are the invariants of a chaos run of which it breaks at least one; nothing else that
    such a run finds is proof.
    """

    id: str
    sentence: str
    patches: Callable[[], list[Patch]]
    scene: Scene = BRIEF
    test: str = ""
    breaks: tuple[str, ...] = ()


def named(name: str) -> Bug:
    """The bug of this name; raises `StopIteration` where there is none."""
    return next(bug for bug in BUGS if bug.id == name)


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """The house with this bug, as long as the block lasts."""
    before = []
    try:
        for owner, name, wrong in bug.patches():
            # Not there any more: the bug would be none, and what looks for it would be praised.
            before.append((owner, name, getattr(owner, name)))
            setattr(owner, name, wrong)
        yield
    finally:
        for owner, name, right in reversed(before):
            setattr(owner, name, right)


BUGS = (
    Bug(
        "M1",
        "no fence is asked for when the next step is written",
        by.no_fence,
        FEW_LEADS,
        breaks=("I01", "I02", "I11"),
    ),
    Bug("M2", "messages of one call are one message", by.dedupe_by_call_alone, breaks=("I17",)),
    Bug("M3", "a message is looked for and then written", by.messages_kept_twice, breaks=("I17",)),
    Bug(
        "M4",
        "a status counts as it arrives",
        by.status_as_it_arrives,
        LONGER,
        breaks=("I14", "I15", "I16", "I20"),
    ),
    Bug(
        "M5",
        "a call is placed again when the reply was lost",
        by.placed_again_after_a_lost_reply,
        LONGER,
        breaks=("I05", "I06"),
    ),
    Bug(
        "M6", "a lead is claimed though somebody holds it", by.claimed_though_held, breaks=("I01",)
    ),
    Bug(
        "M7",
        "a callback is kept in the queue alone",
        by.callback_in_the_queue_alone,
        LONGER,
        breaks=("I11", "I21"),
    ),
    Bug(
        "M8",
        "hours are read on another clock than the prospect's",
        by.hours_without_zones,
        breaks=("I08",),
    ),
    Bug(
        "M9",
        "an outcome is acknowledged before its commit",
        by.acknowledged_before_the_commit,
        LONGER,
        breaks=("I12",),
    ),
    Bug(
        "M10",
        "counters are kept where they can be lost",
        by.counters_kept_elsewhere,
        LONGER,
        breaks=("I11", "I32"),
    ),
    Bug(
        "M11",
        "one route forgets whose rows it shows",
        by.route_forgets_whose_rows,
        test="tests/security/test_who_opens_what.py -k leads",
        breaks=("I34",),
    ),
    Bug(
        "M12",
        "the signature is asked for after the write",
        by.signature_after_the_write,
        breaks=("I19",),
    ),
    Bug(
        "M13",
        "the reconciler overwrites an end",
        by.reconciler_overwrites,
        LONGER,
        breaks=("I15", "I16", "I20"),
    ),
    # The last two leave no trace in a run: what is lost is rung again, and nobody is paid there.
    Bug("M14", "two workers share two queues", by.queues_shared, test="tests/test_worker.py"),
    Bug(
        "M15",
        "money is added as floating point",
        by.money_in_floating_point,
        test="tests/campaigns/test_pay.py",
    ),
    Bug(
        "M16",
        "objections are asked for at import alone",
        by.objections_at_import_alone,
        LONGER,
        breaks=("I09",),
    ),
)
