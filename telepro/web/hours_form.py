"""How the hours of a week stand in a form: a line a day, as people write them."""

from collections.abc import Mapping, Sequence

from campaigns.teleprospector.presence import WeeklySpan

DAYS = 7


def lines_of(form: Mapping[str, str]) -> dict[int, str]:
    """What was written for each weekday (Monday is 0); days left empty are left out."""
    named = {day: form.get(f"day-{day}", "").strip() for day in range(DAYS)}
    return {day: line for day, line in named.items() if line}


def written(spans: Sequence[WeeklySpan], day: int) -> str:
    """The hours of one weekday, as the form takes them: « 9:00-12:00, 14:00-17:30 »."""
    mine = (span for span in spans if span.weekday == day)
    return ", ".join(
        f"{span.starts.hour}:{span.starts:%M}-{span.ends.hour}:{span.ends:%M}" for span in mine
    )
