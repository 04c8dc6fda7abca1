"""The letters that TelePro writes, each in the language of the person who gets it."""

from dataclasses import dataclass
from fractions import Fraction

from flask_babel import force_locale
from flask_babel import gettext as _

from campaigns.kpi import Figure
from campaigns.kpi.reading import reading
from campaigns.plan.parts import KpiTarget


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and plain text of a mail, and a calendar file (RFC 5545) that goes with it, if any."""

    subject: str
    body: str
    calendar: str | None = None


def new_password(name: str, language: str, link: str) -> Letter:
    """The way back in for somebody who forgot a password."""
    with force_locale(language):
        body = _(
            "Hello %(name)s,\n\n"
            "this link sets a new password. It works once, for one hour:\n\n%(link)s\n\n"
            "If you did not ask for it, do nothing: your password stays as it is.\n",
            name=name,
            link=link,
        )
        return Letter(_("A new password for TelePro"), body)


def way_in(name: str, language: str, link: str) -> Letter:
    """A link that signs in, for who asked for it."""
    with force_locale(language):
        body = _(
            "Hello %(name)s,\n\n"
            "this link signs you in. It works once, for a quarter of an hour:\n\n%(link)s\n\n"
            "If you did not ask for it, do nothing, and give it to nobody.\n",
            name=name,
            link=link,
        )
        return Letter(_("Your way into TelePro"), body)


def passkey_added(name: str, language: str, passkey: str, address: str) -> Letter:
    """That a device opens an account from now on, in case it is not its owner's."""
    with force_locale(language):
        body = _(
            "Hello %(name)s,\n\n"
            "the passkey “%(passkey)s” signs you in from now on.\n\n"
            "If you did not add it, remove it and change your password: %(link)s\n",
            name=name,
            passkey=passkey,
            link=f"{address}/account",
        )
        return Letter(_("A passkey was added to your account"), body)


def invitation(name: str, language: str, link: str) -> Letter:
    """The way in for somebody who was invited."""
    with force_locale(language):
        body = _(
            "Hello %(name)s,\n\n"
            "you are invited to TelePro. This link lets you choose your password. "
            "It works once, for seven days:\n\n%(link)s\n",
            name=name,
            link=link,
        )
        return Letter(_("Your invitation to TelePro"), body)


def late_callback(language: str, campaign: str, prospect: str, promised: str) -> Letter:
    """The alarm of a promise that nobody has kept; `promised` is the moment in the prospect's zone."""
    with force_locale(language):
        body = _(
            "Campaign %(campaign)s: %(prospect)s was promised a call for %(promised)s, "
            "and nobody has called yet.\n\n"
            "Give the callback to somebody who is signed in, or call yourself.\n",
            campaign=campaign,
            prospect=prospect,
            promised=promised,
        )
        return Letter(_("A promised callback is late"), body)


def alarm(language: str, campaign: str, figure: Figure, target: KpiTarget) -> Letter:
    """A figure of a campaign has crossed the limit that its plan states."""
    label = figure.label[language]

    def said(value: Fraction | None) -> str:
        return "" if value is None else reading(figure.unit, value, language)

    with force_locale(language):
        body = _(
            "Campaign %(campaign)s: %(label)s stands at %(value)s (%(above)s out of %(below)s). "
            "The plan asks for %(target)s and sounds the alarm at %(alarm)s.\n\n"
            "%(definition)s.\n\n"
            "The campaign's board shows the causes of the gap and what to do about each.\n",
            campaign=campaign,
            label=label,
            value=said(figure.value),
            above=figure.numerator,
            below=figure.denominator,
            target=said(target.target),
            alarm=said(target.alarm),
            definition=figure.definition[language],
        )
        return Letter(_("Alarm on %(campaign)s: %(label)s", campaign=campaign, label=label), body)


def wave_made(language: str, campaign: str) -> Letter:
    """The test wave of a campaign is made; the rest waits for a signature."""
    with force_locale(language):
        body = _(
            "The test wave of campaign %(campaign)s is made. Its other leads are dealt to nobody until "
            "you have read the wave's figures on the campaign's board and signed them off. Promised "
            "callbacks are kept meanwhile.\n",
            campaign=campaign,
        )
        return Letter(_("Test wave made: %(campaign)s", campaign=campaign), body)
