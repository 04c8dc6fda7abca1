"""What stands in a house: people at work, calls, files, letters and all else that a page can show."""

from datetime import time, timedelta
from pathlib import Path

from campaigns.call.recording import Purpose, RecordingState
from campaigns.dispositions import Disposition, Recorded
from campaigns.law.asking import Form
from campaigns.listening.reviewing import Reason
from campaigns.listening.scoring import Criterion
from campaigns.prospect_base.data_requests import RequestKind
from campaigns.prospect_base.prospect_actions import Action
from telepro import letters
from telepro.db import caller_ids, mail
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.coach_messages import CoachMessage
from telepro.db.counting import Mail
from telepro.db.numbers import CallerId
from telepro.db.other_legs import CallRecording, Colleague
from telepro.db.prospect_search import ProspectFilter
from telepro.db.results import Callback, Meeting, Task
from telepro.db.reviews import Review, ReviewComment
from telepro.db.who import Absence, Engagement
from telepro.files.limits import UPLOAD
from telepro.files.refusals import Reader
from telepro.services import (
    coaching,
    data_requests,
    exclusions,
    imports,
    law,
    listening,
    outcomes,
    prospect_actions,
    reviewing,
    saved_filters,
)
from telepro.services.data_requests import Asker
from telepro.storage.directory import Directory
from tests.services.calls import call, carrier_says, deal, meeting
from tests.services.prospect_files import FIRST_ROW, HEAD, STATED
from tests.world import World

LINK = "0123456789abcdef" * 4


def ids_of(world: World, numbers: str, folder: Path) -> dict[str, str]:
    """A call with a meeting, a call without a result, a lead at hand, a file, a letter, a number in
    the pool, a calendar; their ids."""
    world.at_work(world.alice)
    *_called, third = [world.lead(f"{numbers}00{n}", f"École {n}") for n in (1, 2, 3, 4)]
    deal(world)
    done = ended(world, "first")
    outcomes.record(world.alice.id, done.public_id, f"k{done.id}", meeting(world), world.now)
    promise = _promise(world)
    attempt = ended(world, "second")
    entry = world.rows.get_one(CallListEntry, attempt.entry_id)
    letter = letters.new_password(world.bob.name, "fr", f"http://127.0.0.1:5000/welcome/{LINK}")
    mail.queue(world.rows, f"letter-{world.bob.id}", world.bob.email, letter, world.now)
    calendar = world.closer(until=time(12))
    world.rows.commit()
    return {
        "campaign_id": world.campaign.public_id,
        "mission_id": world.mission.public_id,
        "lead_id": third.public_id,
        "person_id": world.anna.public_id,
        "prospect_id": third.prospect.public_id,
        "request_id": data_requests.open_request(
            Asker(world.bob.id, (world.agency.id,)),
            third.prospect.public_id,
            RequestKind.ACCESS,
            world.now,
        ),
        "import_id": _file(world, folder),
        "list_id": _exclusions(world, folder),
        "meeting_id": world.rows.query(Meeting).filter_by(lead_id=done.lead_id).one().public_id,
        "attempt": attempt.public_id,
        "entry": entry.public_id,
        "mail_id": str(world.rows.query(Mail).filter_by(to_address=world.bob.email).one().id),
        "calendar_id": calendar.public_id,
        "company": world.company.public_id,
        "organisation_id": world.company.public_id,
        "number_id": _number(world),
        "colleague_id": _colleague(world),
        "recording_id": _recording(world, done, folder),
        "action_id": _action(world),
        "filter_id": _filter(world),
        "task_id": world.rows.query(Task).filter_by(lead_id=done.lead_id).first().public_id,  # type: ignore[union-attr]
        "leg_id": _listener(world),
        "coach_id": _line_to_alice(world),
        "review_id": _review(world, done),
        "comment_id": _comment(world, attempt),
        "callback_id": promise,
        "absence_id": _absence(world),
        "engagement_id": world.rows.query(Engagement)
        .filter_by(person_id=world.alice.id)
        .one()
        .public_id,
        "change_id": _law(world),
        "phone": third.prospect.phones[0].public_id,
        "contact": third.prospect.contacts[0].public_id,
    }


def _promise(world: World) -> str:
    """A call that Alice has promised for tomorrow."""
    attempt, due = ended(world, "promise"), world.now + timedelta(days=1)
    said = Recorded(Disposition.CALLBACK, world.now, callback_at=due)
    outcomes.record(world.alice.id, attempt.public_id, f"k{attempt.id}", said, world.now)
    return world.rows.query(Callback).filter_by(lead_id=attempt.lead_id).one().public_id


def _absence(world: World) -> str:
    """Alice is away for a week, in a month."""
    begins = world.now + timedelta(days=30)
    row = Absence(
        person_id=world.alice.id,
        starts_at=begins,
        ends_at=begins + timedelta(days=7),
        created_at=world.now,
    )
    world.rows.add(row)
    world.rows.commit()
    return row.public_id


def _action(world: World) -> str:
    """All prospects of the house tagged."""
    manager = prospect_actions.Manager(world.bob.id, (world.agency.id,), "en")
    wish = prospect_actions.Wish(ProspectFilter((world.company.id,)), Action.TAG, "salon")
    takes = prospect_actions.foresee(manager, wish, world.now).takes
    action_id = prospect_actions.begin(manager, wish, takes, world.now)
    for waiting in prospect_actions.waiting(world.now):
        prospect_actions.run(waiting, world.now, lambda: world.now)
    return action_id


def _filter(world: World) -> str:
    """A search that the manager shares with colleagues."""
    said = saved_filters.Said("Fresnes", True, {"place": "fresnes"})
    keeper = saved_filters.Keeper(world.bob.id, (world.agency.id,))
    return saved_filters.keep(keeper, said, world.now)


def _number(world: World) -> str:
    """The house's own number, as one that the campaign shows."""
    caller_ids.add(world.rows, world.campaign, "+33199009990", "", None, world.now)
    world.rows.commit()
    own = world.rows.query(CallerId).filter_by(organisation_id=world.company.id)
    return own.one().public_id


def _colleague(world: World) -> str:
    """Somebody who takes calls over."""
    row = Colleague(
        organisation_id=world.company.id,
        name="Paul Morel",
        role="",
        e164="+33199002001",
        added_by_id=world.bob.id,
        added_at=world.now,
    )
    world.rows.add(row)
    world.rows.commit()
    return row.public_id


def _recording(world: World, attempt: Attempt, folder: Path) -> str:
    """A call of Alice's to be heard."""
    kept = Directory(folder / "recordings").put(f"{attempt.public_id}.wav", [b"RIFF"], 100)
    row = CallRecording(
        attempt_id=attempt.id,
        sid=f"RE{attempt.id:032x}",
        purpose=Purpose.TRAINING,
        state=RecordingState.STORED,
        delete_on=world.now + timedelta(days=90),
        place=kept.place,
        bytes=kept.size,
    )
    world.rows.add(row)
    world.rows.commit()
    return row.public_id


def _listener(world: World) -> str:
    """Bob listens to Anna's line."""
    world.at_work(world.anna)
    world.rows.commit()
    mine, campaign = (world.agency.id,), world.campaign.public_id
    begun = listening.begin(world.bob.id, mine, campaign, world.anna.public_id, world.now)
    return begun.leg_id


def _line_to_alice(world: World) -> str:
    """Bob writes a line to Alice at work."""
    mine, campaign = (world.agency.id,), world.campaign.public_id
    coaching.write(world.bob.id, mine, campaign, world.alice.public_id, "Bravo.", world.now)
    return world.rows.query(CoachMessage).filter_by(person_id=world.alice.id).one().public_id


def _review(world: World, attempt: Attempt) -> str:
    """Bob has sent Alice what he heard in a call."""
    manager = reviewing.Manager(world.bob.id, (world.agency.id,))
    said = reviewing.Said("Une voix calme.", {Criterion.OPENING: 4})
    reviewing.comment(manager, attempt.public_id, Reason.CHOSEN, "0:12", "Bien.", world.now)
    reviewing.send(manager, attempt.public_id, Reason.CHOSEN, said, world.now)
    return world.rows.query(Review).filter_by(attempt_id=attempt.id).one().public_id


def _comment(world: World, attempt: Attempt) -> str:
    """A remark of Bob's on another call, whose review is a draft."""
    manager = reviewing.Manager(world.bob.id, (world.agency.id,))
    reviewing.comment(manager, attempt.public_id, Reason.CHOSEN, "", "Trop vite.", world.now)
    draft = world.rows.query(Review).filter_by(attempt_id=attempt.id).one()
    return world.rows.query(ReviewComment).filter_by(review_id=draft.id).one().public_id


def _law(world: World) -> str:
    """Carla holds her company's calls to less than the law allows."""
    form = Form({"kind": "figure", "figure": "FR-04/most", "value": "3"})
    law.hold(world.company.id, form, world.carla.id, "fr", world.now)
    (line,) = law.standing([world.company.id], world.now)
    return line.public_id


def ended(world: World, key: str) -> Attempt:
    """A call of Alice's that was answered and is over."""
    attempt = call(world, f"{key}-{world.alice.id}")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    return attempt


def _file(world: World, folder: Path) -> str:
    path = folder / f"prospects-{world.company.id}.csv"
    path.write_text(HEAD + "Garage Petit;pas de numéro;;75003;Paris;;\n", encoding="utf-8")
    received = imports.receive(
        imports.Sent(
            organisation_id=world.company.id,
            path=path,
            filename="prospects.csv",
            stated=STATED,
            layout=FIRST_ROW,
            limits=UPLOAD,
            language="fr",
        ),
        folder / "imports",
        world.now,
    )
    imports.run(received.import_id, world.now, lambda: world.now)
    return received.public_id


def _exclusions(world: World, folder: Path) -> str:
    path = folder / f"exclusions-{world.company.id}.csv"
    path.write_text("Nom\nConcurrence et Compagnie\n", encoding="utf-8")
    sent = exclusions.Sent(world.company.id, path, Reader("exclusions.csv", "fr"), world.bob.id)
    return exclusions.put(sent, world.now).public_id
