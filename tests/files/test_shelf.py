"""A rehearsal knows what an import would know, on disk instead of in tables."""

from itertools import count

from campaigns.numbers.phones import Phone, PhoneKind
from campaigns.prospects import Audience, Basis, Prospect
from campaigns.same_prospect.duplicates import COMPARED, Merged, New, SameBy, sort_out
from campaigns.same_prospect.names import name_key
from telepro.files.shelf import Shelf, shelf

SIRET = "21940034800195"


def row(name: str, *numbers: int, siret: str | None = None, code: str | None = "75001") -> Prospect:
    phones = tuple(
        Phone(f"+3319900{number:04d}", PhoneKind.FIXED, "FR", ("Europe/Paris",))
        for number in numbers
    )
    key = name_key(name)
    return Prospect(
        name, key, phones, "FR", "fr", Audience.B2C, Basis.CONSENT, "s", siret, postal_code=code
    )


def decide(known: Shelf, rows: list[Prospect], numbers: "count[int]") -> list[New | Merged]:
    """One batch, as a rehearsal does it."""
    decisions = sort_out(list(enumerate(rows)), known.register_for(rows), numbers)
    known.keep(decisions)
    return decisions


def ways(decisions: list[New | Merged]) -> list[SameBy | None]:
    return [each.by if isinstance(each, Merged) else None for each in decisions]


def test_a_row_of_an_earlier_batch_is_known_again() -> None:
    with shelf() as known:
        numbers = count(1)
        decide(known, [row("Morel", 1, 2)], numbers)
        later = decide(known, [row("Morel", 2), row("Morel", 3), row("Petit", 1)], numbers)
    assert ways(later) == [SameBy.NAME, None, None]


def test_a_siret_and_a_phone_learnt_by_merging_are_known_from_then_on() -> None:
    with shelf() as known:
        numbers = count(1)
        decide(known, [row("Morel", 1)], numbers)
        decide(known, [row("Morel", 1, 2, siret=SIRET)], numbers)
        later = decide(known, [row("Autre", 2, siret=SIRET, code="69001")], numbers)
    assert ways(later) == [SameBy.SIRET]


def test_a_crowd_is_known_again_by_name() -> None:
    names = [f"Agence {a}{b} {b}{a}{a}" for a in "bcdfghjklmnp" for b in "bcdfghjklmnp"]
    assert len(names) > COMPARED
    with shelf() as known:
        numbers = count(1)
        decide(known, [row(name, 1) for name in names], numbers)
        later = decide(known, [row(name, 1) for name in reversed(names)], numbers)
    assert ways(later) == [SameBy.NAME] * len(names)
