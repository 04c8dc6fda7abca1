"""Takes a person's data out of every table that holds it; what is counted, paid and proved stays.

Each statement is one table's. Rows stay, since calls, outcomes and deals are counted and proved by them:
what is in them about the person goes. Texts that somebody wrote about others lose the person's name,
numbers and addresses.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CursorResult, TextClause, select, text
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Withdrawn
from telepro.db import meeting_messages
from telepro.db.calling import Attempt, CallInbox
from telepro.db.intake import ImportRow
from telepro.db.results import Meeting
from telepro.db.whom import Contact, Import, Lead, Phone, Prospect

ERASED = "[effacé · erased]"
SHORTEST = 4
"""A name of fewer letters is in too many words to be taken out of other texts."""
NATIONAL = 9
"""So many last digits say which number it is, however its beginning is written."""
NEVER = "(?!)"
_APART = r"[\s./()-]*"


@dataclass(frozen=True, slots=True)
class Traces:
    """How a person can be recognised: what has to be gone afterwards."""

    numbers: tuple[str, ...]
    emails: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """A regular expression of PostgreSQL for every spelling, in whatever case it is written."""
        return _any_of([*map(_literal, self.names), self.direct])

    @property
    def direct(self) -> str:
        """The same for numbers and addresses alone, which mean nobody else: names do."""
        return _any_of([*map(_literal, self.emails), *map(_spelled, self.numbers)])


def _any_of(patterns: Sequence[str]) -> str:
    return "|".join(each for each in patterns if each) or NEVER


def _literal(words: str) -> str:
    return re.escape(words) if len(words) >= SHORTEST else ""


def _spelled(e164: str) -> str:
    """A number with or without its prefix, however its digits are set apart."""
    digits = _APART.join(e164[-NATIONAL:])
    return rf"(\+?\d{{0,3}}{_APART}0?)?{digits}"


def traces(session: Session, prospect: Prospect) -> Traces:
    """What a prospect and its people are recognised by."""
    numbers = session.scalars(select(Phone.e164).where(Phone.prospect_id == prospect.id))
    dialled = session.scalars(select(Attempt.e164).where(Attempt.prospect_id == prospect.id))
    people = session.execute(
        select(Contact.name, Contact.email).where(Contact.prospect_id == prospect.id)
    ).all()
    return Traces(
        numbers=tuple(sorted({*numbers, *dialled} - {""})),
        emails=tuple(sorted({email.lower() for _name, email in people if email})),
        names=tuple(sorted({prospect.name, *(name for name, _email in people)})),
    )


def is_busy(session: Session, prospect_id: int) -> bool:
    """True while a call to the prospect goes on, or something that the carrier said of one waits."""
    mine = Attempt.prospect_id == prospect_id
    live = select(Attempt.id).where(mine, Attempt.ended_at.is_(None)).limit(1)
    told = (
        select(CallInbox.id)
        .join(Attempt, Attempt.public_id == CallInbox.subject)
        .where(mine, CallInbox.applied_at.is_(None))
        .limit(1)
    )
    return session.scalar(live) is not None or session.scalar(told) is not None


def files_of(session: Session, prospect: Prospect) -> Sequence[Import]:
    """The files that named the prospect: their kept copies hold its row as it was sent."""
    merged = select(ImportRow.import_id).where(ImportRow.prospect_id == prospect.id)
    asked = select(Import).where((Import.id == prospect.import_id) | Import.id.in_(merged))
    return session.scalars(asked.order_by(Import.id)).all()


def erase(
    session: Session,
    prospect: Prospect,
    known: Traces,
    fingerprints: Mapping[str, str],
    now: datetime,
) -> dict[str, int]:
    """Take the person out of every table; gives how many rows of each were changed.

    `fingerprints` are those of the numbers: a proof of consent goes on under its number's.
    """
    for meeting_id in _meetings(session, prospect.id):
        meeting_messages.withdraw(session, meeting_id, Withdrawn.OBJECTED)
    session.flush()
    session.execute(text("set local statement_timeout = 0"))
    asked = {
        "prospect": prospect.id,
        "company": prospect.organisation_id,
        "numbers": list(known.numbers),
        "prints": [fingerprints[each] for each in known.numbers],
        "emails": list(known.emails),
        "pattern": known.pattern,
        "direct": known.direct,
        "erased": ERASED,
        "now": now,
    }
    counts = {table: _changed(session, step, asked) for table, step in _STEPS.items()}
    session.expire_all()
    return {table: number for table, number in counts.items() if number}


def _changed(session: Session, step: TextClause, asked: Mapping[str, object]) -> int:
    result = session.execute(step, asked)
    return result.rowcount if isinstance(result, CursorResult) else 0


def _meetings(session: Session, prospect_id: int) -> Sequence[int]:
    mine = select(Meeting.id).join(Lead, Lead.id == Meeting.lead_id)
    return session.scalars(mine.where(Lead.prospect_id == prospect_id)).all()


_PARTS = {
    "calls": "(select id from attempts where prospect_id = :prospect)",
    "leads": "(select id from leads where prospect_id = :prospect)",
    "meetings": "(select m.id from meetings m join leads l on l.id = m.lead_id"
    " where l.prospect_id = :prospect)",
    "nobody": "'{}'",
    "gone": ":pattern, :erased, 'gi'",
}


def _step(words: str) -> TextClause:
    """A statement in which {calls}, {leads} and {meetings} are the prospect's own."""
    return text(words.format_map(_PARTS))


_STEPS: Mapping[str, TextClause] = {
    # First of all what is found by the numbers and addresses that later steps take away.
    "call_inbox": _step(
        """update call_inbox set payload = {nobody}, problem = null where payload <> {nobody} and (
            call_sid in (select sid from attempts where prospect_id = :prospect)
            or subject in (select public_id from attempts where prospect_id = :prospect)
            or payload ->> 'From' = any(:numbers) or payload ->> 'To' = any(:numbers))"""
    ),
    "inbound_calls": _step(
        """update inbound_calls set caller = ''
            where caller = any(:numbers) or attempt_id in {calls}"""
    ),
    "consents": _step(
        """update consents set withdrawn_at = coalesce(withdrawn_at, :now),
                e164 = coalesce((cast(:prints as text[]))[
                    array_position(cast(:numbers as text[]), e164)], ''),
                source = regexp_replace(source, {gone}), wording = regexp_replace(wording, {gone})
            where organisation_id = :company
                and (prospect_id = :prospect or e164 = any(:numbers))"""
    ),
    "mails": _step(
        """update mails set to_address = case
                    when lower(to_address) = any(:emails) then '' else to_address end,
                subject = regexp_replace(subject, {gone}), body = regexp_replace(body, {gone}),
                calendar = case when lower(to_address) = any(:emails) then null
                    else regexp_replace(calendar, {gone}) end,
                refused_at = case when lower(to_address) = any(:emails) and sent_at is null
                    then coalesce(refused_at, :now) else refused_at end
            where lower(to_address) = any(:emails)
                or key like 'late-callback-%' and split_part(key, '-', 3) in (
                    select public_id from callbacks where lead_id in {leads})
                or key like 'result-%' and split_part(key, '-', 2) in (
                    select public_id from meetings where lead_id in {leads})
                or concat_ws(' ', subject, body, calendar) ~* :direct"""
    ),
    "meeting_messages": _step(
        """update meeting_messages set to_address = '', body = null, problem = null
            where meeting_id in {meetings}"""
    ),
    "meeting_answers": _step(
        "update meeting_answers set words = '' where meeting_id in {meetings}"
    ),
    "result_acts": _step("update result_acts set words = '' where meeting_id in {meetings}"),
    "meetings": _step(
        "update meetings set place = '', attendees = {nobody} where lead_id in {leads}"
    ),
    "answers": _step("update answers set value = '' where lead_id in {leads}"),
    "outcomes": _step(
        """update outcomes set note = '', body_hash = '', reason = regexp_replace(reason, {gone}),
                details = details #- '{{meeting,place}}' #- '{{meeting,attendees}}' #- '{{meeting,host}}'
            where lead_id in {leads}"""
    ),
    "reviews": _step(
        """update reviews set summary = regexp_replace(summary, {gone}),
                answer = regexp_replace(answer, {gone}) where attempt_id in {calls}"""
    ),
    "review_comments": _step(
        """update review_comments set text = regexp_replace(text, {gone}) where review_id in (
            select id from reviews where attempt_id in {calls})"""
    ),
    "coach_messages": _step(
        """update coach_messages set text = regexp_replace(text, {gone}) where text ~* :pattern
            and campaign_id in (select id from campaigns where controller_id = :company)"""
    ),
    "stage_moves": _step(
        """update stage_moves set reason = null, document_id = regexp_replace(document_id, {gone})
            where lead_id in {leads} and (reason is not null or document_id is not null)"""
    ),
    "recordings": _step(
        """update recordings set delete_on = least(delete_on, :now), problem = null
            where attempt_id in {calls} and purged_at is null"""
    ),
    "import_rows": _step(
        """update import_rows r set found = '', raw = null from imports i, prospects p
            where i.id = r.import_id and p.id = :prospect and i.organisation_id = :company and (
                r.prospect_id = p.id or (r.import_id = p.import_id and r.line = p.line)
                or r.found ~* :direct
                or cast(r.raw as text) ~* :direct)"""
    ),
    # What a dry run showed of rows goes; a file that waits for a word, or is being looked at, is looked at
    # anew: options that have changed since a look began make its findings void.
    "imports": _step(
        """update imports set checked = null, beat_at = null,
                state = case state when 'checked' then 'checking' else state end,
                options = options || jsonb_build_object('anew', cast(:now as text))
            where organisation_id = :company
                and (state in ('checking', 'checked') or cast(checked as text) ~* :pattern)"""
    ),
    # Gone as a whole: whoever undoes the file later must not bring a former value back.
    "import_values": _step("delete from import_values where prospect_id = :prospect"),
    "prospect_tags": _step(
        """delete from prospect_tags where prospect_id = :prospect
            or organisation_id = :company and tag ~* :direct"""
    ),
    "prospect_rechecks": _step("delete from prospect_rechecks where prospect_id = :prospect"),
    # A tag says what prospects have in common; where somebody wrote a number or an address, it goes.
    "prospect_actions": _step(
        "update prospect_actions set tag = '' where organisation_id = :company and tag ~* :direct"
    ),
    "prospect_filters": _step(
        """update prospect_filters set wanted = wanted - 'tag' - 'place'
            where cast(wanted as text) ~* :direct"""
    ),
    "suppressions": _step(
        """update suppressions set reason = regexp_replace(reason, {gone})
            where organisation_id = :company and prospect_id = :prospect"""
    ),
    "attempts": _step(
        "update attempts set e164 = '', trouble = null where prospect_id = :prospect"
    ),
    "phones": _step(
        """update phones set e164 = 'erased-' || id, extension = null, state = 'dead',
                rest_until = null where prospect_id = :prospect"""
    ),
    "contacts": _step(
        """update contacts set name = :erased, role = null, email = null, best_time = null
            where prospect_id = :prospect"""
    ),
    "prospects": _step(
        """update prospects set name = :erased, name_key = '', siret = null, siren = null,
                naf = null, address = null, postal_code = null, city = null, external_id = null,
                headcount = null, note = null, region = null, interest = null, extra = {nobody}, line = null, updated_at = :now
            where id = :prospect"""
    ),
}
