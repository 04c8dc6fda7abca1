"""What company, teleprospector and manager say of a booked result until it is settled, each word a row of its own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns import validation as rules
from campaigns.figures.counting import change
from campaigns.figures.totals import of_meeting
from campaigns.problems import NotFound, Problem, Refused
from campaigns.validation import Act, ContestReason, How, ResultState, Side, Standing
from telepro.db import (
    audit,
    counters,
    meeting_statuses,
    meetings,
    outbox,
    result_notes,
    transaction,
    validation,
)
from telepro.db.results import Meeting, ResultAct
from telepro.db.validation import Case

MOST_PER_RUN = 200
TOPICS: Mapping[Act, str] = {
    Act.ACCEPTED: "meeting.accepted",
    Act.CONTESTED: "meeting.contested",
    Act.ANSWERED: "meeting.contest_answered",
    Act.WITHDRAWN: "meeting.taken_back",
    Act.FOUND_OWED: "meeting.found_owed",
    Act.FOUND_NOT_OWED: "meeting.found_not_owed",
}
NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks for which side; organisations are those of a company or a manager."""

    side: Side
    person_id: int
    organisation_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of which meeting; one key is one word, however often it is sent.

    `second` is a place in the recording of the call.
    """

    meeting_id: str
    act: Act
    client_key: str
    reason: ContestReason | None = None
    words: str = ""
    second: int | None = None


def say(speaker: Speaker, word: Word, now: datetime) -> None:
    """Say something of a result and bring about what follows; what stands already changes nothing.

    Raises `NotFound` for a meeting of others, `Refused` for what its side can't say as it stands.
    """
    with transaction() as session:
        meeting = _own(session, speaker, word.meeting_id)
        if _is_known(session, meeting, word):
            return
        case = validation.case_of(session, meeting)
        stands = rules.standing(case.booked, case.said, case.terms, now)
        if _says_nothing_new(stands, speaker, word):
            return
        _check(case, stands, speaker, word, now)
        row = _row(case, meeting, speaker, word, now)
        session.add(row)
        session.flush()
        lasting = _follow(session, meeting, stands, row, now)
        _tell(session, meeting, row, lasting, now)


def note_deadlines(now: datetime) -> int:
    """Note the results that nobody answered in time as accepted, as they count already; how many."""
    with transaction() as session:
        due = validation.due(session, now, MOST_PER_RUN)
    noted = 0
    for meeting_id in due:
        with transaction() as session:
            meeting = meetings.one_by_row(session, meeting_id)
            noted += result_notes.note_deadline(session, meeting, now)
    return noted


def _own(session: Session, speaker: Speaker, meeting_id: str) -> Meeting:
    if speaker.side is Side.COMPANY:
        found = meetings.one(session, speaker.organisation_ids, meeting_id)
    elif speaker.side is Side.MANAGER:
        found = meetings.one_managed(session, speaker.organisation_ids, meeting_id)
    else:
        found = meetings.one_brought(session, speaker.person_id, meeting_id)
    if found is None:
        raise NotFound(meeting_id)
    return found


def _is_known(session: Session, meeting: Meeting, word: Word) -> bool:
    """The same key and word were kept before; another word under a known key is refused."""
    row = validation.with_key(session, word.client_key)
    if row is None:
        return False
    same = (meeting.id, word.act, word.reason, word.words.strip(), word.second)
    if (row.meeting_id, row.act, row.reason, row.words, row.second) != same:
        fix = _("Reload the page to see where it stands.")
        found = _("a form that was sent before with something else")
        raise Refused(Problem("key", found, _("a form sent once"), fix))
    return True


def _says_nothing_new(stands: Standing, speaker: Speaker, word: Word) -> bool:
    if speaker.side is not Side.COMPANY:
        return False
    accepted = stands.state is ResultState.ACCEPTED and stands.how is How.COMPANY
    contested = stands.state is ResultState.CONTESTED and stands.reason is word.reason
    return (word.act is Act.ACCEPTED and accepted) or (word.act is Act.CONTESTED and contested)


def _check(case: Case, stands: Standing, speaker: Speaker, word: Word, now: datetime) -> None:
    if word.act not in rules.allowed(stands, speaker.side, case.terms, now):
        raise Refused(_not_now(stands))
    if word.act is Act.CONTESTED and word.reason is None:
        fix = _("Choose one of the four.")
        raise Refused(Problem("reason", _("no reason"), _("a reason from 1 to 4"), fix))
    starts_at = case.booked.starts_at
    if word.reason is ContestReason.NOT_KEPT and starts_at is not None and starts_at > now:
        fix = _("Say so once its time has come; until then it can be cancelled.")
        expected = _("one whose time has come")
        raise Refused(Problem("meeting", _("a meeting still to come"), expected, fix))
    if word.act is Act.ANSWERED and not word.words.strip():
        fix = _("Say what happened on the call; the company reads it.")
        raise Refused(Problem("words", _("nothing"), _("your answer"), fix))
    if len(word.words) > rules.LONGEST_WORDS:
        fix = _("Make it shorter.")
        most = _("%(most)s characters at most", most=rules.LONGEST_WORDS)
        raise Refused(Problem("words", str(len(word.words)), most, fix))


def _not_now(stands: Standing) -> Problem:
    found: dict[ResultState, str] = {
        ResultState.WAITING: _("a result that nobody contests"),
        ResultState.ACCEPTED: _("a result that is accepted"),
        ResultState.CONTESTED: _("a contested result"),
        ResultState.NOT_OWED: _("a result that is not owed"),
        ResultState.RECORDED: _("a result that is no meeting"),
    }
    fix = _("Reload the page to see where it stands.")
    return Problem("meeting", found[stands.state], _("one of which this can be said"), fix)


def _row(case: Case, meeting: Meeting, speaker: Speaker, word: Word, now: datetime) -> ResultAct:
    # A word never stands before one that was kept earlier, whoever's clock was ahead.
    at = max([now, *(each.at for each in case.said)])
    return ResultAct(
        meeting_id=meeting.id,
        number=1 + max((each.number for each in case.said), default=0),
        act=word.act,
        side=speaker.side,
        reason=word.reason,
        words=word.words.strip(),
        second=word.second,
        by_id=speaker.person_id,
        at=at,
        client_key=word.client_key,
    )


def _follow(
    session: Session, meeting: Meeting, before: Standing, row: ResultAct, now: datetime
) -> Counter[str]:
    """Keep where the result stands now, and the status of a meeting that was not kept, or was after all."""
    old = of_meeting(meetings.status_of(session, meeting.id), meeting.accepted_at)
    result_notes.keep(session, meeting, row)
    status = meetings.status_of(session, meeting.id)
    lasting = Counter(change(old, of_meeting(status, meeting.accepted_at)))
    if (new := result_notes.status_after(session, meeting, before, row)) is not None:
        lasting.update(meeting_statuses.change(session, meeting, new, now))
    return lasting


def _tell(
    session: Session, meeting: Meeting, row: ResultAct, lasting: Counter[str], now: datetime
) -> None:
    topic, organisation = TOPICS[row.act], meeting.organisation_id
    payload = {"meeting": meeting.public_id, "by": row.side, "reason": row.reason}
    counters.add(session, meeting.campaign_id, row.by_id, now, NOTHING, lasting)
    outbox.tell(session, organisation, meeting.campaign_id, topic, payload, now)
    result_notes.write_letters(session, meeting, row, now)
    details = {"side": row.side, "reason": row.reason}
    subject = f"meeting {meeting.public_id}"
    audit.note(session, row.by_id, organisation, topic, subject, details, now)
