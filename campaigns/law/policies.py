"""What a plan does abroad where no statute says when to call: usual hours, attempts and rest, as policy."""

from campaigns.law.asks import AttemptCap, PlanDefaults, RestAfterRefusal
from campaigns.windows import WORKING_DAYS, Hours, Span, span

ATTEMPTS = AttemptCap(most=6, days=30)
REST = RestAfterRefusal(days=60)
SATURDAY = 5
SUNDAY = 6


def week(weekdays: str | None, saturday: str | None = None, sunday: str | None = None) -> Hours:
    """The hours of a week from those of Monday to Friday, of Saturday and of Sunday, each one span
    ("08:00-20:00") or None for none."""
    ends = (_spans(saturday), _spans(sunday))
    return Hours((*(_spans(weekdays) for _ in WORKING_DAYS), *ends))


def usual(hours: Hours, holidays: str | None = None) -> PlanDefaults:
    """What a plan does that says nothing, with these hours, at rest on the holidays of a country."""
    return PlanDefaults(hours, ATTEMPTS, REST, holidays)


def _spans(text: str | None) -> tuple[Span, ...]:
    return (span(text),) if text else ()
