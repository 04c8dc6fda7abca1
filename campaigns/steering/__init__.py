"""Steers a campaign by its plan: how much of its time has gone, the gap in causes, what putting one right gains."""

from campaigns.steering.actions import ACTIONS, CAUSES, RESULT_WORDS
from campaigns.steering.causes import Cause, CauseLine, Room, causes, gap
from campaigns.steering.course import Course, Worked, course_of, worked
from campaigns.steering.elapsed import elapsed
from campaigns.steering.gains import gained
from campaigns.steering.tenths import in_tenths
from campaigns.steering.what_if import Bounds, Imagined, bounds, imagine

__all__ = [
    "ACTIONS",
    "CAUSES",
    "RESULT_WORDS",
    "Bounds",
    "Cause",
    "CauseLine",
    "Course",
    "Imagined",
    "Room",
    "Worked",
    "bounds",
    "causes",
    "course_of",
    "elapsed",
    "gained",
    "gap",
    "imagine",
    "in_tenths",
    "worked",
]
