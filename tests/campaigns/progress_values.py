"""The outcomes of a lead, one call a day from a Monday on, and where it then stands."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from campaigns.dispositions import Disposition
from campaigns.lead.progress import progress
from campaigns.lead.standing import MeetingChange, Progress, StandingOutcome
from campaigns.pipeline import Stage

PARIS = "Europe/Paris"
ENROLLED = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
THURSDAY = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
FIRST_PHONE, SECOND_PHONE = 11, 12
ALICE = 1


def outcome(number: int, disposition: Disposition, **details: object) -> StandingOutcome:
    """What the lead's call of this number came to, a day after the call before it."""
    at = MONDAY + DAY * (number - 1)
    return replace(
        StandingOutcome(number, disposition, at, FIRST_PHONE),
        **details,  # type: ignore[arg-type]
    )


def stands(*outcomes: StandingOutcome, meetings: tuple[MeetingChange, ...] = ()) -> Progress:
    """Where a lead with one phone stands after these outcomes."""
    return progress(ENROLLED, outcomes, PARIS, [FIRST_PHONE], meetings)


def path(state: Progress) -> list[Stage]:
    """The stages that it went through."""
    return [Stage.TARGET, *(move.target for move in state.moves)]


def fold(outcomes: list[StandingOutcome]) -> Progress:
    """Where a lead with two phones stands after these outcomes."""
    return progress(ENROLLED, outcomes, PARIS, [FIRST_PHONE, SECOND_PHONE])
