"""A card as it is shown where numbers are hidden: dialled by its id, and nowhere on it in full."""

from collections.abc import Collection
from dataclasses import replace

from campaigns.numbers.hidden_numbers import conceal, hidden
from telepro.db.cards import Card, CardContact, CardPhone, HistoryLine


def masked(card: Card) -> Card:
    """The same card, with every number on it hidden but for its ends where its company wishes so."""
    if not card.hides_numbers:
        return card
    words = _Words([phone.e164 for phone in card.phones], card.country)
    return replace(
        card,
        prospect_name=words.of(card.prospect_name),
        address=words.of(card.address),
        facts=tuple((label, words.of(value)) for label, value in card.facts),
        phones=tuple(map(_phone, card.phones)),
        contacts=tuple(words.of_contact(each) for each in card.contacts),
        answers={key: words.of(value) for key, value in card.answers.items()},
        history=tuple(words.of_line(line) for line in card.history),
        last_note=words.of(card.last_note),
        callback=card.callback and replace(card.callback, note=words.of(card.callback.note)),
    )


def _phone(phone: CardPhone) -> CardPhone:
    shown = hidden(phone.e164)
    return replace(phone, e164=shown, display=shown)


class _Words:
    """Hides in texts the numbers of one prospect."""

    def __init__(self, numbers: Collection[str], country: str) -> None:
        self.numbers, self.country = numbers, country

    def of(self, text: str) -> str:
        return conceal(text, self.numbers, self.country)

    def of_contact(self, contact: CardContact) -> CardContact:
        role, best = contact.role, contact.best_time
        return replace(
            contact,
            name=self.of(contact.name),
            role=self.of(role) if role else role,
            best_time=self.of(best) if best else best,
        )

    def of_line(self, line: HistoryLine) -> HistoryLine:
        return replace(line, note=self.of(line.note))
