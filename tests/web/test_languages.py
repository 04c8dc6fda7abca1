"""Every sentence of the screens has its French, with the same values in it."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "telepro" / "locale"
FRENCH = LOCALE / "fr" / "LC_MESSAGES"
VALUE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
HOW = (
    "Run `pybabel extract -F telepro/locale/babel.cfg -k lazy_gettext -o messages.pot .`, "
    "`pybabel update -l fr -d telepro/locale -i messages.pot`, translate, `pybabel compile -d telepro/locale`."
)


@pytest.fixture(scope="module")
def french() -> Catalog:
    with (FRENCH / "messages.po").open("rb") as source:
        return read_po(source, locale="fr")


def said() -> set[str]:
    """Every sentence that the code and the templates say."""
    with (LOCALE / "babel.cfg").open(encoding="utf-8") as source:
        methods, options = parse_mapping_cfg(source)  # type: ignore[no-untyped-call]
    keywords = {**DEFAULT_KEYWORDS, "lazy_gettext": None}
    found: set[str] = set()
    for folder in ("telepro", "templates"):
        mapping = [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods]
        for row in extract_from_dir(ROOT / folder, mapping, options, keywords=keywords):
            found.add(row[2] if isinstance(row[2], str) else row[2][0])
    return found


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_every_sentence_has_its_french(french: Catalog) -> None:
    lacking = sorted(text for text in said() if not _translated(french, text))
    assert lacking == [], HOW


def test_french_keeps_the_values_of_each_sentence(french: Catalog) -> None:
    changed = [
        message.id
        for message in french
        if message.id
        and set(VALUE.findall(_last(message))) != set(VALUE.findall(forms(message)[-1]))
    ]
    assert changed == []


def test_french_marks_never_begin_a_line(french: Catalog) -> None:
    loose = [
        text
        for message in french
        if message.id
        for text in forms(message)
        if re.search(r" [:;!?»]|« ", text)
    ]
    assert loose == []


def test_the_compiled_catalogue_is_the_written_one(french: Catalog) -> None:
    with (FRENCH / "messages.mo").open("rb") as source:
        compiled = read_mo(source)
    written = {_first(message): forms(message) for message in french if message.id}
    assert {_first(m): forms(m) for m in compiled if m.id} == written, HOW


def _translated(french: Catalog, text: str) -> bool:
    message = french.get(text)
    return message is not None and all(forms(message))


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _last(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]
