"""The reports' pages and files: rates with their intervals, small ones grey, each figure with its calls."""

import csv
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from campaigns.figures.reporting import Axis
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, own_folder, read, words
from tests.web.steered_campaign import steered
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "steered"]


def address(world: World, page: str) -> str:
    return f"/campaigns/{world.campaign.public_id}/reports/{page}"


@pytest.mark.parametrize("axis", list(Axis))
def test_every_figure_of_a_report_opens_as_many_calls_as_it_counts(
    bob: Browser, steered: World, axis: Axis
) -> None:
    page = read(bob.get(address(steered, axis)))
    links = page.select("table.report a[href*=calls]")
    assert links
    for link in links if axis is Axis.CALLER else links[:4]:
        calls = read(bob.get(str(link["href"])))
        # The comparison of campaigns reads the hours that are kept, where a scene may add what it likes.
        if axis is not Axis.CAMPAIGN:
            assert len(calls.select("tbody tr")) == int(link.text)


def test_a_rate_on_fewer_than_thirty_cases_is_grey_and_has_its_interval(
    bob: Browser, steered: World
) -> None:
    page = read(bob.get(address(steered, "caller")))
    alice = next(row for row in page.select("tbody tr") if "Alice" in row.text)
    contact_rate = alice.select("td")[2]
    assert "faint" in contact_rate["class"]
    assert words(contact_rate) == "52.4% 32.4% – 71.7% 11 ÷ 21"
    total = page.select("tfoot td")[2]
    assert "faint" not in total["class"]


def test_the_same_table_comes_as_csv_and_as_a_workbook(bob: Browser, steered: World) -> None:
    answer = bob.get(address(steered, "hour.csv"))
    assert answer.mimetype == "text/csv"
    lines = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert [line[0] for line in lines] == [
        "Hour",
        "08:00–09:00",
        "09:00–10:00",
        "10:00–11:00",
        "11:00–12:00",
        "All together",
    ]
    assert lines[-1][1] == "41"
    book = bob.get(address(steered, "hour.xlsx"))
    assert "report-hour-" in book.headers["Content-Disposition"]
    (sheet,) = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).sheet_names
    table = CalamineWorkbook.from_filelike(io.BytesIO(book.data)).get_sheet_by_name(sheet)
    found = table.to_python()
    assert [row[0] for row in found] == [line[0] for line in lines]
    assert found[-1][1] == 41
    assert found[-1][2] == pytest.approx(11 / 41)


def test_a_name_that_looks_like_a_formula_is_text_in_both_files(
    bob: Browser, rows: Session, steered: World
) -> None:
    steered.alice.name = '=HYPERLINK("http://evil.example","x")'
    rows.commit()
    lines = bob.get(address(steered, "caller.csv")).text
    assert "\"'=HYPERLINK" in lines
    book = zipfile.ZipFile(io.BytesIO(bob.get(address(steered, "caller.xlsx")).data))
    sheet = book.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"<is><t>=HYPERLINK" in sheet


def test_days_that_are_no_days_are_the_usual_ones(bob: Browser, steered: World) -> None:
    for days in ("first=x&last=y", "first=0001-01-01&last=9999-12-31", "last=2026-13-45"):
        assert "Mon 9 Nov" in words(read(bob.get(f"{address(steered, 'caller')}?{days}")))


def test_days_without_a_call_say_so(bob: Browser, steered: World) -> None:
    page = read(bob.get(f"{address(steered, 'list')}?first=2026-01-01&last=2026-01-31"))
    assert "No call in these days" in words(page)


def test_a_counter_that_no_report_adds_up_is_not_found(bob: Browser, steered: World) -> None:
    assert bob.get(address(steered, "caller/calls/wins")).status_code == 404
    assert bob.get(address(steered, "caller/calls/attempts?group=nobody")).status_code == 404
    assert bob.get(address(steered, "weather")).status_code == 404
