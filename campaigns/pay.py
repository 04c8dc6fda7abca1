"""What a teleprospector has earned: results times the price of the plan, waiting and accepted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Earnings:
    """An estimate in integer cents; only what the company has accepted is owed."""

    price_cents: int
    waiting: int
    accepted: int

    @property
    def waiting_cents(self) -> int:
        """What the results that the company has not judged yet would bring."""
        return self.waiting * self.price_cents

    @property
    def accepted_cents(self) -> int:
        """What the accepted results bring."""
        return self.accepted * self.price_cents


def earnings(waiting: int, accepted: int, price_cents: int) -> Earnings:
    """Count results at a price per result in cents; raises ValueError on a negative figure."""
    if min(waiting, accepted, price_cents) < 0:
        raise ValueError(
            f"Results and price can't be negative: {waiting=}, {accepted=}, {price_cents=}."
        )
    return Earnings(price_cents, waiting, accepted)
