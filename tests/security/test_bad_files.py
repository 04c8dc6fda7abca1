"""A bad prospect file is refused in words where it is sent, and leaves neither a row nor a file."""

import io
import time

import pytest
from bs4 import BeautifulSoup

from tests.security.bad_files import READ_LISTS, REFUSED_BOOKS, REFUSED_LISTS
from tests.security.houses import House, house
from tests.security.state import changed, state

__all__ = ["house"]

# The reader of forms leaves large uploads to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SECONDS = 2.0
SAID = {
    "source": "annuaire",
    "audience": "B2B",
    "basis": "legitimate_interest",
    "country": "FR",
}
REFUSED = [("liste.csv", name, content) for name, content in REFUSED_LISTS.items()]
REFUSED += [("liste.xlsx", name, content) for name, content in REFUSED_BOOKS.items()]


def sent(house: House, name: str, content: bytes) -> tuple[int, str, float]:
    """Send a file as Bob: the status, the page and the seconds of processor that it took."""
    began = time.process_time()
    client = house.client("bob")
    form = {**SAID, "company": house.own["company"], "file": (io.BytesIO(content), name)}
    answer = client.post("/imports/new", data=form, headers=house.token("bob"))
    text = answer.text
    if answer.status_code == 303:
        page = client.get("/imports/columns")
        assert page.status_code == 200
        text = page.text
    return answer.status_code, text, time.process_time() - began


# Contents hold the moment at which they were packed, so a test is not named after them.
@pytest.mark.parametrize(
    ("name", "case", "content"), REFUSED, ids=[f"{name} {case}" for name, case, _content in REFUSED]
)
def test_a_bad_file_is_refused_in_words_and_leaves_nothing(
    house: House, name: str, case: str, content: bytes
) -> None:
    folder = house.app.extensions["telepro.settings"].data / "uploads"
    kept = set(folder.iterdir()) if folder.exists() else set()
    with house.undone():
        before = state(house.connection)
        status, text, seconds = sent(house, name, content)
        assert status == 422, case
        assert changed(before, house.connection) == []
    page = BeautifulSoup(text, "html.parser")
    assert page.select(".problem, .problems li"), text[:300]
    assert seconds < SECONDS
    assert set(folder.iterdir()) == kept


@pytest.mark.parametrize("case", READ_LISTS)
def test_a_strange_list_is_shown_with_its_columns(house: House, case: str) -> None:
    with house.undone():
        before = state(house.connection)
        status, text, seconds = sent(house, "liste.csv", READ_LISTS[case])
        assert status in {303, 422}
        assert changed(before, house.connection) == []
    assert BeautifulSoup(text, "html.parser").select("select, .problem, .problems li")
    assert "<script>alert" not in text
    assert seconds < SECONDS


NAMES = ["../../etc/passwd.csv", "a\x00b.csv", "CON", "con.csv", "-rf.csv", "a" * 300 + ".csv", ".csv",
         "\u202ecsv.exe", "a;b.csv", "a\r\nX: y.csv", "~/x.csv", "C:\\x.csv", "=1+1.csv", "%2e%2e.csv"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_files_name_is_only_shown(house: House, name: str) -> None:
    folder = house.app.extensions["telepro.settings"].data
    before = {path for path in folder.rglob("*") if "uploads" not in path.parts}
    with house.undone():
        status, _text, _seconds = sent(house, name, b"Nom;Telephone\nA;0199001099\n")
    assert status in {303, 400, 422}
    assert {path for path in folder.rglob("*") if "uploads" not in path.parts} == before
    assert all(path.name.isalnum() for path in (folder / "uploads").iterdir())
