"""How it is said where a booked result stands, why it is contested and what was answered."""

from datetime import datetime, timedelta

from flask import Flask
from flask_babel import gettext as _
from flask_babel import ngettext

from campaigns.teleprospector.own_results import RESULT_LABELS
from campaigns.validation import (
    CONTEST_LABELS,
    Act,
    ContestReason,
    How,
    ResultState,
    Said,
    Side,
    Standing,
    Terms,
)
from telepro import ids
from telepro.web.presentation import day, moment, words

LAMPS = {
    ResultState.WAITING: "waiting",
    ResultState.ACCEPTED: "on",
    ResultState.CONTESTED: "bad",
    ResultState.NOT_OWED: "off",
    ResultState.RECORDED: "done",
}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def install(app: Flask) -> None:
    """Give the templates of `app` these words."""
    app.jinja_env.globals.update(
        result_state=result_state,
        result_lamp=LAMPS.__getitem__,
        result_words=result_words,
        contest_reasons=contest_reasons,
        said_words=said_words,
        terms_words=terms_words,
        time_left=time_left,
        form_key=ids.public_id,
    )


def result_state(stands: Standing) -> str:
    """Its state in a word."""
    return words(RESULT_LABELS[stands.state])


def result_words(stands: Standing, zone: str = "Europe/Paris") -> str:
    """Since when it stands so and through whom, or until when it waits."""
    if stands.state is ResultState.WAITING:
        if stands.until is None:
            return str(_("until the company answers; no deadline was agreed on"))
        return str(_("counts as accepted on %(moment)s", moment=moment(stands.until, zone)))
    if stands.state is ResultState.CONTESTED:
        said = _("%(reason)s, said on %(day)s", reason=reason_words(stands), day=day(stands.at))
        return f"{said} · {_('answered')}" if stands.answered else said
    said_on: dict[tuple[ResultState, How | None], str] = {
        (ResultState.ACCEPTED, How.COMPANY): _("by the company on %(day)s", day=day(stands.at)),
        (ResultState.ACCEPTED, How.DEADLINE): _(
            "without a word of the company by %(moment)s", moment=moment(stands.at, zone)
        ),
        (ResultState.ACCEPTED, How.DECISION): _(
            "settled by the manager on %(day)s", day=day(stands.at)
        ),
        (ResultState.NOT_OWED, How.DECISION): _(
            "settled by the manager on %(day)s", day=day(stands.at)
        ),
    }
    return said_on.get((stands.state, stands.how), "")


def reason_words(stands: Standing) -> str:
    """Why it is contested."""
    return words(CONTEST_LABELS[stands.reason]) if stands.reason else ""


def contest_reasons() -> list[tuple[int, str, str]]:
    """The reasons in the order of their digits: digit, code, words."""
    labelled = enumerate(CONTEST_LABELS.items(), start=1)
    return [(digit, str(code), words(label)) for digit, (code, label) in labelled]


def said_words(said: Said) -> str:
    """What somebody said of it: « Contested by the company: duplicate »."""
    acts: dict[Act, str] = {
        Act.ACCEPTED: _("Accepted"),
        Act.CONTESTED: _("Contested"),
        Act.ANSWERED: _("Contest answered"),
        Act.WITHDRAWN: _("Taken back"),
        Act.FOUND_OWED: _("Settled: owed"),
        Act.FOUND_NOT_OWED: _("Settled: not owed"),
    }
    sides: dict[Side, str] = {
        Side.COMPANY: _("the company"),
        Side.CALLER: _("the teleprospector"),
        Side.MANAGER: _("the manager"),
    }
    head = _("%(act)s by %(side)s", act=acts[said.act], side=sides[said.side])
    return f"{head} · {_reason(said.reason)}" if said.reason else head


def terms_words(terms: Terms) -> str:
    """What both sides agreed on, in a sentence or two."""
    if terms.answer_within is None:
        first = _("The company accepts each meeting; no deadline was agreed on.")
    else:
        hours = int(terms.answer_within / HOUR)
        first = _(
            "The company has %(hours)s hours from a meeting's moment to contest it; without a word it counts as accepted.",
            hours=hours,
        )
    if not terms.manager_decides:
        return f"{first} {_('A contested meeting is owed once the company withdraws its contest.')}"
    return f"{first} {_('The manager settles what is contested.')}"


def time_left(until: datetime, now: datetime) -> str:
    """How long there is still to answer: « 19 h left »."""
    left = max(until - now, timedelta())
    if left >= 3 * DAY:
        return str(ngettext("%(num)d day left", "%(num)d days left", left // DAY))
    if left >= HOUR:
        return str(_("%(hours)d h left", hours=left // HOUR))
    return str(_("%(minutes)d min left", minutes=left // timedelta(minutes=1)))


def _reason(reason: ContestReason) -> str:
    return words(CONTEST_LABELS[reason])
