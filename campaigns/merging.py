"""What is kept of two rows that are the same prospect: the older one, completed by the newer."""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace

from campaigns.duplicates import Merged, New
from campaigns.phones import Phone
from campaigns.prospects import Audience, Contact, Prospect

FILLED = ("siren", "naf", "address", "city", "external_id", "headcount", "note")


@dataclass(frozen=True, slots=True)
class Survivor:
    """What stands after a merge: the older prospect completed, and the names of what it gained."""

    prospect: Prospect
    gained: tuple[str, ...]
    phones: tuple[Phone, ...]
    contacts: tuple[Contact, ...]

    def after(self, earlier: "Survivor | None") -> "Survivor":
        """All that the prospect gained when another row was merged into it before."""
        if earlier is None:
            return self
        return Survivor(
            self.prospect,
            (*earlier.gained, *(name for name in self.gained if name not in earlier.gained)),
            earlier.phones + self.phones,
            earlier.contacts + self.contacts,
        )


def survive(older: Prospect, newer: Prospect) -> Survivor:
    """Complete the older prospect by the newer: empty fields filled, phones and contacts added.

    Nothing that the older one states is replaced. A SIRET that arrives is evidence of a business.
    """
    filled = {
        name: getattr(newer, name)
        for name in FILLED
        if getattr(older, name) is None and getattr(newer, name) is not None
    }
    if older.siret is None and newer.siret is not None:
        filled["siret"] = newer.siret
        filled["audience"] = Audience.B2B
    learnt = {key: value for key, value in newer.extra.items() if key not in older.extra}
    if learnt:
        filled["extra"] = {**older.extra, **learnt}
    phones = _added_phones(older, newer)
    contacts = _added_contacts(older, newer)
    if not (filled or phones or contacts):
        return Survivor(older, (), (), ())
    prospect = replace(
        older,
        phones=older.phones + phones,
        contacts=older.contacts + contacts,
        **filled,
    )
    gained = (*filled, *(("phones",) if phones else ()), *(("contacts",) if contacts else ()))
    return Survivor(prospect, gained, phones, contacts)


def _added_phones(older: Prospect, newer: Prospect) -> tuple[Phone, ...]:
    held = {phone.e164 for phone in older.phones}
    return tuple(phone for phone in newer.phones if phone.e164 not in held)


def _added_contacts(older: Prospect, newer: Prospect) -> tuple[Contact, ...]:
    held = {_identity(contact) for contact in older.contacts}
    return tuple(contact for contact in newer.contacts if _identity(contact) not in held)


def _identity(contact: Contact) -> tuple[str, str | None]:
    return contact.name.casefold(), contact.email and contact.email.casefold()


@dataclass(slots=True)
class Outcome:
    """What a batch brings: prospects to write, earlier ones to complete, rows that were merged."""

    new: dict[int, tuple[int, Prospect]] = field(default_factory=dict)
    """New prospects by id, each with its line."""
    completed: dict[int, Survivor] = field(default_factory=dict)
    """Earlier prospects that gained something, by id."""
    merged: list[tuple[int, Merged, tuple[str, ...]]] = field(default_factory=list)
    """Merged rows: the line, into whom, and the names of what that one gained."""


def merge(decisions: Iterable[tuple[int, New | Merged]], older: Mapping[int, Prospect]) -> Outcome:
    """Carry out what was decided of each (line, row), in order.

    `older` holds the prospects of before this batch that rows merge into, by id.
    """
    outcome, standing = Outcome(), dict(older)
    for line, decision in decisions:
        if isinstance(decision, New):
            outcome.new[decision.id] = (line, decision.prospect)
        else:
            gained = _merge(outcome, standing, decision)
            outcome.merged.append((line, decision, gained))
    return outcome


def _merge(
    outcome: Outcome, standing: MutableMapping[int, Prospect], merged: Merged
) -> tuple[str, ...]:
    key = merged.into.id
    if key in outcome.new:
        line, row = outcome.new[key]
        survivor = survive(row, merged.prospect)
        outcome.new[key] = (line, survivor.prospect)
        return survivor.gained
    survivor = survive(standing[key], merged.prospect)
    if survivor.gained:
        standing[key] = survivor.prospect
        outcome.completed[key] = survivor.after(outcome.completed.get(key))
    return survivor.gained
