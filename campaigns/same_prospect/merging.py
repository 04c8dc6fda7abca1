"""What stands of two rows that are the same prospect: the older one, with what survives of the newer."""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from typing import Any

from campaigns.numbers.phones import Phone
from campaigns.prospects import Contact, Prospect
from campaigns.same_prospect.duplicates import Merged, New
from campaigns.same_prospect.survivorship import (
    AUDIENCE,
    CONTACTS,
    EXTRA,
    PHONES,
    Kept,
    MergePolicy,
    Survival,
    identity,
    survivals,
)

_COLLECTED = frozenset({PHONES, CONTACTS, EXTRA})


@dataclass(frozen=True, slots=True)
class Survivor:
    """What stands after a merge: the prospect, what it gained, and what became of each difference."""

    prospect: Prospect
    gained: tuple[str, ...]
    """The names of what was empty and is filled, or was added."""
    phones: tuple[Phone, ...]
    contacts: tuple[Contact, ...]
    replaced: tuple[str, ...] = ()
    """The names of what had another value."""
    survivals: tuple[Survival, ...] = ()

    @property
    def changed(self) -> bool:
        """True when the prospect is no longer as it was."""
        return bool(self.gained or self.replaced)

    def after(self, earlier: "Survivor | None") -> "Survivor":
        """All that the prospect gained when another row was merged into it before."""
        if earlier is None:
            return self
        return replace(
            self,
            gained=_united(earlier.gained, self.gained),
            replaced=_united(earlier.replaced, self.replaced),
            phones=earlier.phones + self.phones,
            contacts=earlier.contacts + self.contacts,
        )


def _united(earlier: tuple[str, ...], later: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*earlier, *later)))


def survive(
    older: Prospect, newer: Prospect, policy: MergePolicy = MergePolicy.COMPLETE
) -> Survivor:
    """Merge the newer row into the older prospect as the policy says; nothing is ever emptied."""
    decided = survivals(older, newer, policy)
    won = [each for each in decided if each.kept is Kept.NEWER]
    if not won:
        return Survivor(older, (), (), (), (), decided)
    phones, contacts = _added(newer, won)
    fields: dict[str, Any] = {e.field: e.newer for e in won if e.field not in _COLLECTED}
    learnt = {each.heading: each.newer for each in won if each.field == EXTRA}
    if learnt:
        fields["extra"] = {**older.extra, **learnt}
    prospect = replace(
        older,
        phones=older.phones + phones,
        contacts=older.contacts + contacts,
        **fields,
    )
    replaced = [each for each in won if each.older is not None and each.field != AUDIENCE]
    gained = [each for each in won if each not in replaced]
    return Survivor(prospect, _names(gained), phones, contacts, _names(replaced), decided)


def _names(decided: Iterable[Survival]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.field for each in decided))


def _added(newer: Prospect, won: list[Survival]) -> tuple[tuple[Phone, ...], tuple[Contact, ...]]:
    numbers = {each.newer for each in won if each.field == PHONES}
    people = {
        identity(Contact(str(each.newer[0]), each.newer[1], each.newer[2]))
        for each in won
        if each.field == CONTACTS and isinstance(each.newer, list)
    }
    return (
        tuple(phone for phone in newer.phones if phone.e164 in numbers),
        tuple(contact for contact in newer.contacts if identity(contact) in people),
    )


@dataclass(slots=True)
class Outcome:
    """What a batch brings: prospects to write, earlier ones to complete, rows that were merged."""

    new: dict[int, tuple[int, Prospect]] = field(default_factory=dict)
    """New prospects by id, each with its line."""
    completed: dict[int, Survivor] = field(default_factory=dict)
    """Earlier prospects that changed, by id."""
    merged: list[tuple[int, Merged, Survivor]] = field(default_factory=list)
    """Merged rows: the line, into whom, and what survived."""


def merge(
    decisions: Iterable[tuple[int, New | Merged]],
    older: Mapping[int, Prospect],
    policy: MergePolicy = MergePolicy.COMPLETE,
) -> Outcome:
    """Carry out what was decided of each (line, row), in order.

    `older` holds the prospects of before this batch that rows merge into, by id.
    """
    outcome, standing = Outcome(), dict(older)
    for line, decision in decisions:
        if isinstance(decision, New):
            outcome.new[decision.id] = (line, decision.prospect)
        else:
            survivor = _merge(outcome, standing, decision, policy)
            outcome.merged.append((line, decision, survivor))
    return outcome


def _merge(
    outcome: Outcome,
    standing: MutableMapping[int, Prospect],
    merged: Merged,
    policy: MergePolicy,
) -> Survivor:
    key = merged.into.id
    if key in outcome.new:
        line, row = outcome.new[key]
        survivor = survive(row, merged.prospect, policy)
        outcome.new[key] = (line, survivor.prospect)
        return survivor
    survivor = survive(standing[key], merged.prospect, policy)
    if survivor.changed:
        standing[key] = survivor.prospect
        outcome.completed[key] = survivor.after(outcome.completed.get(key))
    return survivor
