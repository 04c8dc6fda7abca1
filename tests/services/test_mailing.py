"""Mail that waits is sent once, and tried again later when the server is away."""

import socket
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_string
from email.policy import default

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro.db import mail
from telepro.db.counting import Mail
from telepro.letters import Letter
from telepro.services import mailing
from telepro.settings import Mail as SmtpSettings

LETTER = Letter("Votre invitation", "Bonjour,\n\nvoici votre lien.\n")


class Post:
    """A mail server that takes everything and keeps what it was given."""

    def __init__(self) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.taken: list[str] = []
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _address = self.listener.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as line:
                self._converse(line)

    def _converse(self, line: object) -> None:
        say, hear = line.write, line.readline  # type: ignore[attr-defined]
        flush = line.flush  # type: ignore[attr-defined]
        say(b"220 post\r\n"), flush()
        while said := hear():
            if said.upper().startswith(b"DATA"):
                say(b"354 go on\r\n"), flush()
                lines = []
                while (part := hear()) != b".\r\n":
                    lines.append(part)
                self.taken.append(b"".join(lines).decode())
                say(b"250 kept\r\n"), flush()
            elif said.upper().startswith(b"RCPT") and b"nobody@" in said:
                say(b"550 no such person\r\n"), flush()
            elif said.upper().startswith(b"RCPT") and b"later@" in said:
                say(b"450 come back\r\n"), flush()
            elif said.upper().startswith(b"QUIT"):
                say(b"221 bye\r\n"), flush()
                return
            else:
                say(b"250 ok\r\n"), flush()


@pytest.fixture
def post() -> Iterator[Post]:
    server = Post()
    yield server
    server.listener.shutdown(socket.SHUT_RDWR)  # wakes whoever accepts; closing does not
    server.listener.close()
    server.thread.join(5)


def smtp(port: int) -> SmtpSettings:
    return SmtpSettings("127.0.0.1", port, sender="calls@example.org", starttls=False)


def queued(rows: Session, now: datetime, key: str = "one") -> Mail:
    mail.queue(rows, key, "alice@example.org", LETTER, now)
    rows.commit()
    return rows.scalars(select(Mail).where(Mail.key == key)).one()


def test_a_mail_goes_once_and_its_text_is_forgotten(
    rows: Session, now: datetime, post: Post
) -> None:
    row = queued(rows, now)
    assert mailing.send_waiting(now, smtp(post.port)) == 1
    assert mailing.send_waiting(now, smtp(post.port)) == 0
    rows.refresh(row)
    assert (row.sent_at, row.body) == (now, "")
    assert "To: alice@example.org" in post.taken[0]


def test_a_calendar_file_travels_with_the_letter(rows: Session, now: datetime, post: Post) -> None:
    with_file = Letter("Votre rendez-vous", "Bonjour,\n", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    mail.queue(rows, "ics", "claire@ecole.example", with_file, now)
    rows.commit()
    assert mailing.send_waiting(now, smtp(post.port)) == 1
    (sent,) = [message_from_string(text, policy=default) for text in post.taken]
    (file,) = sent.iter_attachments()
    assert file.get_content_type() == "text/calendar"
    assert file["content-type"].params["method"] == "PUBLISH"
    assert file.get_filename() == "meeting.ics"
    assert file.get_content().startswith("BEGIN:VCALENDAR")
    row = rows.scalars(select(Mail).where(Mail.key == "ics")).one()
    rows.refresh(row)
    assert row.calendar is None


def test_an_address_that_does_not_exist_is_given_up_and_one_that_is_busy_is_not(
    rows: Session, now: datetime, post: Post
) -> None:
    for name in ("nobody", "later"):
        mail.queue(rows, name, f"{name}@example.org", LETTER, now)
    rows.commit()
    assert mailing.send_waiting(now, smtp(post.port)) == 0
    found = rows.execute(select(Mail.key, Mail.refused_at, Mail.body).order_by(Mail.id)).all()
    assert [tuple(row) for row in found] == [("nobody", now, ""), ("later", None, LETTER.body)]
    assert mailing.send_waiting(now + timedelta(days=1), smtp(post.port)) == 0
    tries = rows.execute(select(Mail.tries).order_by(Mail.id)).scalars().all()
    assert tries == [1, 2]


def test_what_has_lost_its_moment_is_not_sent(rows: Session, now: datetime, post: Post) -> None:
    mail.queue(rows, "late", "claire@ecole.example", LETTER, now, now + timedelta(hours=1))
    rows.commit()
    assert mailing.send_waiting(now + timedelta(hours=1), smtp(post.port)) == 0
    assert mailing.send_waiting(now + timedelta(minutes=59), smtp(post.port)) == 1


def test_the_same_key_is_the_same_mail(rows: Session, now: datetime) -> None:
    queued(rows, now)
    queued(rows, now)
    assert len(rows.scalars(select(Mail)).all()) == 1


def test_a_server_that_is_away_is_tried_again_after_a_minute(rows: Session, now: datetime) -> None:
    row = queued(rows, now)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    assert mailing.send_waiting(now, smtp(closed)) == 0
    rows.refresh(row)
    assert row.next_try_at == now + timedelta(minutes=1)
    assert row.problem is not None
    assert row.problem.startswith("ConnectionRefusedError")


def test_waits_double_up_to_six_hours() -> None:
    assert mailing.wait_after(1) == timedelta(minutes=1)
    assert mailing.wait_after(4) == timedelta(minutes=8)
    assert mailing.wait_after(30) == timedelta(hours=6)


def test_without_a_server_the_mail_stays_for_the_mailbox(rows: Session, now: datetime) -> None:
    row = queued(rows, now)
    assert mailing.send_waiting(now, SmtpSettings()) == 0
    assert (row.sent_at, row.tries) == (None, 0)
