"""Steers a campaign by its plan: how much of its time has gone, the gap in causes, the end with each put right."""

from campaigns.forecast.counted import BROUGHT, Worked, worked
from campaigns.steering.actions import ACTIONS, CAUSES, RESULT_WORDS
from campaigns.steering.adopted_parts import SINCE, Since
from campaigns.steering.adoption import Adoption, Taken, adoption
from campaigns.steering.causes import Cause, CauseLine, Room, causes, gap
from campaigns.steering.course import Course, course_of
from campaigns.steering.decisions import Decisions, carried_over, decided, decisions_of
from campaigns.steering.elapsed import elapsed
from campaigns.steering.outlook import Outlook, as_planned, imagined, outlook
from campaigns.steering.tenths import in_tenths
from campaigns.steering.under_way import ListNow, as_it_goes, under_way
from campaigns.steering.what_if import (
    STEPS,
    Bounds,
    bounds,
    decision_bounds,
    rates_wished,
    wished,
)

__all__ = [
    "ACTIONS",
    "BROUGHT",
    "CAUSES",
    "RESULT_WORDS",
    "SINCE",
    "STEPS",
    "Adoption",
    "Bounds",
    "Cause",
    "CauseLine",
    "Course",
    "Decisions",
    "ListNow",
    "Outlook",
    "Room",
    "Since",
    "Taken",
    "Worked",
    "adoption",
    "as_it_goes",
    "as_planned",
    "bounds",
    "carried_over",
    "causes",
    "course_of",
    "decided",
    "decision_bounds",
    "decisions_of",
    "elapsed",
    "gap",
    "imagined",
    "in_tenths",
    "outlook",
    "rates_wished",
    "under_way",
    "wished",
    "worked",
]
