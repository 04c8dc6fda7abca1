"""Steers a campaign by its plan: how much of its time has gone, the gap in causes, the end with each put right."""

from campaigns.forecast.counted import BROUGHT, Worked, worked
from campaigns.steering.actions import ACTIONS, CAUSES, RESULT_WORDS
from campaigns.steering.causes import Cause, CauseLine, Room, causes, gap
from campaigns.steering.course import Course, course_of
from campaigns.steering.elapsed import elapsed
from campaigns.steering.outlook import Outlook, as_planned, imagined, outlook
from campaigns.steering.tenths import in_tenths
from campaigns.steering.under_way import ListNow, as_it_goes, under_way
from campaigns.steering.what_if import Bounds, bounds

__all__ = [
    "ACTIONS",
    "BROUGHT",
    "CAUSES",
    "RESULT_WORDS",
    "Bounds",
    "Cause",
    "CauseLine",
    "Course",
    "ListNow",
    "Outlook",
    "Room",
    "Worked",
    "as_it_goes",
    "as_planned",
    "bounds",
    "causes",
    "course_of",
    "elapsed",
    "gap",
    "imagined",
    "in_tenths",
    "outlook",
    "under_way",
    "worked",
]
