"""Why a calendar can't be read from its address."""

from enum import StrEnum


class FeedTrouble(StrEnum):
    """What was wrong; the pages say each in words."""

    NOT_HTTPS = "not_https"
    PRIVATE = "private"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    REDIRECTS = "redirects"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_CALENDAR = "no_calendar"
    TOO_MUCH = "too_much"


class FeedError(Exception):
    """A calendar that can't be read, and why."""

    def __init__(self, trouble: FeedTrouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble
