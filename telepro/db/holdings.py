"""Everything held about one prospect, table by table: what a person who asks for access is given."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from telepro.db import leads, suppressions
from telepro.db.whom import Prospect

Held = dict[str, list[dict[str, Any]]]

# Whoever called is told by the company on whose behalf: a person's own data, not a colleague's.
_QUESTIONS: Mapping[str, TextClause] = {
    "record": text(
        "select name, siret, siren, naf, address, postal_code, city, country, region, time_zone,"
        " language, audience, basis, source, interest, external_id, headcount, note, extra, quality, created_at,"
        " updated_at from prospects where id = :prospect"
    ),
    "people": text(
        "select name, role, email, decision_maker, gatekeeper, best_time, learnt_from, created_at"
        " from contacts where prospect_id = :prospect order by position, id"
    ),
    "numbers": text(
        "select e164 as number, kind, country, extension, state, learnt_from, created_at, rest_until"
        " from phones where prospect_id = :prospect order by position, id"
    ),
    "files": text(
        "select i.filename, i.source, i.basis, i.audience, i.created_at as received_at, p.line"
        " from prospects p join imports i on i.id = p.import_id where p.id = :prospect union all"
        " select i.filename, i.source, i.basis, i.audience, i.created_at, r.line"
        " from import_rows r join imports i on i.id = r.import_id where r.prospect_id = :prospect"
    ),
    "consents": text(
        "select e164 as number, wording, source, captured_at, expires_at, withdrawn_at from consents"
        " where organisation_id = :company and (prospect_id = :prospect or e164 = any(:numbers))"
    ),
    "objections": text(
        "select scope, reason, created_at, lifted_at from suppressions"
        " where organisation_id = :company"
        " and (prospect_id = :prospect or fingerprint = any(:fingerprints)) order by id"
    ),
    "tags": text(
        "select tag, created_at from prospect_tags where prospect_id = :prospect order by id"
    ),
    "to_verify": text("select asked_at from prospect_rechecks where prospect_id = :prospect"),
    "campaigns": text(
        "select c.name, l.stage, l.enrolled_at, l.next_call_at, l.closed_reason, l.closed_at"
        " from leads l join campaigns c on c.id = l.campaign_id"
        " where l.prospect_id = :prospect order by l.id"
    ),
    "calls": text(
        "select a.intended_at as at, a.e164 as number, a.caller_id as shown_number, a.direction,"
        " a.result, c.duration_seconds from attempts a left join calls c on c.attempt_id = a.id"
        " where a.prospect_id = :prospect order by a.id"
    ),
    "outcomes": text(
        "select o.recorded_at as at, o.disposition, o.reason, o.note, o.details from outcomes o"
        " join leads l on l.id = o.lead_id where l.prospect_id = :prospect order by o.id"
    ),
    "moves": text(
        "select m.at, m.from_stage, m.to_stage, m.reason, m.document_id, m.later_on"
        " from stage_moves m join leads l on l.id = m.lead_id"
        " where l.prospect_id = :prospect and m.cause = 'by_hand' order by m.id"
    ),
    "answers": text(
        "select w.field, w.value, w.answered_at from answers w"
        " join leads l on l.id = w.lead_id where l.prospect_id = :prospect order by w.id"
    ),
    "callbacks": text(
        "select b.due_at, b.local_time, b.time_zone, b.state, b.created_at from callbacks b"
        " join leads l on l.id = b.lead_id where l.prospect_id = :prospect order by b.id"
    ),
    "meetings": text(
        "select m.starts_at, m.time_zone, m.kind, m.place, m.attendees, m.host, m.created_at"
        " from meetings m join leads l on l.id = m.lead_id"
        " where l.prospect_id = :prospect order by m.id"
    ),
    "messages": text(
        "select s.occasion, s.channel, s.to_address, s.body, s.state, s.sent_at"
        " from meeting_messages s join meetings m on m.id = s.meeting_id"
        " join leads l on l.id = m.lead_id where l.prospect_id = :prospect order by s.id"
    ),
    "replies": text(
        "select w.answer, w.channel, w.words, w.at from meeting_answers w"
        " join meetings m on m.id = w.meeting_id"
        " join leads l on l.id = m.lead_id where l.prospect_id = :prospect order by w.id"
    ),
    "result_words": text(
        "select w.act, w.side, w.reason, w.words, w.at from result_acts w"
        " join meetings m on m.id = w.meeting_id"
        " join leads l on l.id = m.lead_id where l.prospect_id = :prospect order by w.id"
    ),
    "recordings": text(
        "select r.purpose, r.state, r.started_at, r.seconds, r.delete_on, r.purged_at"
        " from recordings r join attempts a on a.id = r.attempt_id"
        " where a.prospect_id = :prospect order by r.id"
    ),
}


def of_prospect(session: Session, prospect: Prospect) -> Held:
    """All rows about a prospect, by what they are; parts without a row are left out."""
    numbers = [each.e164 for each in leads.phones(session, prospect.id)]
    people = [each.public_id for each in leads.contacts(session, prospect.id)]
    values = [prospect.public_id, *numbers, *people]
    asked = {
        "company": prospect.organisation_id,
        "prospect": prospect.id,
        "numbers": numbers,
        "fingerprints": [suppressions.fingerprint(each) for each in values],
    }
    found = {
        part: [dict(row) for row in session.execute(question, asked).mappings()]
        for part, question in _QUESTIONS.items()
    }
    return {part: rows for part, rows in found.items() if rows}
