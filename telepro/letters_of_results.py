"""The letters about a contested result: that it is contested, what was answered, what was decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import force_locale
from flask_babel import gettext as _

from campaigns.validation import CONTEST_LABELS, Act, ContestReason, Side
from telepro.letters import Letter


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says of a result, and to which side; never a prospect's name or number."""

    campaign: str
    starts_at: datetime
    time_zone: str
    reason: ContestReason | None
    words: str
    side: Side

    @property
    def moment(self) -> str:
        """The meeting's moment on its own clock."""
        return f"{self.starts_at.astimezone(ZoneInfo(self.time_zone)):%d/%m/%Y %H:%M}"


def contested(language: str, told: Told) -> Letter:
    """A company contests a result."""
    reason = CONTEST_LABELS[told.reason][language] if told.reason else ""
    with force_locale(language):
        where = (
            _("You can answer on the page “My results”.")
            if told.side is Side.CALLER
            else _("You can answer on the campaign's page of meetings.")
        )
        body = _(
            "Campaign %(campaign)s: the company contests the meeting of %(moment)s.\n\n"
            "Reason: %(reason)s. %(words)s\n\n%(where)s\n",
            campaign=told.campaign,
            moment=told.moment,
            reason=reason,
            words=told.words,
            where=where,
        )
        return Letter(_("A meeting is contested"), body)


def answered(language: str, told: Told) -> Letter:
    """Somebody has answered what a company contests."""
    with force_locale(language):
        body = _(
            "Campaign %(campaign)s: the meeting of %(moment)s, which is contested, was answered for:\n\n"
            "%(words)s\n",
            campaign=told.campaign,
            moment=told.moment,
            words=told.words,
        )
        return Letter(_("A contested meeting was answered for"), body)


def found_owed(language: str, told: Told) -> Letter:
    """A manager found a contested result owed."""
    with force_locale(language):
        said = _("it counts as accepted, and its price is owed.")
        return _decided(told, said)


def found_not_owed(language: str, told: Told) -> Letter:
    """A manager found a contested result not owed."""
    with force_locale(language):
        return _decided(told, _("it is not owed."))


def _decided(told: Told, said: str) -> Letter:
    body = _(
        "Campaign %(campaign)s: the manager has settled the contested meeting of %(moment)s: %(said)s\n\n%(words)s\n",
        campaign=told.campaign,
        moment=told.moment,
        said=said,
        words=told.words,
    )
    return Letter(_("A contested meeting is settled"), body)


LETTERS: Mapping[Act, Callable[[str, Told], Letter]] = {
    Act.CONTESTED: contested,
    Act.ANSWERED: answered,
    Act.FOUND_OWED: found_owed,
    Act.FOUND_NOT_OWED: found_not_owed,
}
