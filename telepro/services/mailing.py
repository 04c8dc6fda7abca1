"""Sends the mail that waits: a row is claimed, SMTP speaks outside any transaction, the end is noted."""

import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage

from telepro.db import mail, transaction
from telepro.db.counting import Mail as MailRow
from telepro.settings import Mail as SmtpSettings

SMTP_SECONDS = 20
MOST_PER_RUN = 200
SHOWN = 50
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
CALENDAR_FILE = "meeting.ics"
FOR_GOOD = 500  # and above: the server will say the same of this address tomorrow (RFC 5321, 4.2.1)


def send_waiting(now: datetime, smtp: SmtpSettings) -> int:
    """Send every mail that is due; gives how many went.

    Without an SMTP server nothing is sent: the rows stay for the mailbox page. A mail that can't
    be sent waits 1, 2, 4 … minutes, six hours at most, and keeps the reason; one whose address the
    server refuses for good is given up.
    """
    if not smtp.host:
        return 0
    went = 0
    for _turn in range(MOST_PER_RUN):
        claimed = _claim(now)
        if claimed is None:
            break
        went += _deliver(claimed, smtp, now)
    return went


def newest() -> Sequence[MailRow]:
    """The latest mails, sent or not, for the demonstration's mailbox."""
    with transaction() as session:
        return mail.newest(session, SHOWN)


def one(mail_id: int) -> MailRow | None:
    """One mail of the mailbox."""
    with transaction() as session:
        return mail.by_id(session, mail_id)


def message(row: MailRow, sender: str) -> EmailMessage:
    """The mail as it travels; a repeat after a crash carries the same Message-ID."""
    text = EmailMessage()
    text["From"] = sender
    text["To"] = row.to_address
    text["Subject"] = row.subject
    text["Message-ID"] = f"<{row.key}@telepro>"
    text.set_content(row.body)
    if row.calendar:
        parameters = {"method": "PUBLISH", "charset": "utf-8"}
        text.add_attachment(
            row.calendar.encode(),
            maintype="text",
            subtype="calendar",
            filename=CALENDAR_FILE,
            params=parameters,
        )
    return text


def wait_after(tries: int) -> timedelta:
    """How long to wait after the `tries`-th failure."""
    return min(FIRST_WAIT * (1 << min(tries - 1, 20)), LONGEST_WAIT)


def _claim(now: datetime) -> MailRow | None:
    with transaction() as session:
        return mail.claim(session, now)


def _deliver(row: MailRow, smtp: SmtpSettings, now: datetime) -> bool:
    try:
        with _server(smtp) as server:
            server.send_message(message(row, smtp.sender))
    except (OSError, smtplib.SMTPException) as trouble:
        reason = f"{type(trouble).__name__}: {trouble}"[:300]
        with transaction() as session:
            if _is_for_good(trouble):
                mail.refused(session, row.id, reason, now)
            else:
                mail.failed(session, row.id, reason, now + wait_after(row.tries))
        return False
    with transaction() as session:
        mail.sent(session, row.id, now)
    return True


def _is_for_good(trouble: Exception) -> bool:
    """True when every recipient was refused for good: to try again would change nothing."""
    if not isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= FOR_GOOD for code, _words in trouble.recipients.values())


@contextmanager
def _server(smtp: SmtpSettings) -> Iterator[smtplib.SMTP]:
    with smtplib.SMTP(smtp.host, smtp.port, timeout=SMTP_SECONDS) as server:
        if smtp.starttls:
            server.starttls(context=ssl.create_default_context())
        if smtp.user:
            server.login(smtp.user, smtp.password)
        yield server
