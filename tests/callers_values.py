"""The moment and the lead for which simulated teleprospectors decide."""

from datetime import UTC, datetime

from telepro.callers.desk import Card, Contact

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CARD = Card(
    entry="e1",
    prospect="École des Tilleuls",
    number="+33199001001",
    zone="Europe/Paris",
    address="3 rue des Tilleuls",
    contacts=(Contact("Claire Vasseur", "claire@example.org"),),
)
