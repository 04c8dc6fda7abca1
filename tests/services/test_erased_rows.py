"""A file that names somebody who was erased is read without them, and nothing of them is kept."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from campaigns.dispositions import (
    SuppressionScope,
)
from campaigns.prospect_base.data_requests import RequestState
from campaigns.prospect_base.enrolment import LeftOut
from campaigns.prospect_file.remedies import GroupCode
from campaigns.prospect_file.row_problems import RowCode
from campaigns.states import ImportState
from telepro.db import enrolment, suppressions
from telepro.db.intake import Enrolment
from telepro.db.whom import Import
from telepro.services import (
    data_requests,
    enrolments,
    import_checks,
    imports_export,
    imports_shown,
)
from tests.services.canary import CANARIES, FILE, NUMBER, asked, canary, file_read, file_sent, found
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["canary", "pages", "rows"]


def test_whoever_came_back_before_fingerprints_were_asked_is_still_never_enrolled(
    canary: World, tmp_path: Path
) -> None:
    data_requests.erase(*asked(canary), canary.now)
    again = file_read(canary, tmp_path, FILE.replace("01 99 00 98 76", "01 99 00 98 77"))
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
    again = file_read(
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
    again = file_read(canary, tmp_path)
    Path(again.stored_path).write_text(FILE, encoding="utf-8")
    import_checks.clear(canary.now + timedelta(hours=1))
    assert not Path(again.stored_path).exists()


def test_a_row_that_is_wrong_besides_is_refused_without_its_cells(
    canary: World, tmp_path: Path
) -> None:
    data_requests.erase(*asked(canary), canary.now)
    nameless = "Société;Tél;Note\n;+33 1 99 00 98 76;veut un perchoir\n"
    again = file_read(canary, tmp_path, nameless)
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
    assert file_read(canary, tmp_path).reasons[RowCode.ERASED] == 1


def test_what_a_dry_run_showed_of_the_person_goes_and_the_file_is_looked_at_anew(
    canary: World, tmp_path: Path
) -> None:
    waiting = file_sent(canary, tmp_path, FILE, ImportState.CHECKING)
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
    waiting = file_sent(canary, tmp_path, repaired, ImportState.CHECKING)
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
