"""Whoever asks to be forgotten is found nowhere afterwards, and is never called or enrolled again."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from campaigns.problems import NotFound, Refused
from campaigns.prospect_base.data_requests import RequestKind, RequestState
from telepro.db import audit
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.data_requests import DataRequest
from telepro.db.whom import Import, Prospect
from telepro.services import (
    call_events,
    data_requests,
    desk_requests,
)
from telepro.services.data_requests import Asker
from tests.services.calls import call, calling, deal
from tests.services.canary import CANARIES, NUMBER, asked, canary, found
from tests.services.kept import kept
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["calling", "canary", "pages", "rows"]


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
    assert audit.first_broken(canary.rows) is None


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
    line = audit.lines(canary.rows, audit.Sought(), 1)[0]
    assert (line.action, line.details["sha256"]) == ("data_request.erased", page.certificate)


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
