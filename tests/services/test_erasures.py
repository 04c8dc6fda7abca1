"""Whoever asks to be forgotten is found nowhere afterwards, and is never called or enrolled again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.data_requests import IdentityCheck, RequestKind, RequestState
from campaigns.dispositions import (
    Conversation,
    Disposition,
    MeetingDetails,
    MeetingKind,
    Recorded,
    SuppressionScope,
)
from campaigns.enrolment import LeftOut
from campaigns.inbound import InboundState
from campaigns.problems import NotFound, Refused
from campaigns.prospect_actions import Action, ActionState
from campaigns.prospects import Audience
from campaigns.remedies import GroupCode
from campaigns.reminders import Channel, MessageState, Occasion
from campaigns.reviewing import Reason
from campaigns.row_problems import RowCode
from campaigns.states import ImportState, MoveCause
from campaigns.survivorship import Kept, Why
from telepro.db import audit, enrolment, mail, suppressions
from telepro.db.appointments import MeetingAnswer, MeetingMessage
from telepro.db.calling import Attempt, CallListEntry, InboundCall
from telepro.db.columns import Base
from telepro.db.data_requests import DataRequest
from telepro.db.intake import Enrolment, ImportValue
from telepro.db.results import StageMove
from telepro.db.set_aside import ProspectAction, ProspectTag, SavedFilter
from telepro.db.whom import Consent, Import, Lead, Prospect
from telepro.files.limits import UPLOAD
from telepro.letters import Letter
from telepro.services import (
    call_events,
    coaching,
    data_requests,
    desk_requests,
    enrolments,
    import_checks,
    imports,
    imports_export,
    imports_shown,
    outcomes,
    own_reviews,
    reviewing,
)
from telepro.services.data_requests import Asker
from telepro.services.reviewing import Manager, Said
from tests.services.calls import call, calling, carrier_says, deal, required
from tests.services.kept import kept
from tests.services.prospect_files import FIRST_ROW, STATED
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["calling", "pages", "rows"]
NUMBER = "+33199009876"
# What a person could be recognised by, in whatever column; upper and lower case are the same to us.
CANARIES = (
    "Zéphirine Canari", "canari.secret@example.net", "199009876", "01 99 00 98 76",
    "Impasse du Serin", "volière du serin", "98765432100017", "987654321", "Serinville",
    "SERIN-42", "Volière Zéphirine", "plumage jaune", "veut un perchoir", "salle du perchoir",
)  # fmt: skip
FILE = (
    "Nom_etablissement;Telephone;Contact;Email;Adresse;Code_postal;Nom_commune;Reference;Note;Goût\n"
    "Volière Zéphirine;01 99 00 98 76;Zéphirine Canari;canari.secret@example.net;3 Impasse du Serin;"
    "94260;Serinville;SERIN-42;note de la volière du serin;plumage jaune\n"
    "Zéphirine Canari;pas un numéro canari.secret@example.net;;;;94260;;;;\n"
)


@pytest.fixture
def canary(world: World, tmp_path: Path) -> Iterator[World]:
    """A person of whom traces stand in every table that can hold one."""
    lead = _enrolled(world, tmp_path)
    world.at_work(world.alice)
    deal(world)
    attempt = call(world)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    said = Recorded(
        Disposition.MEETING,
        world.now,
        Conversation(argued=True, decision_maker=True),
        note="Zéphirine Canari veut un perchoir",
        meeting=MeetingDetails(
            starts_at=world.now + timedelta(days=2),
            kind=MeetingKind.VISIT,
            place="salle du perchoir, 3 Impasse du Serin",
            attendees=("Zéphirine Canari, directrice",),
        ),
        answers=dict.fromkeys(required(world, Disposition.MEETING), "veut un perchoir"),
    )
    outcomes.record(world.alice.id, attempt.public_id, "key", said, world.now)
    _written(world, lead)
    _reviewed(world, attempt.public_id)
    world.rows.commit()
    yield world


def _reviewed(world: World, attempt: str) -> None:
    """What a manager writes of the call, what its teleprospector answers, and a line between them."""
    bob, now = Manager(world.bob.id, (world.agency.id,)), world.now
    seen = "Zéphirine Canari le redit, puis dicte le 01 99 00 98 76"
    reviewing.comment(bob, attempt, Reason.CHOSEN, "0:12", seen, now)
    reviewing.send(bob, attempt, Reason.CHOSEN, Said(seen, {}), now)
    (line,) = own_reviews.listed(world.alice.id).lines
    own_reviews.answer(world.alice.id, line.review.public_id, seen, now)
    mine, campaign = (world.agency.id,), world.campaign.public_id
    coaching.write(world.bob.id, mine, campaign, world.alice.public_id, seen, now)


def _enrolled(world: World, folder: Path) -> Lead:
    _file(world, folder)
    prospect = world.rows.query(Prospect).one()
    prospect.siret, prospect.siren = "98765432100017", "987654321"
    prospect.audience = Audience.B2B
    return world.lead(prospect=prospect)


def _file(world: World, folder: Path, content: str = FILE) -> Import:
    import_id = _sent(world, folder, content, ImportState.RECEIVED)
    imports.run(import_id, world.now, lambda: world.now)
    return world.rows.get_one(Import, import_id)


def _sent(world: World, folder: Path, content: str, begins_as: ImportState) -> int:
    path = folder / f"canari-{world.rows.query(Import).count()}.csv"
    path.write_text(content, encoding="utf-8")
    sent = imports.Sent(
        world.company.id, path, "fichier.csv", STATED, FIRST_ROW, UPLOAD, "fr", begins_as=begins_as
    )
    return imports.receive(sent, folder / "imports", world.now).import_id


def _written(world: World, lead: Lead) -> None:
    """What messages, mails, consents and calls back leave."""
    meeting_id = world.rows.execute(text("select id from meetings")).scalar_one()
    address = "canari.secret@example.net"
    message = MeetingMessage(
        public_id="message",
        meeting_id=meeting_id,
        occasion=Occasion.CONFIRMATION,
        channel=Channel.SMS,
        starts_at=world.now,
        due_at=world.now,
        good_until=world.now,
        state=MessageState.SENT,
        to_address=NUMBER,
        body="Bonjour Zéphirine Canari",
    )
    answer = MeetingAnswer(
        key="answer",
        meeting_id=meeting_id,
        starts_at=world.now,
        answer="unclear",
        channel=Channel.SMS,
        words="veut un perchoir",
        at=world.now,
    )
    consent = Consent(
        organisation_id=world.company.id,
        prospect_id=lead.prospect_id,
        e164=NUMBER,
        wording="j'accepte",
        source="bulletin de Zéphirine Canari",
        captured_at=world.now,
    )
    rang = InboundCall(
        sid="CAinbound",
        caller=NUMBER,
        called="+33199009990",
        state=InboundState.VOICEMAIL,
        at=world.now,
    )
    differed = ImportValue(
        import_id=lead.prospect.import_id,
        prospect_id=lead.prospect_id,
        line=2,
        field="name",
        heading="",
        older="Zéphirine Canari",
        newer="Volière Zéphirine",
        kept=Kept.NEWER,
        why=Why.POLICY_NEWER,
        created_at=world.now,
    )
    world.rows.add_all([message, answer, consent, rang, differed])
    _set_aside(world, lead)
    mail.queue(world.rows, "own", address, Letter("Volière Zéphirine", "Bonjour"), world.now)
    told = Letter("Rappel", f"rappelez le 01.99.00.98.76 ({address})")
    mail.queue(world.rows, "other", "bob@example.org", told, world.now)
    world.rows.flush()


def _set_aside(world: World, lead: Lead) -> None:
    """What a manager may have written of them beside a call."""
    told = {"agency_id": world.agency.id, "created_at": world.now}
    action = ProspectAction(
        organisation_id=world.company.id, person_id=world.bob.id, action=Action.TAG,
        tag="rappeler 0199009876", state=ActionState.DONE, chosen=1, **told,
    )  # fmt: skip
    world.rows.add(action)
    world.rows.flush()
    tag = ProspectTag(
        organisation_id=world.company.id,
        prospect_id=lead.prospect_id,
        tag="volière du serin",
        action_id=action.id,
        created_at=world.now,
    )
    kept = SavedFilter(
        owner_id=world.bob.id, name="à rappeler", shared=False, wanted={"tag": action.tag},
        updated_at=world.now, **told,
    )  # fmt: skip
    moved = StageMove(
        lead_id=lead.id, campaign_id=lead.campaign_id, to_stage=lead.stage, cause=MoveCause.BY_HAND,
        by_id=world.bob.id, reason="Zéphirine Canari hésite", at=world.now,
    )  # fmt: skip
    world.rows.add_all([tag, kept, moved])


def found(rows: Session) -> dict[str, list[str]]:
    """Each text or document column of the database that still holds one of the canaries."""
    rows.flush()
    left: dict[str, list[str]] = {}
    for table in Base.metadata.sorted_tables:
        for (row,) in rows.execute(text(f"select cast(to_jsonb(t) as text) from {table.name} t")):  # noqa: S608
            if seen := [each for each in CANARIES if each.lower() in row.lower()]:
                left.setdefault(table.name, []).extend(seen)
    return left


def asked(world: World, kind: RequestKind = RequestKind.ERASURE) -> tuple[Asker, str]:
    """Bob opens a request about the canary and checks who asks."""
    asker = Asker(world.bob.id, (world.agency.id,))
    prospect = world.rows.query(Prospect).order_by(Prospect.id).first()
    assert prospect
    request = data_requests.open_request(asker, prospect.public_id, kind, world.now)
    data_requests.check_identity(asker, request, IdentityCheck.CALLED_BACK, world.now)
    return asker, request


def test_the_canary_stands_in_every_table_that_can_hold_a_person(canary: World) -> None:
    assert set(found(canary.rows)) >= {
        "answers", "attempts", "call_inbox", "consents", "contacts", "import_rows", "inbound_calls", "mails",
        "meeting_answers", "meeting_messages", "meetings", "outcomes", "phones", "prospect_actions",
        "prospect_filters", "prospect_tags", "prospects", "stage_moves",
    }  # fmt: skip


def test_after_an_erasure_no_column_of_the_database_holds_the_person(canary: World) -> None:
    data_requests.erase(*asked(canary), canary.now)
    assert found(canary.rows) == {}


def test_what_the_carrier_says_late_of_a_call_to_somebody_erased_is_not_kept(canary: World) -> None:
    attempt = canary.rows.query(Attempt).one()
    data_requests.erase(*asked(canary), canary.now)
    for number, sid in enumerate((str(attempt.sid), "CA" + "9" * 32)):
        said = {"CallSid": sid, "CallStatus": "completed", "SequenceNumber": "7", "To": NUMBER}
        call_events.receive("call", attempt.public_id, f"late {number}", said, canary.now)
    call_events.apply("call", attempt.public_id, canary.now)
    assert found(canary.rows) == {}


def test_the_kept_copies_of_the_file_go_too(canary: World) -> None:
    (file,) = canary.rows.query(Import).all()
    assert Path(file.stored_path).exists()
    data_requests.erase(*asked(canary), canary.now)
    assert not Path(file.stored_path).exists()


def test_what_is_counted_and_proved_stays(canary: World) -> None:
    before, deals = kept(canary), _deals(canary)
    data_requests.erase(*asked(canary), canary.now)
    assert kept(canary) == before
    assert _deals(canary) == deals
    assert audit.verify(canary.rows) == ()


def _deals(world: World) -> list[object]:
    question = text("select seed, pool_hash, pool_size, cast(strata as text) from deals")
    return [tuple(row) for row in world.rows.execute(question)]


def test_a_certificate_says_what_was_done_and_the_journal_knows_it(canary: World) -> None:
    asker, request = asked(canary)
    data_requests.erase(asker, request, canary.now)
    page = data_requests.opened(asker, request)
    done = page.request.certificate
    assert page.request.state is RequestState.DONE
    assert done
    assert done["rows"]["outcomes"] == 1
    assert (done["fingerprints"], done["identity"], len(done["files"])) == (1, "called_back", 1)
    line = audit.lines(canary.rows, None, None, 1)[0]
    assert (line.action, line.details["sha256"]) == ("data_request.erased", page.certificate)


def test_whoever_came_back_before_fingerprints_were_asked_is_still_never_enrolled(
    canary: World, tmp_path: Path
) -> None:
    data_requests.erase(*asked(canary), canary.now)
    again = _file(canary, tmp_path, FILE.replace("01 99 00 98 76", "01 99 00 98 77"))
    canary.rows.execute(text("update phones set e164 = :was where e164 = :is"),
                        {"was": NUMBER, "is": "+33199009877"})  # fmt: skip
    enrolment.request(canary.rows, canary.campaign.id, [again.id], None, canary.now)
    canary.rows.commit()
    enrolments.complete(canary.campaign.id, canary.now)
    row = canary.rows.query(Enrolment).one()
    assert (row.leads, row.excluded) == (0, {LeftOut.SUPPRESSED: 1})


def test_a_row_of_somebody_erased_is_refused_and_nothing_of_it_is_kept(
    canary: World, tmp_path: Path
) -> None:
    data_requests.erase(*asked(canary), canary.now)
    again = _file(
        canary, tmp_path, FILE.replace("pas un numéro canari.secret@example.net", "01.99.00.98.76")
    )
    assert (again.accepted, again.merged, again.rejected) == (0, 0, 2)
    assert again.reasons == {RowCode.ERASED: 2}
    assert found(canary.rows) == {}
    assert not Path(again.stored_path).exists()
    csv = b"".join(imports_export.rejected_rows([canary.company.id], again.public_id)).decode()
    assert "personne qui ait demandé à être oublié" in csv
    assert not [each for each in CANARIES if each.lower() in csv.lower()]


def test_the_copy_goes_too_when_its_reader_died_before_it_could_delete_it(
    canary: World, tmp_path: Path
) -> None:
    data_requests.erase(*asked(canary), canary.now)
    again = _file(canary, tmp_path)
    Path(again.stored_path).write_text(FILE, encoding="utf-8")
    import_checks.clear(canary.now + timedelta(hours=1))
    assert not Path(again.stored_path).exists()


def test_a_row_that_is_wrong_besides_is_refused_without_its_cells(
    canary: World, tmp_path: Path
) -> None:
    data_requests.erase(*asked(canary), canary.now)
    nameless = "Société;Tél;Note\n;+33 1 99 00 98 76;veut un perchoir\n"
    again = _file(canary, tmp_path, nameless)
    assert again.reasons == {RowCode.ERASED: 1}
    assert found(canary.rows) == {}


def test_an_objection_that_stood_before_the_erasure_refuses_the_row_too(
    canary: World, tmp_path: Path
) -> None:
    suppressions.add(
        canary.rows,
        canary.company.id,
        SuppressionScope.NUMBER,
        NUMBER,
        "ne plus appeler",
        canary.now,
    )
    canary.rows.commit()
    data_requests.erase(*asked(canary), canary.now)
    assert _file(canary, tmp_path).reasons[RowCode.ERASED] == 1


def test_what_a_dry_run_showed_of_the_person_goes_and_the_file_is_looked_at_anew(
    canary: World, tmp_path: Path
) -> None:
    waiting = _sent(canary, tmp_path, FILE, ImportState.CHECKING)
    import_checks.run(waiting, canary.now, lambda: canary.now)
    assert "imports" in found(canary.rows)
    data_requests.erase(*asked(canary), canary.now)
    assert found(canary.rows) == {}
    import_checks.run(waiting, canary.now, lambda: canary.now)
    canary.rows.expire_all()
    file = canary.rows.get_one(Import, waiting)
    assert file.state is ImportState.CHECKED
    story = imports_shown.story([canary.company.id], file.public_id)
    assert story.check
    assert (story.check.accepted, story.check.rejected) == (0, 2)
    assert GroupCode.ERASED in {each.group for each in story.check.findings}


def test_a_look_that_began_before_the_erasure_shows_nothing_of_it(
    canary: World, tmp_path: Path
) -> None:
    repaired = FILE.replace("01 99 00 98 76", "199009876").rpartition("Zéphirine Canari;")[0]
    waiting = _sent(canary, tmp_path, repaired, ImportState.CHECKING)
    asker, request = asked(canary)

    def erased_meanwhile() -> datetime:
        if data_requests.opened(asker, request).request.state is RequestState.CHECKED:
            data_requests.erase(asker, request, canary.now)
        return canary.now

    import_checks.run(waiting, canary.now, erased_meanwhile)
    assert found(canary.rows) == {}
    later = canary.now + timedelta(minutes=2)
    assert import_checks.waiting(later) == [waiting]
    import_checks.run(waiting, later, lambda: later)
    assert found(canary.rows) == {}


def test_nothing_is_erased_before_somebody_has_checked_who_asks(canary: World) -> None:
    asker = Asker(canary.bob.id, (canary.agency.id,))
    prospect = canary.rows.query(Prospect).one()
    request = data_requests.open_request(asker, prospect.public_id, RequestKind.ERASURE, canary.now)
    with pytest.raises(Refused):
        data_requests.erase(asker, request, canary.now)
    assert "prospects" in found(canary.rows)


def test_nothing_is_erased_during_a_call(world: World) -> None:
    world.at_work(world.alice)
    world.lead()
    deal(world)
    call(world)
    with pytest.raises(Refused):
        data_requests.erase(*asked(world), world.now)


def test_an_access_holds_everything_that_was_written_about_the_person(canary: World) -> None:
    held = data_requests.hand_out(*asked(canary, RequestKind.ACCESS), canary.now)
    words = str(held)
    assert [
        each for each in CANARIES if each.lower() not in words.lower() and each != "01 99 00 98 76"
    ] == []
    assert {"record", "people", "numbers", "files", "consents", "calls", "outcomes", "answers",
            "meetings", "messages", "moves", "replies", "campaigns"} <= set(held)  # fmt: skip


def test_a_request_is_due_in_a_month_and_may_have_two_more_once(world: World) -> None:
    world.prospect(NUMBER, "École")
    asker, request = asked(world, RequestKind.ACCESS)
    row = world.rows.query(DataRequest).one()
    assert row.due_at == world.now + timedelta(days=30)
    data_requests.extend(asker, request, world.now)
    assert row.due_at == world.now + timedelta(days=92)
    with pytest.raises(Refused):
        data_requests.extend(asker, request, world.now)


def test_the_same_request_is_opened_once(world: World) -> None:
    world.prospect(NUMBER, "École")
    asker, request = asked(world)
    prospect = world.rows.query(Prospect).one()
    again = data_requests.open_request(asker, prospect.public_id, RequestKind.ERASURE, world.now)
    assert again == request


def test_who_asks_in_a_call_is_passed_on_from_the_desk_once(calling: World) -> None:
    (entry,) = calling.rows.query(CallListEntry).all()
    for _twice in range(2):
        desk_requests.ask(calling.alice.id, entry.public_id, RequestKind.ERASURE, calling.now)
    (line,) = data_requests.listed(Asker(calling.bob.id, (calling.agency.id,)))
    assert (line.kind, line.state, line.opened_by) == ("erasure", "open", "Alice Durand")
    with pytest.raises(NotFound):
        desk_requests.ask(calling.anna.id, entry.public_id, RequestKind.ACCESS, calling.now)


def test_charlie_opens_and_answers_no_request_of_others(world: World) -> None:
    prospect = world.prospect(NUMBER, "École")
    _bob, request = asked(world)
    charlie = Asker(world.charlie.id, (0,))
    with pytest.raises(NotFound):
        data_requests.open_request(charlie, prospect.public_id, RequestKind.ACCESS, world.now)
    with pytest.raises(NotFound):
        data_requests.erase(charlie, request, world.now)
    assert data_requests.listed(charlie) == []
