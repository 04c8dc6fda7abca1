"""A person of whom traces stand in every table that can hold one, and where they are found afterwards."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.call.inbound import InboundState
from campaigns.dispositions import (
    Conversation,
    Disposition,
    MeetingDetails,
    MeetingKind,
    Recorded,
)
from campaigns.follow_up.reminders import Channel, MessageState, Occasion
from campaigns.listening.reviewing import Reason
from campaigns.prospect_base.data_requests import IdentityCheck, RequestKind
from campaigns.prospect_base.prospect_actions import Action, ActionState
from campaigns.prospects import Audience
from campaigns.same_prospect.survivorship import Kept, Why
from campaigns.states import ImportState, MoveCause
from telepro.db import mail
from telepro.db.appointments import MeetingAnswer, MeetingMessage
from telepro.db.calling import InboundCall
from telepro.db.columns import Base
from telepro.db.intake import ImportValue
from telepro.db.results import StageMove
from telepro.db.set_aside import ProspectAction, ProspectTag, SavedFilter
from telepro.db.whom import Consent, Import, Lead, Prospect
from telepro.files.limits import UPLOAD
from telepro.letters import Letter
from telepro.services import (
    coaching,
    data_requests,
    imports,
    outcomes,
    own_reviews,
    reviewing,
)
from telepro.services.data_requests import Asker
from telepro.services.reviewing import Manager, Said
from tests.services.calls import call, carrier_says, deal, required
from tests.services.prospect_files import FIRST_ROW, STATED
from tests.world import World

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
    file_read(world, folder)
    prospect = world.rows.query(Prospect).one()
    prospect.siret, prospect.siren = "98765432100017", "987654321"
    prospect.audience = Audience.B2B
    return world.lead(prospect=prospect)


def file_read(world: World, folder: Path, content: str = FILE) -> Import:
    import_id = file_sent(world, folder, content, ImportState.RECEIVED)
    imports.run(import_id, world.now, lambda: world.now)
    return world.rows.get_one(Import, import_id)


def file_sent(world: World, folder: Path, content: str, begins_as: ImportState) -> int:
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
