"""Which of two values survives when a row turns out to be a prospect that is known, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.prospect_file.headings import LABELS
from campaigns.prospects import Audience, Contact, Prospect

Words = Mapping[str, str]
Shown = str | int | list[str | None] | None
"""A value as it is logged: text, a headcount, or a contact as its name, role and e-mail."""

FILLED = (
    "siren",
    "naf",
    "address",
    "city",
    "external_id",
    "headcount",
    "note",
    "region",
    "interest",
)
REPLACED = ("name", *FILLED)
"""What a newer file may replace. SIRET, postal code and name key stay: a row is known again by them."""


class MergePolicy(StrEnum):
    """What a person wants of rows that are known already."""

    KEEP = "keep"
    COMPLETE = "complete"
    NEWER = "newer"


POLICY_LABELS: Mapping[MergePolicy, tuple[Words, Words]] = {
    MergePolicy.COMPLETE: (
        {"fr": "Compléter ce qui est vide", "en": "Complete what is empty"},
        {
            "fr": "Ce qui est connu reste ; la ligne n’ajoute que ce qui manque.",
            "en": "What is known stays; the row adds only what is missing.",
        },
    ),
    MergePolicy.KEEP: (
        {"fr": "Garder l’existant", "en": "Keep the existing"},
        {
            "fr": "Rien ne change dans les fiches connues, pas même un numéro de plus.",
            "en": "Nothing changes in known prospects, not even one number more.",
        },
    ),
    MergePolicy.NEWER: (
        {"fr": "Prendre le plus récent", "en": "Take the newer"},
        {
            "fr": "Les valeurs du fichier remplacent les autres ; une cellule vide n’efface rien.",
            "en": "The file’s values replace the others; an empty cell erases nothing.",
        },
    ),
}
"""Each policy with what it means, the usual one first."""


class Kept(StrEnum):
    """Whose value stands after the merge."""

    OLDER = "older"
    NEWER = "newer"


class Why(StrEnum):
    """The reason for which it stands."""

    WAS_EMPTY = "was_empty"
    ADDED = "added"
    EVIDENCE = "evidence"
    POLICY_KEEP = "policy_keep"
    POLICY_COMPLETE = "policy_complete"
    POLICY_NEWER = "policy_newer"


WHY_WORDS: Mapping[Why, Words] = {
    Why.WAS_EMPTY: {"fr": "La fiche n’en avait pas.", "en": "The prospect had none."},
    Why.ADDED: {"fr": "Ajouté à ceux de la fiche.", "en": "Added to those of the prospect."},
    Why.EVIDENCE: {
        "fr": "Un SIRET valable montre une entreprise.",
        "en": "A valid SIRET shows a business.",
    },
    Why.POLICY_KEEP: {
        "fr": "L’import garde l’existant.",
        "en": "The import keeps the existing.",
    },
    Why.POLICY_COMPLETE: {
        "fr": "L’import ne complète que ce qui est vide.",
        "en": "The import completes only what is empty.",
    },
    Why.POLICY_NEWER: {
        "fr": "L’import prend le plus récent.",
        "en": "The import takes the newer.",
    },
}
_OF_POLICY = {
    MergePolicy.KEEP: (Kept.OLDER, Why.POLICY_KEEP),
    MergePolicy.COMPLETE: (Kept.OLDER, Why.POLICY_COMPLETE),
    MergePolicy.NEWER: (Kept.NEWER, Why.POLICY_NEWER),
}
PHONES, CONTACTS, AUDIENCE, EXTRA = "phones", "contacts", "audience", "extra"
INTEREST = "interest"
FIELD_LABELS: Mapping[str, Words] = {
    **{field.value: words for field, words in LABELS.items()},
    PHONES: {"fr": "Téléphones", "en": "Phones"},
    CONTACTS: {"fr": "Contacts", "en": "Contacts"},
    AUDIENCE: {"fr": "Public", "en": "Audience"},
    INTEREST: {"fr": "Motif de l'intérêt présumé", "en": "Reason for a presumed interest"},
    EXTRA: {"fr": "Autres colonnes", "en": "Other columns"},
}


@dataclass(frozen=True, slots=True)
class Survival:
    """One value on which the known prospect and the row differed; `heading` names a kept column."""

    field: str
    older: Shown
    newer: Shown
    kept: Kept
    why: Why
    heading: str = ""


def survivals(older: Prospect, newer: Prospect, policy: MergePolicy) -> tuple[Survival, ...]:
    """Decide on every value in which a row differs from the prospect that it is.

    An empty cell never counts as a value. A known number is never added anew, dead ones included.
    """
    return (
        *_fields(older, newer, policy),
        *_registration(older, newer, policy),
        *_extra(older, newer, policy),
        *_added(older, newer, policy),
    )


def _fields(older: Prospect, newer: Prospect, policy: MergePolicy) -> Iterator[Survival]:
    for name in REPLACED:
        known, said = getattr(older, name), getattr(newer, name)
        if said is not None and said != known:
            yield _decided(name, known, said, policy)


def _registration(older: Prospect, newer: Prospect, policy: MergePolicy) -> Iterator[Survival]:
    if newer.siret is None or older.siret is not None:
        return
    known = _decided("siret", None, newer.siret, policy)
    yield known
    if known.kept is Kept.NEWER and older.audience is not Audience.B2B:
        yield Survival(AUDIENCE, older.audience, Audience.B2B, Kept.NEWER, Why.EVIDENCE)


def _extra(older: Prospect, newer: Prospect, policy: MergePolicy) -> Iterator[Survival]:
    for heading, said in newer.extra.items():
        known = older.extra.get(heading)
        if said != known:
            yield _decided(EXTRA, known, said, policy, heading)


def _added(older: Prospect, newer: Prospect, policy: MergePolicy) -> Iterator[Survival]:
    kept = (Kept.OLDER, Why.POLICY_KEEP) if policy is MergePolicy.KEEP else (Kept.NEWER, Why.ADDED)
    held = {phone.e164 for phone in older.phones}
    for phone in newer.phones:
        if phone.e164 not in held:
            yield Survival(PHONES, None, phone.e164, *kept)
    people = {identity(contact) for contact in older.contacts}
    for contact in newer.contacts:
        if identity(contact) not in people:
            yield Survival(CONTACTS, None, [contact.name, contact.role, contact.email], *kept)


def _decided(
    field: str, known: Shown, said: Shown, policy: MergePolicy, heading: str = ""
) -> Survival:
    kept, why = _OF_POLICY[policy]
    if known is None and policy is not MergePolicy.KEEP:
        kept, why = Kept.NEWER, Why.WAS_EMPTY
    return Survival(field, known, said, kept, why, heading)


def identity(contact: Contact) -> tuple[str, str | None]:
    """What makes two contacts of a prospect one: the name and the e-mail, case aside."""
    return contact.name.casefold(), contact.email and contact.email.casefold()


def shown(value: Shown) -> str:
    """A logged value as one line of text; nothing for none."""
    if isinstance(value, list):
        return ", ".join(part for part in value if part)
    return "" if value is None else str(value)
