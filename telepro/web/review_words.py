"""The words in which scores over time are told: against the person's own earlier ones, and no one else's."""

from collections.abc import Mapping

from flask_babel import gettext as _

from campaigns.listening.scoring import Course


def courses() -> Mapping[Course, str]:
    """How a series of scores goes."""
    return {
        Course.TOO_FEW: _("too few for a trend"),
        Course.HIGHER: _("higher than the three before"),
        Course.AS_BEFORE: _("as the three before"),
        Course.LOWER: _("lower than the three before"),
    }
