"""How what follows a meeting is said: the prospect's answer, each message and how it fared."""

from flask import Flask
from flask_babel import gettext as _

from campaigns.call.need_score import CRITERION_LABELS, LEVEL_LABELS, Criterion, Level
from campaigns.follow_up.reminders import Channel, MessageState, Occasion, Withdrawn
from campaigns.follow_up.replies import Answer
from telepro.db.meeting_answers import AnswerLine
from telepro.db.meeting_messages import MessageLine
from telepro.web.presentation import language, moment


def install(app: Flask) -> None:
    """Give the templates of `app` these words."""
    app.jinja_env.globals.update(
        message_words=message_words,
        message_name=message_name,
        answer_words=answer_words,
        criterion_words=criterion_words,
        level_words=level_words,
    )


def criterion_words(criterion: Criterion) -> str:
    """What a criterion of BANT or CHAMP is called."""
    return CRITERION_LABELS[criterion][language()]


def level_words(level: Level) -> str:
    """How well a criterion is established."""
    return LEVEL_LABELS[level][language()]


def message_name(message: MessageLine) -> str:
    """What a message is: « Reminder the day before, by e-mail »."""
    names: dict[str, str] = {
        Occasion.CONFIRMATION: _("Confirmation"),
        Occasion.DAY_BEFORE: _("Reminder the day before"),
        Occasion.SOON: _("Reminder two hours before"),
    }
    channels: dict[str, str] = {Channel.MAIL: _("by e-mail"), Channel.SMS: _("by text message")}
    return f"{names[message.occasion]}, {channels[message.channel]}"


def message_words(message: MessageLine, zone: str) -> str:
    """How a message fared: « sent Tue 24 Nov 10:01 »."""
    if message.state is MessageState.WITHDRAWN:
        return _not_sent(message.problem or "")
    if message.state is MessageState.BOUNCED:
        return str(_("did not arrive (%(why)s)", why=_why(message.problem)))
    said: dict[str, str] = {
        MessageState.PLANNED: _("planned for %(moment)s", moment=moment(message.due_at, zone)),
        MessageState.SENDING: _("on its way"),
        MessageState.UNKNOWN: _("nobody knows whether it went; it is not sent again"),
        MessageState.HANDED: _("handed over to be sent"),
        MessageState.SENT: _("sent %(moment)s", moment=moment(message.sent_at, zone)),
        MessageState.DELIVERED: _("delivered %(moment)s", moment=moment(message.sent_at, zone)),
    }
    return said[message.state]


def answer_words(answer: AnswerLine) -> str:
    """What a prospect said: « Confirmed by the prospect »."""
    said: dict[str, str] = {
        Answer.CONFIRMED: _("Confirmed by the prospect"),
        Answer.DECLINED: _("Declined by the prospect"),
        Answer.STOP: _("The prospect wants no more messages"),
        Answer.UNCLEAR: _("The prospect wrote back"),
    }
    return said[answer.answer]


def _not_sent(why: str) -> str:
    said: dict[str, str] = {
        Withdrawn.CANCELLED: _("not sent: the meeting was called off"),
        Withdrawn.MOVED: _("not sent: the meeting was moved"),
        Withdrawn.DECLINED: _("not sent: the prospect can't come"),
        Withdrawn.OBJECTED: _("not sent: the prospect objected to messages"),
        Withdrawn.TOO_LATE: _("not sent: its moment had passed"),
        Withdrawn.NO_SENDER: _("not sent: no number can send text messages"),
    }
    return said.get(why, str(_("not sent")))


def _why(problem: str | None) -> str:
    """The carrier's code as it is; of a mail server's long answer its kind."""
    return (problem or "?").partition(": ")[0]
